/** The faults the loader must find, one each, as data. */
import { MERCIA, type Spoil } from './small-library.ts';

/** One way to spoil the small library, and what the loader must say of it. */
export type Fault = {
  name: string;
  spoil: Spoil;
  file: string;
  /** A text on the line that the problem must name, or the line itself: 0 where the file is not there. */
  at: string | number;
  says: string | RegExp;
};

export const COUNCIL = 'wessex/council.yaml';
export const CLAUSES = 'wessex/clauses.yaml';
export const GUIDANCE = 'wessex/guidance.yaml';
export const PROCEDURES = 'wessex/procedures.yaml';

/** Files that are missing or no YAML. */
export const UNREADABLE: readonly Fault[] = [
  {
    name: 'a YAML syntax fault',
    spoil: { [CLAUSES]: [['gist: Leave before', 'gist: Leave: before']] },
    file: CLAUSES,
    at: 'gist: Leave: before',
    says: 'Nested mappings are not allowed',
  },
  {
    name: 'a key written twice',
    spoil: { [CLAUSES]: [['    gist: Leave', '    heading: Again\n    gist: Leave']] },
    file: CLAUSES,
    at: 'heading: Again',
    says: 'Map keys must be unique',
  },
  {
    name: 'an alias without an anchor',
    spoil: { [COUNCIL]: [['note: A draft.', 'note: *emphasis']] },
    file: COUNCIL,
    at: 'note: *emphasis',
    says: 'quote the text',
  },
  { name: 'an empty file', spoil: { [COUNCIL]: '' }, file: COUNCIL, at: 1, says: 'expected object' },
  {
    name: 'a missing file',
    spoil: { [GUIDANCE]: null },
    file: GUIDANCE,
    at: 0,
    says: 'this file is missing',
  },
  {
    name: 'a missing facts file',
    spoil: { 'topics/facts.yaml': null },
    file: 'topics/facts.yaml',
    at: 0,
    says: 'this file is missing',
  },
  {
    name: 'a missing file of urgent words',
    spoil: { 'topics/urgent.yaml': null },
    file: 'topics/urgent.yaml',
    at: 0,
    says: 'which words speak of distress or danger',
  },
  {
    name: 'an urgent word without a letter',
    spoil: { 'topics/urgent.yaml': [['words: [suicid*]', 'words: ["?"]']] },
    file: 'topics/urgent.yaml',
    at: 'words: ["?"]',
    says: 'a phrase needs a letter or a digit',
  },
  {
    name: 'an urgent word that is taken out again',
    spoil: { 'topics/urgent.yaml': [['unless: [career suicide]', 'unless: [cannot go on]']] },
    file: 'topics/urgent.yaml',
    at: 'unless: [cannot go on]',
    says: 'stands under words too',
  },
  {
    name: 'an urgent matter that is not there',
    spoil: { 'topics/urgent.yaml': [['always: [despair]', 'always: [danger]']] },
    file: 'topics/urgent.yaml',
    at: 'always: [danger]',
    says: 'there is no matter "danger"',
  },
  {
    name: 'a statement that leads to no topic',
    spoil: { 'topics/plain.yaml': [['officer: family-tie', 'officer: friend-tie']] },
    file: 'topics/plain.yaml',
    at: 'officer: friend-tie',
    says: 'leads to the topic "friend-tie", which is not there',
  },
  {
    name: 'a missing file of languages',
    spoil: { 'topics/languages.yaml': null },
    file: 'topics/languages.yaml',
    at: 0,
    says: 'by which words other languages are known',
  },
  {
    name: 'a faulty facts file',
    spoil: { 'topics/facts.yaml': 'fact: []\nfacts: []\n' },
    file: 'topics/facts.yaml',
    at: 'fact: []',
    says: 'no such key',
  },
  {
    name: 'a faulty theme',
    spoil: { 'topics/groups.yaml': [['    title: Going', '    tilte: x\n    title: Going']] },
    file: 'topics/groups.yaml',
    at: 'tilte',
    says: 'no such key',
  },
];

