/** Shots as Slack would show them, drawn by `slack-blocks-to-jsx`; the frames around messages and windows are ours. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import { ASK_VIEW } from '../../src/channels/slack/ask-view.ts';
import { renderClauseView } from '../../src/channels/slack/blocks.ts';
import { renderHome } from '../../src/channels/slack/home.ts';
import { renderMessages } from '../../src/channels/slack/message.ts';
import {
  ALREADY_RECEIVED_VIEW,
  FAILURE_VIEW,
  MOMENT_VIEW,
  renderOutcome,
} from '../../src/channels/slack/views.ts';
import type { Protocol } from '../../src/protocol/load.ts';
import { quote } from '../../src/conversation/answer-view.ts';
import { formIn, type Shot } from './album.ts';
import { escapeHtml, type Picture, type Theme } from './pages.ts';

type Json = Record<string, unknown>;
type View = { title?: unknown; submit?: unknown; close?: unknown; blocks: readonly unknown[] };

/** A form is drawn as a window, and as the messages that take its place where no window can be opened. */
export function drawInSlack(shot: Shot, theme: Theme): Picture[] {
  const title = `${shot.part}: ${shot.name}`;
  if (shot.place === 'home') {
    return [{ title, html: frame('home', drawBlocks(renderHome({ replies: shot.replies }).blocks, theme)) }];
  }
  const messages = shot.replies.flatMap((reply) =>
    renderMessages(reply).map(({ blocks }) => frame('message', drawBlocks(blocks, theme))),
  );
  const chat: Picture = { title, html: messages.join('') };
  const window = formIn(shot.replies) ? renderOutcome(shot.replies) : null;
  return window
    ? [
        { title, html: drawWindow(window.view, theme) },
        { ...chat, title: `${title} (as a message)` },
      ]
    : [chat];
}

/** The windows that no reply fills. */
export function drawSlackWindows(protocol: Protocol, theme: Theme): Picture[] {
  const [clause] = protocol.clauses.all;
  const noted = protocol.clauses.all.find(({ note }) => note !== undefined);
  const views: [string, View][] = [
    ['the window of "Ask the protocol"', ASK_VIEW],
    ['a window that waits', MOMENT_VIEW],
    ['a window after a failure', FAILURE_VIEW],
    ['a window sent twice', ALREADY_RECEIVED_VIEW],
    ...[clause, noted].flatMap((each): [string, View][] =>
      each ? [[`the window of clause ${each.label}`, renderClauseView(quote(each))]] : [],
    ),
  ];
  return views.map(([title, view]) => ({ title, html: drawWindow(view, theme) }));
}

function drawWindow(view: View, theme: Theme): string {
  const text = (part: unknown): string => escapeHtml((part as { text?: string } | undefined)?.text ?? '');
  const submit = view.submit === undefined ? '' : `<b>${text(view.submit)}</b>`;
  return frame(
    'window',
    `<header>${text(view.title)}</header><div class="in">${drawBlocks(view.blocks, theme)}</div>` +
      `<footer><span>${text(view.close)}</span>${submit}</footer>`,
  );
}

function frame(kind: string, html: string): string {
  return `<div class="slack ${kind}">${html}</div>`;
}

function drawBlocks(blocks: readonly unknown[], theme: Theme): string {
  const shown = blocks.map(readLiterally) as never[];
  return renderToStaticMarkup(
    createElement(Message, { name: 'Beadle', logo: '', blocks: shown, withoutWrapper: true, theme }),
  );
}

let drawn = 0;

function textOfChosen({ initial_option: chosen }: Json): unknown {
  return (chosen as Json | undefined)?.['text'];
}

/**
 * The library reads `plain_text` as mrkdwn, and takes `verbatim` for "show the signs": Slack shows plain text as it is,
 * and formats verbatim mrkdwn.
 */
function readLiterally(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(readLiterally);
  if (typeof node !== 'object' || node === null) return node;
  const object = { ...(node as Json) };
  delete object['verbatim'];
  // Radio buttons of one id in a page would be one group, and only the last choice in it be shown.
  if (typeof object['action_id'] === 'string') object['action_id'] += `-${++drawn}`;
  // Its menus show what is chosen only once they run in a browser.
  if (object['type'] === 'static_select')
    object['placeholder'] = textOfChosen(object) ?? object['placeholder'];
  if (object['type'] === 'plain_text') return { type: 'mrkdwn', text: object['text'], verbatim: true };
  // The library draws labels in bold by signs around them.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, key === 'label' ? value : readLiterally(value)]),
  );
}
