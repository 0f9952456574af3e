import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/protocol/load.ts';
import { ProtocolError, type Problem } from '../../src/protocol/problems.ts';
import { PROTOCOLS } from '../../src/start/library.ts';
import { caseworkReplies } from '../../src/start/casework-limits.ts';
import { checkTexts } from '../../src/start/text-limits.ts';

const library = loadLibrary(PROTOCOLS);
const root = mkdtempSync(join(tmpdir(), 'beadle-pack-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The problems of a sixth council's pack in which a line is another, and that line's number. */
function problemsWith(
  file: string,
  line: RegExp,
  changed: string,
): { problems: readonly Problem[]; at: number } {
  cpSync(PROTOCOLS, root, { recursive: true });
  const path = join(root, file);
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.findIndex((each) => line.test(each));
  if (at === -1) throw new Error(`${file} has no line ${String(line)}`);
  writeFileSync(path, lines.with(at, (lines[at] ?? '').replace(line, changed)).join('\n'));
  try {
    checkTexts(loadLibrary(root, 'swale'), root);
    return { problems: [], at: at + 1 };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { problems: error.problems, at: at + 1 };
  }
}

describe('what a platform would cut or refuse', { timeout: 60_000 }, () => {
  it.each([...library.protocols.keys()])('covers every dialog, card and move of %s', (council) => {
    const protocol = library.protocols.get(council);
    if (!protocol) throw new Error(council);
    const places = [...caseworkReplies(protocol, library)].map(({ where }) => where);
    for (const part of ['complaint', 'enquiry', 'summary', 'card', 'decision', 'news', 'the move hold'])
      expect(places.join('\n'), part).toContain(part);
  });

  it('is found at the start, in a casework text too', () => {
    const protocol = library.protocols.get('swale');
    if (!protocol) throw new Error('swale');
    const { complaint } = protocol.procedures;
    const routes = complaint.routes.map((route) => ({ ...route, title: 'long '.repeat(60) }));
    const procedures = { ...protocol.procedures, complaint: { ...complaint, routes } };
    const small = { ...library, protocols: new Map([['swale', { ...protocol, procedures }]]) };
    expect(() => {
      checkTexts(small);
    }).toThrow(/heading/);
  });

  it.each<[string, string, RegExp, string, RegExp]>([
    [
      'the title of a route, which heads a card',
      'swale/procedures.yaml',
      /^ {6}title: A Director or statutory officer at .*$/,
      `      title: ${'A very long title of a route '.repeat(6)}`,
      /heading is too long for Slack/,
    ],
    [
      'the name of a topic, which stands on a button',
      'topics/group-meetings.yaml',
      /^ {4}title: An officer leaving.*$/,
      `    title: ${'An officer leaving a group meeting, and '.repeat(3)}`,
      /button is too long for Slack/,
    ],
    [
      'the button of a move',
      'plans.yaml',
      /^ {8}label: Acknowledge$/,
      `        label: ${'Acknowledge that this has come in and '.repeat(3)}`,
      /button is too long for Slack/,
    ],
  ])('is named with its file and line: %s', (_name, file, line, changed, says) => {
    const { problems, at } = problemsWith(file, line, changed);
    expect(problems.map(({ message }) => message).join('\n')).toMatch(says);
    expect([...new Set(problems.map((problem) => `${problem.file}:${problem.line}`))]).toContain(
      `protocols/${file}:${at}`,
    );
  });
});
