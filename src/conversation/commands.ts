/** The words that do something in any text chat. */
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

/** No command is longer than this, with all the spaces and stops people put around one. */
const LONGEST = 60;

/** The command that a whole message is, or null. A leading slash and a full stop do not matter. */
export function readCommand(text: string): Command | null {
  if (text.length > LONGEST) return null;
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^\//, '')
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null;
}

/** The reference of a case that a whole message is, such as "SWA-2026-0001"; null for anything else. */
export function readReference(text: string, prefix: string): string | null {
  const [, typed, year, number] = /^\s*([a-z]{3})-(\d{4})-(\d{4,9})[.?]?\s*$/i.exec(text) ?? [];
  return typed?.toUpperCase() === prefix ? `${prefix}-${year ?? ''}-${number ?? ''}` : null;
}