/** Files that break their schema. */
export const MISSHAPEN: readonly Fault[] = [
  {
    name: 'an unknown key in the council',
    spoil: { [COUNCIL]: [['languages: [en]', 'languages: [en]\ncolour: red']] },
    file: COUNCIL,
    at: 'colour: red',
    says: /^colour: there is no such key/,
  },
  {
    name: 'an unknown key in a clause',
    spoil: { [CLAUSES]: [['aliases: [Leaving]', 'alias: [Leaving]']] },
    file: CLAUSES,
    at: 'alias: [Leaving]',
    says: /^clauses\.1\.alias: there is no such key/,
  },
  {
    name: 'an unknown key in a rule',
    spoil: { [GUIDANCE]: [['      points:', '      point:']] },
    file: GUIDANCE,
    at: 'point: [',
    says: /^topics\.group-attend\.1\.point: there is no such key/,
  },
  {
    name: 'a verdict that does not exist',
    spoil: { [GUIDANCE]: [['verdict: conditional', 'verdict: maybe']] },
    file: GUIDANCE,
    at: 'verdict: maybe',
    says: /^topics\.group-attend\.1\.verdict: .*"conditional"/,
  },
  {
    name: 'a rule without a clause',
    spoil: { [GUIDANCE]: [['clauses: ["1.1", "1.2"]', 'clauses: []']] },
    file: GUIDANCE,
    at: 'clauses: []',
    says: 'topics.group-attend.1.clauses: Too small',
  },
  {
    name: 'a topic that is neither rules nor not covered',
    spoil: {
      [GUIDANCE]: [
        [
          '  family-tie:\n    not_covered:\n      say: Nobody is named.\n      related: ["2.1"]\n',
          '  family-tie: later\n',
        ],
      ],
    },
    file: GUIDANCE,
    at: 'family-tie: later',
    says: 'expected array',
  },
  {
    name: 'a topic id with capitals',
    spoil: { [GUIDANCE]: [['  family-tie:', '  Family tie:']] },
    file: GUIDANCE,
    at: 'Family tie',
    says: 'lower-case words joined by hyphens',
  },
  {
    name: 'a flow that does not exist',
    spoil: { [GUIDANCE]: [['offers: [group-meeting]', 'offers: [group-meetings]']] },
    file: GUIDANCE,
    at: 'group-meetings]',
    says: 'topics.group-attend.1.offers.0',
  },
  {
    name: 'an office without a title',
    spoil: { [COUNCIL]: [['    title: Managing Director\n', '']] },
    file: COUNCIL,
    at: 'id: chief-executive',
    says: 'offices.1.title: ',
  },
  {
    name: 'a label that is not quoted',
    spoil: { [CLAUSES]: [['label: "2.1"', 'label: 2.10']] },
    file: CLAUSES,
    at: 'label: 2.10',
    says: 'clauses.2.label: Invalid input: expected string',
  },
  {
    name: 'a kind of relationship without a route',
    spoil: {
      [PROCEDURES]: [['    other: { duty: none, say: Nothing is asked., tell: null, next: Nothing. }\n', '']],
    },
    file: PROCEDURES,
    at: 'kinds:',
    says: 'relationship.kinds.other',
  },
];

