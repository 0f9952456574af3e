import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadExamples, type Example } from '../../src/protocol/examples.ts';
import { ProtocolError, type Problem } from '../../src/protocol/problems.ts';

const HEADER = 'council\tas\tset\tverdict\tclauses\ttext';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beadle-examples-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, ...lines: string[]): void {
  writeFileSync(join(folder, name), `${[HEADER, ...lines].join('\n')}\n`);
}

function problems(): readonly Problem[] {
  try {
    loadExamples(folder);
    return [];
  } catch (error) {
    if (error instanceof ProtocolError) return error.problems;
    throw error;
  }
}

describe('example messages', () => {
  it('carry the topic of their file and what is right for them', () => {
    write('tea.tsv', 'wessex\tofficer\ta\tconditional\t8.1,What Officers can expect\tMay I bring tea?');
    write('cake.tsv', 'mercia\tany\tb\t-\t-\tcake??  “now”');
    expect(loadExamples(folder)).toEqual<Example[]>([
      {
        topic: 'cake',
        council: 'mercia',
        as: null,
        set: 'b',
        verdict: null,
        clauses: [],
        text: 'cake??  “now”',
      },
      {
        topic: 'tea',
        council: 'wessex',
        as: 'officer',
        set: 'a',
        verdict: 'conditional',
        clauses: ['8.1', 'What Officers can expect'],
        text: 'May I bring tea?',
      },
    ]);
  });

  it('come in the order of the files by name and of the lines', () => {
    write('b.tsv', 'wessex\tany\ta\tyes\t1\tthree');
    write('a.tsv', 'wessex\tany\ta\tyes\t1\tone', 'wessex\tany\ta\tyes\t1\ttwo');
    expect(loadExamples(folder).map((example) => example.text)).toEqual(['one', 'two', 'three']);
  });

  it('may be none, and other files are left alone', () => {
    write('empty.tsv');
    writeFileSync(join(folder, 'notes.txt'), 'not an example');
    expect(loadExamples(folder)).toEqual([]);
  });

  it('are read with Windows line ends too', () => {
    writeFileSync(join(folder, 'tea.tsv'), `${HEADER}\r\nwessex\tmember\ta\tno\t1.1\tMay I?\r\n`);
    expect(loadExamples(folder)).toMatchObject([{ as: 'member', verdict: 'no', text: 'May I?' }]);
  });
});

describe('a faulty line', () => {
  it.each([
    ['too few cells', 'wessex\tany\ta\tyes\t1.1', 'six cells'],
    ['too many cells', 'wessex\tany\ta\tyes\t1.1\ttea\tcake', 'six cells'],
    ['no council', '\tany\ta\tyes\t1.1\ttea', 'none of them empty'],
    ['no clauses, where a dash is wanted', 'wessex\tany\ta\tyes\t\ttea', 'none of them empty'],
    ['no text', 'wessex\tany\ta\tyes\t1.1\t', 'six cells'],
    ['a blank line', '', 'six cells'],
    ['an unknown asker', 'wessex\tmayor\ta\tyes\t1.1\ttea', 'not "mayor"'],
    [
      'an unknown verdict',
      'wessex\tany\ta\tmaybe\t1.1\ttea',
      '"verdict" must be yes, no, conditional, info or -',
    ],
  ])('with %s is reported', (_, line, reason) => {
    write('tea.tsv', 'wessex\tany\ta\tyes\t1.1\tfine', line, 'wessex\tany\ta\tyes\t1.1\tfine');
    const [problem, ...others] = problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: join(folder, 'tea.tsv'), line: 3 });
    expect(problem?.message).toContain(reason);
  });

  it('does not hide the others: all of all files are reported at once', () => {
    write('a.tsv', 'oops', 'wessex\tany\ta\tyes\t1.1\tfine', 'wessex\tmayor\ta\tyes\t1.1\ttea');
    writeFileSync(join(folder, 'b.tsv'), 'council\ttext\nwessex\ttea\n');
    write('c.tsv', 'wessex\tany\ta\tperhaps\t1.1\ttea');
    expect(problems().map(({ file, line }) => [file, line])).toEqual([
      [join(folder, 'a.tsv'), 2],
      [join(folder, 'a.tsv'), 4],
      [join(folder, 'b.tsv'), 1],
      [join(folder, 'c.tsv'), 2],
    ]);
  });

  it('in the header says what the header must be', () => {
    writeFileSync(join(folder, 'a.tsv'), '');
    expect(problems()[0]?.message).toBe(
      'the header must be: council <tab> as <tab> set <tab> verdict <tab> clauses <tab> text',
    );
  });
});
