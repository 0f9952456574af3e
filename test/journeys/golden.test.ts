import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsker, toAskResult } from '../../src/cli/ask.ts';
import type { PersonKind } from '../../src/protocol/schema.ts';
import {
  sharedKnowledge,
  slackText,
  startSlackWorld,
  startTeamsWorld,
  type SlackWorld,
  type TeamsWorld,
} from '../support/world.ts';

/** What each council must answer an officer about group meetings: the first line, the authority, the decisive facts. */
type Golden = {
  council: string;
  question: string;
  kind: 'answer' | 'out-of-scope';
  verdict: string | null;
  firstLine: RegExp;
  clauses: readonly string[];
  mustSay: readonly RegExp[];
};

const QUESTION = 'can I attend the Labour group meeting?';
const CONDITIONAL = /^(Yes, if|Only (if|where))/;

const GOLDEN: readonly Golden[] = [
  {
    council: 'south-somerset',
    question: QUESTION,
    kind: 'out-of-scope',
    verdict: null,
    firstLine: /^Your protocol does not cover this\./,
    clauses: [],
    mustSay: [/no rule on .*group meetings/, /ask the monitoring officer/i, /\b12\b/, /\b13\b/],
  },
  {
    council: 'gwynedd',
    question: QUESTION,
    kind: 'answer',
    verdict: 'conditional',
    firstLine: CONDITIONAL,
    clauses: ['21.14.3', '21.14.4'],
    mustSay: [/cannot be avoided/i, /impartial/, /regist.*monitoring officer/i],
  },
  {
    council: 'kirklees',
    question: QUESTION,
    kind: 'answer',
    verdict: 'conditional',
    firstLine: CONDITIONAL,
    clauses: ['8.1'],
    mustSay: [
      /in writing/,
      /chief executive/i,
      /executive director/i,
      /facts/,
      /professional advice/,
      /leave before/i,
    ],
  },
  {
    council: 'kirklees',
    question: 'can I attend the ward party meeting?',
    kind: 'answer',
    verdict: 'no',
    firstLine: /^No\./,
    clauses: ['9.5'],
    mustSay: [/capacity of an officer/],
  },
  {
    council: 'tdc',
    question: QUESTION,
    kind: 'answer',
    verdict: 'conditional',
    firstLine: CONDITIONAL,
    clauses: ['6.3', '6.4', '6.6'],
    mustSay: [
      /group leader/,
      /executive member/,
      /chair/,
      /senior leadership team officer/i,
      /not members/,
      /senior officer must have agreed/i,
    ],
  },
  {
    council: 'swale',
    question: QUESTION,
    kind: 'answer',
    verdict: 'conditional',
    firstLine: CONDITIONAL,
    clauses: ['7.2', '7.3', '7.4'],
    mustSay: [/chief executive decides/i, /director approves/i, /other group leaders/, /the same/],
  },
];

const COUNCILS = [...new Set(GOLDEN.map(({ council }) => council))];

describe('an officer asks about group meetings on the command line', () => {
  const { library, understand } = sharedKnowledge();
  const ask = createAsker(library, understand);

  it.each(GOLDEN)('$council: $question', (golden) => {
    const result = toAskResult(ask(golden.council, 'officer' satisfies PersonKind, golden.question));
    expect(result).toMatchObject({ kind: golden.kind, verdict: golden.verdict });
    expect(result.text).toMatch(golden.firstLine);
    if (golden.clauses.length === 0) expect(result.clauses).toEqual([]);
    for (const clause of golden.clauses) expect(result.clauses).toContain(clause);
    expect(result.clauses[0]).toBe(golden.clauses[0]);
    for (const words of golden.mustSay) expect(result.text).toMatch(words);
  });
});

describe.each(COUNCILS)('an officer of %s asks about group meetings', (council) => {
  const rows = GOLDEN.filter((golden) => golden.council === council);
  let slack: SlackWorld;
  let teams: TeamsWorld;
  beforeAll(async () => {
    slack = await startSlackWorld(council);
    teams = await startTeamsWorld(council);
  });
  afterAll(async () => {
    await slack.close();
    await teams.close();
  });

  it.each(rows)('with /protocol in Slack: $question', async (golden) => {
    const olwen = slack.person('U0OFFICER1');
    const posted = await olwen.command('/protocol', golden.question);
    expect(posted.status).toBe(200);
    await slack.settle();
    const [answer] = olwen.seen().slice(-1);
    expect(answer?.onlyFor).toBe('U0OFFICER1');
    const text = slackText(answer ? [answer] : []);
    expect(text.replace(/^\*/, '')).toMatch(golden.firstLine);
    for (const words of [...golden.mustSay, ...golden.clauses.map((clause) => new RegExp(clause))]) {
      expect(text).toMatch(words);
    }
  });

  it.each(rows)('in the personal chat of Teams: $question', async (golden) => {
    const olwen = teams.person('olwen', { aadObjectId: '22222222-2222-4222-8222-222222222222' });
    let text = await olwen.say(golden.question);
    // Not in the people file: asked once who they are, where the answer depends on it.
    if (text.includes('The answer depends on who you are'))
      text = await olwen.press('An officer').catch(() => olwen.press('An employee'));
    expect(text).toMatch(golden.firstLine);
    for (const words of [...golden.mustSay, ...golden.clauses.map((clause) => new RegExp(clause))]) {
      expect(text).toMatch(words);
    }
  });
});