/** Files that are sound by themselves and disagree with each other. */
export const CONTRADICTORY: readonly Fault[] = [
  {
    name: 'an unknown clause in a rule',
    spoil: { [GUIDANCE]: [['clauses: ["1.1", "1.2"]', 'clauses: ["1.1", "1.9"]']] },
    file: GUIDANCE,
    at: '"1.9"',
    says: 'clauses.yaml has no clause "1.9"',
  },
  {
    name: 'an unknown related clause',
    spoil: { [GUIDANCE]: [['related: ["2.1"]', 'related: ["2.9"]']] },
    file: GUIDANCE,
    at: '"2.9"',
    says: 'no clause "2.9"',
  },
  {
    name: 'an alias cited in place of a label',
    spoil: { [GUIDANCE]: [['related: ["2.1"]', 'related: ["Leaving"]']] },
    file: GUIDANCE,
    at: 'Leaving',
    says: 'no clause "Leaving"',
  },
  {
    name: 'an unknown clause in a quirk',
    spoil: { [COUNCIL]: [['clauses: ["1.2"]', 'clauses: ["1.3"]']] },
    file: COUNCIL,
    at: '"1.3"',
    says: 'no clause "1.3"',
  },
  {
    name: 'an unknown clause of an office',
    spoil: { [COUNCIL]: [['clauses: ["2.1"]', 'clauses: ["2.3"]']] },
    file: COUNCIL,
    at: '"2.3"',
    says: 'no clause "2.3"',
  },
  {
    name: 'an unknown clause in a procedure',
    spoil: { [PROCEDURES]: [['duty: must\n      clauses: ["2.1"]', 'duty: must\n      clauses: ["2.4"]']] },
    file: PROCEDURES,
    at: '"2.4"',
    says: 'no clause "2.4"',
  },
  {
    name: 'an unknown clause on who decides',
    spoil: {
      [PROCEDURES]: [['say: Step aside.\n    clauses: ["2.1"]', 'say: Step aside.\n    clauses: ["2.5"]']],
    },
    file: PROCEDURES,
    at: '"2.5"',
    says: 'no clause "2.5"',
  },
  {
    name: 'an unknown clause on older ties',
    spoil: {
      [PROCEDURES]: [['  decides:', '  before_election: { say: The same., clauses: ["2.6"] }\n  decides:']],
    },
    file: PROCEDURES,
    at: '"2.6"',
    says: 'no clause "2.6"',
  },
  {
    name: 'a danger that one press would do',
    spoil: {
      'plans.yaml': [
        [
          '- id: close\n        label: Close the case',
          '- id: shut\n        label: Close the case\n        style: danger',
        ],
      ],
    },
    file: 'plans.yaml',
    at: '- id: shut',
    says: 'the move "shut" is marked as danger and asks nothing',
  },
  {
    name: 'a day of a plan that no move asks for',
    spoil: { 'plans.yaml': [['on: check-on', 'on: checked-on']] },
    file: 'plans.yaml',
    at: '- id: check-day',
    says: 'the move "check-date" of the plan "look-into" asks for no date "checked-on"',
  },
  {
    name: 'a duty that rests on no clause',
    spoil: { [PROCEDURES]: [['business: { duty: none', 'business: { duty: consider']] },
    file: PROCEDURES,
    at: 'business:',
    says: 'duty is "consider" but no clause is named',
  },
  {
    name: 'an unknown office to tell',
    spoil: { [PROCEDURES]: [['tell: chief-executive', 'tell: chief-constable']] },
    file: PROCEDURES,
    at: 'chief-constable',
    says: 'council.yaml lists no office "chief-constable"',
  },
  {
    name: 'an unknown office offered',
    spoil: { [PROCEDURES]: [['offer: monitoring-officer', 'offer: town-crier']] },
    file: PROCEDURES,
    at: 'town-crier',
    says: 'no office "town-crier"',
  },
  {
    name: 'an unknown source of a clause',
    spoil: { [CLAUSES]: [['source: minutes', 'source: gossip']] },
    file: CLAUSES,
    at: 'source: gossip',
    says: 'council.yaml lists no source "gossip"',
  },
  {
    name: 'a rule for an unknown topic',
    spoil: { [GUIDANCE]: [['not_covered:\n  -', '  tea: { not_covered: {} }\nnot_covered:\n  -']] },
    file: GUIDANCE,
    at: 'tea:',
    says: 'no topic "tea"',
  },
  {
    name: 'an unknown topic that is not covered',
    spoil: { [GUIDANCE]: [['  - group-minutes', '  - group-minutes\n  - biscuits']] },
    file: GUIDANCE,
    at: '- biscuits',
    says: 'no topic "biscuits"',
  },
  {
    name: 'a rule for an out-of-scope topic',
    spoil: { [GUIDANCE]: [['not_covered:\n  -', '  oos-weather: { not_covered: {} }\nnot_covered:\n  -']] },
    file: GUIDANCE,
    at: 'oos-weather:',
    says: 'out-of-scope topic',
  },
  {
    name: 'a topic with no rule that is not listed',
    spoil: { [GUIDANCE]: [['not_covered:\n  - group-minutes\n', '']] },
    file: GUIDANCE,
    at: 'topics:',
    says: 'no rule for the topic "group-minutes"',
  },
  {
    name: 'a topic both ruled on and not covered',
    spoil: { [GUIDANCE]: [['  - group-minutes', '  - group-minutes\n  - group-attend']] },
    file: GUIDANCE,
    at: 'group-attend:',
    says: 'choose one',
  },
  {
    name: 'a rule below an unconditioned one',
    spoil: { [GUIDANCE]: [['    - when: { as: member }\n      verdict: "no"', '    - verdict: "no"']] },
    file: GUIDANCE,
    at: 'verdict: "no"',
    says: 'never reached',
  },
  {
    name: 'a last rule with a condition',
    spoil: {
      [GUIDANCE]: [['    - verdict: conditional', '    - when: { as: officer }\n      verdict: conditional']],
    },
    file: GUIDANCE,
    at: 'as: officer',
    says: 'the last rule of a topic must have no "when"',
  },
  {
    name: 'an unknown fact',
    spoil: { [GUIDANCE]: [['when: { as: member }', 'when: { moon: full }']] },
    file: GUIDANCE,
    at: 'moon: full',
    says: 'facts.yaml has no fact "moon"',
  },
  {
    name: 'an unknown value of a fact',
    spoil: { [GUIDANCE]: [['when: { as: member }', 'when: { as: [member, mayor] }']] },
    file: GUIDANCE,
    at: 'mayor',
    says: 'no value "mayor"',
  },
  {
    name: 'a clause listed twice',
    spoil: { [CLAUSES]: [['label: "1.2"', 'label: "1.1" # again']] },
    file: CLAUSES,
    at: '# again',
    says: 'the clause "1.1" is listed twice',
  },
  {
    name: 'an office listed twice',
    spoil: {
      [COUNCIL]: [
        ['  - id: chief-executive', '  - { id: chief-executive, title: Chief }\n  - id: chief-executive'],
      ],
    },
    file: COUNCIL,
    at: '  - id: chief-executive',
    says: 'the office "chief-executive" is listed twice',
  },
  {
    name: 'a topic defined in two themes',
    spoil: { 'topics/ties.yaml': [['topics:', 'topics:\n  - { id: group-attend, title: Again }']] },
    file: 'topics/ties.yaml',
    at: 'title: Again',
    says: 'the topic "group-attend" is defined twice',
  },
  {
    name: 'a folder named unlike its council',
    spoil: { [COUNCIL]: [['id: wessex', 'id: wessx']] },
    file: COUNCIL,
    at: 'id: wessx',
    says: 'id is "wessx" but the folder is "wessex"',
  },
  {
    name: 'a prefix that another council has',
    spoil: { ...MERCIA, [COUNCIL]: [['reference_prefix: WSX', 'reference_prefix: MER']] },
    file: COUNCIL,
    at: 'reference_prefix: MER',
    says: 'reference_prefix MER is also that of mercia',
  },
];
