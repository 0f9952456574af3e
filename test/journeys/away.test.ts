/** Those who are away: whoever raises something is told so, who acts meanwhile, or that nobody does and it waits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTexts } from '../support/slack-person.ts';
import { begin, move, openSlackTown, press, raise, say, type SlackTown } from '../support/slack-story.ts';
import { COMPLAINT, complain, ENQUIRY, first, WHAT } from './swale-words.ts';

let town: SlackTown;
beforeAll(async () => {
  town = await openSlackTown('swale');
});
afterAll(() => town.world.close());

const TO_DANIEL = { 'To whom': 'Daniel', 'What is it': 'A resident', 'What would': 'Why is the road shut?' };
const WAITS =
  /Daniel Reed is away up to and including Tue 5 Jan 2027, and nobody stands in: it waits until they are back/;
const NO_PROMISE = /I cannot promise you a day while they are away/;

describe('while somebody is away', () => {
  it('who stands in for them is said before it is sent and after', async () => {
    await town.live(
      { who: 'Daniel', does: say('away until 5 January'), sees: [/Tue 5 Jan 2027/, /Type "I am back"/] },
      {
        who: 'Gareth',
        does: begin(COMPLAINT, { 'About whom?': 'Sam Okafor' }, first('Formally'), WHAT),
        sees: /Daniel Reed is away up to and including Tue 5 Jan 2027, so it goes to Ruth Adeyemi\./,
        not: NO_PROMISE,
      },
      {
        who: 'Gareth',
        does: press('Send it'),
        sees: /What happens next\*?\s+Daniel Reed is away up to and including Tue 5 Jan 2027, so it goes to Ruth Adeyemi\./,
        not: NO_PROMISE,
        told: { Ruth: /complaint about an officer/ },
      },
    );
  });

  it('no day is promised in the name of somebody who is away with nobody in their place', async () => {
    await town.live(
      { who: 'Carol', does: begin(ENQUIRY, TO_DANIEL), sees: [WAITS, NO_PROMISE] },
      { who: 'Carol', does: press('Send it'), sees: [WAITS, NO_PROMISE], told: { Daniel: /An enquiry/ } },
      { who: 'Ruth', does: say("I'm away until 5 January"), sees: /Tue 5 Jan 2027/ },
      { who: 'Helen', does: say('away until 5 January'), sees: /Tue 5 Jan 2027/ },
      {
        who: 'Joan',
        does: complain('Sam Okafor'),
        sees: [WAITS, NO_PROMISE],
        told: { Daniel: /A concern/ },
      },
      {
        who: 'Ruth',
        does: move('Hand over', { 'Who takes': 'Helen' }, 'SWA-2026-0001'),
        sees: /Helen Marsh is away up to and including Tue 5 Jan 2027: it waits until they are back/,
        told: { Helen: /handed over to you/, Gareth: /Helen Marsh/ },
      },
    );
  });

  it('they see it on their own page, and end it there or in words', async () => {
    const ruth = town.person('Ruth');
    await ruth.openHome();
    await town.settle();
    expect(readTexts(ruth.page)).toMatch(/You are away up to and including Tue 5 Jan 2027/);
    await ruth.pressOnPage('I am back');
    await town.settle();
    await ruth.openHome();
    await town.settle();
    expect(readTexts(ruth.page)).not.toMatch(/You are away/);
    await town.live(
      { who: 'Ruth', does: say('I am back'), sees: /not have you down as away/ },
      { who: 'Ruth', does: say('back now'), sees: /not have you down as away/ },
      { who: 'Daniel', does: say('No longer away.'), sees: /Welcome back/ },
      { who: 'Helen', does: say('I’m back'), sees: /Welcome back/ },
      { who: 'Joan', does: raise(ENQUIRY, TO_DANIEL), not: /away/, told: { Daniel: /An enquiry/ } },
    );
  });

  it('a councillor is told that nobody stands in for them', async () => {
    await town.live(
      { who: 'Carol', does: say('away until 5 January'), sees: /Nobody stands in for you/, not: /deputy/ },
      { who: 'Carol', does: say('back again'), sees: /Welcome back\.\s*$/ },
    );
  });
});
