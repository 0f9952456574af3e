import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoth, type BothTown } from '../support/both-town.ts';
import { COUNCILS, JOURNEYS } from './both-journeys.ts';

describe.each(COUNCILS)('the same in Slack and in Teams at %s', (council) => {
  let town: BothTown;
  /** After a difference the platforms are not in step any more. */
  let isOut = false;
  beforeAll(async () => {
    town = await openBoth(council, '2026-11-20T10:00:00Z');
  }, 60_000);
  afterAll(() => town.close());

  it.for(JOURNEYS)('$title', { timeout: 30_000 }, async ({ lines, ends }, { skip }) => {
    skip(isOut, 'an earlier journey failed');
    isOut = true;
    await town.play(...lines(council));
    const stage = ends?.[council];
    if (stage !== undefined) expect((await town.caseNow()).stage).toBe(stage);
    await town.compareRegisters();
    isOut = false;
  });
});
