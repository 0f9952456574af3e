import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoth, type BothTown } from '../support/both-town.ts';
import { byMember, byOfficer, enquiries, meetings, pressures, requests } from './both-cases.ts';
import { absences, disclosures, messages, questions, typed } from './both-talk.ts';
import { COUNCILS, TYPED, type Journey } from './both-words.ts';

/** In this order: what is recorded in one is there in the next. */
const JOURNEYS: readonly Journey[] = [
  questions,
  disclosures,
  meetings,
  byMember,
  byOfficer,
  pressures,
  requests,
  enquiries,
  typed,
  messages,
  absences,
];

describe.each(COUNCILS)('the same in Slack and in Teams at %s', (council) => {
  const at = COUNCILS.indexOf(council);
  let town: BothTown;
  /** After a difference the platforms are not in step any more. */
  let isOut = false;
  beforeAll(async () => {
    town = await openBoth(council, '2026-11-20T10:00:00Z');
  }, 60_000);
  afterAll(() => town.close());

  it.for(JOURNEYS.filter((each) => each.at?.includes(council) ?? true))(
    '$title',
    { timeout: 30_000 },
    async ({ title, lines, ends }, { skip }) => {
      skip(isOut, 'an earlier journey failed');
      isOut = true;
      // By turns, so that every journey is gone both ways at some councils.
      town.use((JOURNEYS.findIndex((each) => each.title === title) + at) % 2 === 0 ? 'windows' : 'cards');
      await town.play(...lines(council));
      const stage = ends?.[council];
      if (stage !== undefined) expect(town.stage()).toBe(stage);
      town.compareRegisters();
      isOut = false;
    },
  );

  it('leaves whole registers, what was typed as it was typed, and nothing wrong in the logs', async () => {
    await town.checkWhole();
    // JSON in a column is JSON in JSON here.
    const asStored = JSON.stringify(JSON.stringify(TYPED).slice(1, -1)).slice(1, -1);
    expect(town.compareRegisters()).toContain(asStored);
  });
});
