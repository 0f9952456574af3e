/** Shots as Teams would show them: its cards, drawn in the page by the `adaptivecards` library with a host configuration like Teams' own. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chatLook, renderNativeCards } from '../../src/channels/teams/native-card.ts';
import { renderSearch } from '../../src/channels/teams/extension.ts';
import { quote } from '../../src/conversation/answer-view.ts';
import type { Protocol } from '../../src/protocol/load.ts';
import type { Shot } from './album.ts';
import type { Picture, Theme } from './pages.ts';

export function drawInTeams(shot: Shot): Picture[] {
  const cards = shot.replies.flatMap((reply) => renderNativeCards(reply, chatLook('29:somebody')));
  return [{ title: `${shot.part}: ${shot.name}`, html: cards.map(drawCard).join('') }];
}

/** What the message extension puts into a conversation. */
export function drawTeamsExtension(protocol: Protocol): Picture[] {
  const noted = protocol.clauses.all.find(({ note }) => note !== undefined) ?? protocol.clauses.all[0];
  const { composeExtension } = renderSearch('x', noted ? [quote(noted)] : []);
  const cards = 'attachments' in composeExtension ? composeExtension.attachments : [];
  return cards.map(({ content }) => ({ title: 'a clause from the search', html: drawCard(content) }));
}

function drawCard(card: unknown): string {
  return `<div class="teams"><script type="application/json">${JSON.stringify(card).replaceAll('<', '\\u003c')}</script></div>`;
}

/** What a page needs to draw the cards in it. */
export function teamsScript(theme: Theme): string {
  const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  return `${readFileSync(library, 'utf8')}
const config = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(theme))});
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => { result.didProcess = false; };
for (const place of document.querySelectorAll('.teams')) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = config;
  card.parse(JSON.parse(place.textContent));
  place.replaceChildren(card.render());
  const opens = new URLSearchParams(location.hash.slice(1)).has('open');
  if (opens) place.querySelector('.expandable')?.click();
}`;
}

function hostConfig(theme: Theme): object {
  const isDark = theme === 'dark';
  const text = isDark ? '#FFFFFF' : '#242424';
  const quiet = isDark ? '#ADADAD' : '#616161';
  const colour = (main: string): object => ({ default: main, subtle: main });
  const foregroundColors = {
    default: { default: text, subtle: quiet },
    accent: colour(isDark ? '#7F85F5' : '#5B5FC7'),
    attention: colour(isDark ? '#F9526B' : '#C4314B'),
    good: colour(isDark ? '#92C353' : '#237B4B'),
    warning: colour(isDark ? '#F8D22A' : '#835C00'),
  };
  const box = (backgroundColor: string): object => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    containerStyles: {
      default: box(isDark ? '#292929' : '#FFFFFF'),
      emphasis: box(isDark ? '#1F1F1F' : '#F5F5F5'),
      warning: box(isDark ? '#463100' : '#FBF6D9'),
      attention: box(isDark ? '#3F1011' : '#FDF3F4'),
      good: box(isDark ? '#0D2E0D' : '#E7F2DA'),
      accent: box(isDark ? '#2F2F4A' : '#E8EBFA'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 10 },
  };
}

export function teamsStyle(theme: Theme): string {
  const isDark = theme === 'dark';
  const line = isDark ? '#616161' : '#D1D1D1';
  const back = isDark ? '#292929' : '#FFFFFF';
  const text = isDark ? '#FFFFFF' : '#242424';
  return `
.teams { background: ${back}; color: ${text}; border: 1px solid ${line}; border-radius: 4px; margin: 0 0 8px; }
.ac-pushButton { font: 600 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; color: ${text}; background: ${back}; border: 1px solid ${line};
  border-radius: 4px; padding: 5px 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ac-pushButton.style-positive { background: #5B5FC7; color: #FFFFFF; border-color: #5B5FC7; }
.ac-pushButton.style-destructive { color: ${isDark ? '#F9526B' : '#C4314B'}; border-color: currentColor; }
.ac-input { font: 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; color: ${text}; background: ${isDark ? '#1F1F1F' : '#F5F5F5'};
  border: 1px solid ${line}; border-radius: 4px; padding: 5px; box-sizing: border-box; }
.ac-input-container label { font-weight: 600; }
`;
}
