/**
 * What fits in Slack, in one table. Characters are counted as UTF-16 units, which is never less than Slack counts.
 * Sources: docs.slack.dev, reference of blocks, block elements, composition objects, views and chat.postMessage.
 */
export const SLACK_LIMITS = {
  /** Blocks in a message. */
  messageBlocks: 50,
  /** Blocks in a modal. */
  viewBlocks: 100,
  /** Characters of a message's `text`; Slack cuts what is longer. */
  messageText: 40_000,
  /**
   * Characters of a message's blocks as JSON. Slack refuses messages of somewhere above 13,000 characters with
   * `msg_blocks_too_long` and documents no figure (bolt-js issues 2509 and 2867), so we stay below.
   */
  messageJson: 12_000,
  /** Bytes of a modal as JSON (`view_too_large`). */
  viewBytes: 250_000,
  /** Modals on top of each other. */
  viewDepth: 3,
  title: 24,
  /** The submit and close buttons of a modal. */
  viewButton: 24,
  privateMetadata: 3_000,
  /** `block_id`, `action_id` and `callback_id`. */
  id: 255,
  header: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  contextText: 2_000,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  inputLabel: 2_000,
  inputHint: 2_000,
  placeholder: 150,
  /** What a person can type into one field, and the longest `initial_value`. */
  inputText: 3_000,
  optionText: 75,
  optionValue: 150,
  radioOptions: 10,
  selectOptions: 100,
  optionGroups: 100,
  groupLabel: 75,
} as const;
