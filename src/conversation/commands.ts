/** The words that do something in any text chat. */
import type { FlowId } from '../protocol/schema.ts';
import type { Command } from './vocabulary.ts';

const WORDS: Readonly<Record<string, Command>> = {
  help: 'help',
  menu: 'help',
  disclose: 'disclose',
  disclosure: 'disclose',
  'disclose a relationship': 'disclose',
  complaint: 'complaint',
  complain: 'complaint',
  meeting: 'meeting',
  mine: 'mine',
  'my entries': 'mine',
  cases: 'cases',
  'my cases': 'cases',
  cancel: 'cancel',
  stop: 'cancel',
  quit: 'cancel',
  'start again': 'cancel',
  back: 'back',
  'go back': 'back',
  resume: 'resume',
  continue: 'resume',
  'carry on': 'resume',
};

/** What begins a dialog that has no command of its own, besides the words on its button. */
const FLOW_WORDS: Readonly<Record<string, FlowId>> = {
  enquiry: 'enquiry',
  'send an enquiry': 'enquiry',
  information: 'information',
  'ask for information': 'information',
  pressure: 'pressure',
  'report pressure': 'pressure',
  'ask the monitoring officer': 'escalate',
};

/** No command is longer than this, with all the spaces and stops people put around one. */
const LONGEST = 60;

/** The command that a whole message is, or null. A leading slash and a full stop do not matter. */
export function readCommand(text: string): Command | null {
  return lookUp(text, WORDS);
}

/** The dialog that a whole message asks for by its name, or null. */
export function readFlowWord(text: string): FlowId | null {
  return lookUp(text, FLOW_WORDS);
}

function lookUp<T>(text: string, words: Readonly<Record<string, T>>): T | null {
  if (text.length > LONGEST) return null;
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}

/** The reference of a case that a whole message is, such as "SWA-2026-0001"; null for anything else. */
export function readReference(text: string, prefix: string): string | null {
  const [, typed, year, number] =
    /^\s*([a-z]{3})-(\d{4})-(\d{4,9})[.?]?\s*$/i.exec(withoutJoiners(text)) ?? [];
  return typed?.toUpperCase() === prefix ? `${prefix}-${year ?? ''}-${number ?? ''}` : null;
}

/** A reference copied from a card may have signs in it that nobody sees. */
function withoutJoiners(text: string): string {
  return text.replaceAll('\u2060', '');
}
