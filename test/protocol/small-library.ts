/** A small, faultless `protocols/` folder in a temporary place, to be spoilt one line at a time. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLibrary } from '../../src/protocol/load.ts';
import { ProtocolError, type Problem } from '../../src/protocol/problems.ts';

/** A change to one file: `null` leaves the file out; a pair replaces the one place where the first text stands. */
export type Spoil = Record<string, string | null | readonly (readonly [from: string, to: string])[]>;

const FACTS = `facts:
  - id: as
    title: Who is asking
    values:
      - { id: officer, title: an officer }
      - { id: member, title: a councillor }
`;

const GROUPS = `theme: groups
title: Group meetings
topics:
  - id: group-attend
    title: Going to a group's meeting
  - id: group-minutes
    title: Keeping notes of a group's meeting
`;

const TIES = `theme: ties
title: Ties
topics:
  - id: family-tie
    title: A family tie
`;

const OUTSIDE = `theme: outside
title: None of our business
kind: out-of-scope
topics:
  - id: oos-weather
    title: The weather
    reply: I know only the protocol.
`;

const COUNCIL = `id: wessex
name: Wessex Council
reference_prefix: WSX
division: england-and-wales
languages: [en]
protocol:
  title: Protocol on Member/Officer Relations
  status: draft
  dated: 2026-05-01
  note: A draft.
  sources:
    - { id: minutes, title: Minutes }
words: { member: councillor, members: councillors, officer: officer, officers: officers, political_group: group, ward: ward }
offices:
  - id: monitoring-officer
    title: Monitoring Officer
    clauses: ["2.1"]
  - id: chief-executive
    title: Managing Director
quirks:
  - clauses: ["1.2"]
    note: Points to the wrong paragraph.
`;

const CLAUSES = `clauses:
  - label: "1.1"
    printed: "41.1"
    heading: Group meetings
    gist: Ask in writing.
    binds: [officer]
  - label: "1.2"
    heading: Group meetings
    gist: Leave before the debate.
    binds: [officer, member]
    aliases: [Leaving]
  - label: "2.1"
    heading: Ties
    gist: Tell the Managing Director.
    binds: [officer, member]
  - label: Minutes
    heading: Minutes
    gist: What was said.
    binds: [council]
    source: minutes
`;

const GUIDANCE = `topics:
  group-attend:
    - when: { as: member }
      verdict: "no"
      say: That is for officers.
      clauses: ["1.1"]
    - verdict: conditional
      say: Ask in writing.
      points: [Leave before the debate.]
      clauses: ["1.1", "1.2"]
      offers: [group-meeting]
  family-tie:
    not_covered:
      say: Nobody is named.
      related: ["2.1"]
not_covered:
  - group-minutes
`;

const ROUTE = `      duty: must
      clauses: ["2.1"]
      say: It must be disclosed.
      tell: chief-executive
      next: Wait.
`;

const PROCEDURES = `relationship:
  kinds:
    family:
${ROUTE}    friendship: { duty: none, say: Nothing is asked., tell: null, next: Nothing. }
    business: { duty: none, say: Nothing is asked., tell: null, next: Nothing. }
    social-media: { duty: none, say: Nothing is asked., tell: null, next: Nothing. }
    other: { duty: none, say: Nothing is asked., tell: null, next: Nothing. }
  decides:
    say: Step aside.
    clauses: ["2.1"]
  offer: monitoring-officer
levels: []
last_resort: [{ office: monitoring-officer }]
group-meeting:
  parity: null
  routes:
    - &one
      id: one
      title: A case
      clauses: ["2.1"]
      say: It goes to the Monitoring Officer.
      receive: [{ office: monitoring-officer }]
      plan: look-into
      outcomes: [{ id: done, label: Done }]
      next: Wait.
complaint: { routes: [*one] }
pressure: { routes: [*one] }
information: { routes: [*one] }
enquiry: { routes: [*one] }
escalate: { routes: [*one] }
`;

const URGENT = `matters:
  - id: despair
    say: You matter.
    about_another: They matter.
    points: [Ring 999.]
    words: [suicid*]
    alone: [cannot go on]
    unless: [career suicide]
conduct: { say: You can complain., offers: [complaint], always: [despair], words: [councillor*] }
nothing_kept: I keep nothing.
in_dialog: It stands there.
others_read: Others may read it.
`;

const LANGUAGES = `say: I read English.
next: Ask a person.
offers: [complaint]
languages:
  - { id: cy, name: Welsh, say: Dim ond Saesneg., words: [mae, cynghorydd], shared: [fi] }
`;

const PLAIN = `sides: { member: [cllr*], officer: [officer*], senior: [director], chief: [chief executive], neither: [colleague*] }
statements:
  - id: tie
    words: [my wife is]
    before: 0
    after: 4
    topics: { officer: family-tie }
`;

const PLANS = readFileSync(join(import.meta.dirname, '..', '..', 'protocols', 'plans.yaml'), 'utf8');

const FILES: Record<string, string> = {
  'plans.yaml': PLANS,
  'topics/facts.yaml': FACTS,
  'topics/groups.yaml': GROUPS,
  'topics/outside.yaml': OUTSIDE,
  'topics/languages.yaml': LANGUAGES,
  'topics/plain.yaml': PLAIN,
  'topics/ties.yaml': TIES,
  'topics/urgent.yaml': URGENT,
  'wessex/council.yaml': COUNCIL,
  'wessex/clauses.yaml': CLAUSES,
  'wessex/guidance.yaml': GUIDANCE,
  'wessex/procedures.yaml': PROCEDURES,
};

/** The texts of a second council, to stand beside the first. */
export const MERCIA: Record<string, string> = {
  'mercia/council.yaml': COUNCIL.replace('id: wessex', 'id: mercia').replace('WSX', 'MER'),
  'mercia/clauses.yaml': CLAUSES,
  'mercia/guidance.yaml': GUIDANCE,
  'mercia/procedures.yaml': PROCEDURES,
};

const written: string[] = [];

/** Writes the library with `spoil` applied and gives its folder. */
export function writeLibrary(spoil: Spoil = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'beadle-protocols-'));
  written.push(root);
  for (const path of new Set([...Object.keys(FILES), ...Object.keys(spoil)])) {
    const text = spoilt(path, spoil[path]);
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function spoilt(path: string, change: Spoil[string] | undefined): string | null {
  const original = FILES[path] ?? '';
  if (change === undefined) return original;
  if (change === null || typeof change === 'string') return change;
  return change.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`"${from}" must stand once in ${path}`);
    return text.replace(from, to);
  }, original);
}

/** Removes every folder written so far. */
export function removeLibraries(): void {
  for (const root of written.splice(0)) rmSync(root, { recursive: true, force: true });
}

/** Every problem the loader reports, its file named from the library's folder. */
export function problemsIn(root: string, only?: string): Problem[] {
  try {
    loadLibrary(root, only);
    return [];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.problems.map((problem) => ({
      ...problem,
      file: problem.file === root ? '.' : problem.file.slice(root.length + 1).replaceAll('\\', '/'),
    }));
  }
}

/** The 1-based line on which `text` first stands in a file of the library. */
export function lineOf(root: string, path: string, text: string): number {
  const index = readFileSync(join(root, path), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`"${text}" is not in ${path}`);
  return index + 1;
}
