/* global AdaptiveCards */
/** How the card library draws cards here. Colours are the page's own, so that light and dark follow the style sheet. */

const colours = (text, quiet) => ({
  default: { default: text, subtle: quiet },
  dark: { default: text, subtle: quiet },
  light: { default: text, subtle: quiet },
  accent: { default: 'var(--accent-text)', subtle: 'var(--accent-text)' },
  good: { default: text, subtle: quiet },
  warning: { default: 'var(--warning-text)', subtle: 'var(--warning-text)' },
  attention: { default: 'var(--danger-text)', subtle: 'var(--danger-text)' },
});

const box = (background, text = 'var(--text)', quiet = 'var(--quiet)') => ({
  backgroundColor: background,
  foregroundColors: colours(text, quiet),
});

const SETTINGS = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 14, default: 16, medium: 18, large: 21, extraLarge: 26 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 20, default: 24, medium: 26, large: 28, extraLarge: 34 },
  spacing: { small: 6, default: 12, medium: 20, large: 24, extraLarge: 32, padding: 18 },
  containerStyles: {
    default: box('transparent'),
    emphasis: box('var(--sunken)'),
    warning: box('var(--warning-back)', 'var(--warning-text)', 'var(--warning-text)'),
    attention: box('var(--warning-back)', 'var(--danger-text)', 'var(--danger-text)'),
    good: box('var(--sunken)'),
    accent: box('var(--sunken)'),
  },
  actions: {
    maxActions: 100,
    spacing: 'default',
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'bolder' },
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 190 },
    value: { wrap: true },
    spacing: 6,
  },
  textBlock: { headingLevel: 2 },
};

/** The settings as the library wants them. */
export function createHostConfig() {
  const config = new AdaptiveCards.HostConfig(SETTINGS);
  // What may be left empty says "(optional)"; a star would need to be explained.
  config.inputs.label.requiredInputs.suffix = '';
  return config;
}
