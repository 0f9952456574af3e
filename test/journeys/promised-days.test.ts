/** A day that a handler gave is a promise that was passed on: it is kept like any other clock, at every council. */
import { describe, expect, it } from 'vitest';
import {
  answer,
  begin,
  move,
  open,
  openSlackTown,
  raise,
  type Act,
  type SlackTown,
} from '../support/slack-story.ts';
import { inputsOf, type FakeInput, type Json } from '../support/slack-windows.ts';

const COMPLAINT = 'Raise a complaint or concern';
const GIVEN = /day that whoever handles it gave/;
const hold = (day: string, reference: string): Act =>
  move('Hold, with a date', { 'When do you': day, 'Why does': 'Leave.' }, reference);

const optionsOf = ({ element }: FakeInput): string[] =>
  ((element['options'] ?? []) as Json[]).map((option) => (option['text'] as { text: string }).text);

/** A formal complaint about Sam, by whatever questions the council asks. */
const complain: Act = async (person, town) => {
  await begin(COMPLAINT, { 'About whom?': 'Sam Okafor' })(person, town);
  for (let left = 6; left > 0 && inputsOf(person.window.view).length > 0; left -= 1) {
    for (const input of inputsOf(person.window.view)) {
      if (input.optional === true) continue;
      const options = optionsOf(input);
      const choice = options.find((text) => /^(Formally|No\b)/.test(text)) ?? options[0];
      person.fill(input.label.text, choice ?? 'In October');
    }
    await person.submit();
    await town.settle();
  }
  await person.press('Send it');
};

/** Whoever the case went to. */
const handlerOf = async (town: SlackTown, council: string, reference: string): Promise<string> => {
  const kase = await town.world.withRegister((register) => register.caseByReference(council, reference));
  const key = kase?.people.find(({ role }) => role === 'handler')?.person ?? '';
  return key.charAt(0).toUpperCase() + key.slice(1, key.indexOf('.'));
};

/** The case's clocks that stand on a day somebody gave, as they are. */
const running = (town: SlackTown, council: string, reference: string): Promise<string[]> =>
  town.world.withRegister(async (register) => {
    const kase = await register.caseByReference(council, reference);
    const clocks = kase ? await register.clocksOf(council, kase.id) : [];
    return clocks.flatMap(({ clock, state, dueOn }) => (state === 'running' ? [`${clock} ${dueOn}`] : []));
  });

describe('a day that was given when a case was put on hold', () => {
  it.each(['swale', 'gwynedd', 'kirklees', 'tdc', 'south-somerset'])(
    'is reminded of, moved by a new hold, and over once the case is taken up again: %s',
    async (council) => {
      const town = await openSlackTown(council);
      try {
        await complain(town.person('Joan'), town);
        await town.settle();
        const reference = /Recorded: (\S+)/.exec(town.everRead('Joan'))?.[1] ?? '';
        const handler = await handlerOf(town, council, reference);
        const handles = (label: string) => move(label, {}, reference);
        await town.live(
          {
            who: handler,
            does: hold('2026-11-27', reference),
            sees: [GIVEN, /due Fri 27 Nov/],
            told: { Joan: /Fri 27 Nov/ },
          },
          {
            on: '2026-11-25',
            told: { [handler]: [/Reminder/, GIVEN, /not a day of the protocol/] },
          },
          { on: '2026-11-30', told: { [handler]: [/Overdue/, GIVEN] } },
          { who: handler, does: open(reference), sees: /overdue since Fri 27 Nov/ },
          {
            who: handler,
            does: hold('2026-12-11', reference),
            sees: /due Fri 11 Dec/,
            told: { Joan: /Fri 11 Dec/ },
          },
          { on: '2026-12-03' },
          { on: '2026-12-09', told: { [handler]: /Reminder/ } },
          { who: handler, does: handles('Take up again'), told: { Joan: /looked into again/ } },
          { on: '2026-12-14' },
        );
        expect(await running(town, council, reference)).toEqual([]);
      } finally {
        await town.world.close();
      }
    },
  );

  it('runs once, as the protocol’s own clock, where the hold puts that off', async () => {
    const town = await openSlackTown('swale');
    try {
      await town.live(
        {
          who: 'Carol',
          does: raise('Send an enquiry', {
            'To whom': 'Olwen',
            'What is it': 'A resident',
            'What would': 'Why is the road shut?',
          }),
          told: { Olwen: /An enquiry/ },
        },
        {
          who: 'Olwen',
          does: move('Hold, with reasons', { 'What is happening': 'Leave.', 'When do you': '2026-12-16' }),
          not: GIVEN,
          told: { Carol: /Wed 16 Dec/ },
        },
      );
      expect(await running(town, 'swale', town.last())).toEqual(['reply 2026-12-16']);
      await town.live({ on: '2026-12-14', told: { Olwen: /Reminder/ } });
    } finally {
      await town.world.close();
    }
  });

  it('is over with the outcome, and the day for checking the changes is kept after it', async () => {
    const town = await openSlackTown('swale');
    try {
      await complain(town.person('Joan'), town);
      await town.settle();
      const reference = 'SWA-2026-0001';
      const daniel = async (act: Act): Promise<void> => {
        await act(town.person('Daniel'), town);
        await town.settle();
      };
      await daniel(hold('2026-11-27', reference));
      expect(await running(town, 'swale', reference)).toEqual(['given-day 2026-11-27']);
      const outcome = {
        'What came': 'No action',
        'What do you': 'Nothing was wrong.',
        'Does anything': 'Yes',
      };
      await daniel(move('Record the outcome', outcome, reference));
      await daniel(answer({ 'What has to change': 'Letters are answered.' }));
      expect(await running(town, 'swale', reference)).toEqual([]);
      await daniel(move('Set a date for the check', { 'When will': '2026-12-11' }, reference));
      await daniel(move('Set a date for the check', { 'When will': '2026-12-18' }, reference));
      expect(await running(town, 'swale', reference)).toEqual(['check-day 2026-12-18']);
      await town.live({ on: '2026-12-16', told: { Daniel: [/Reminder/, /Check of the changes/] } });
    } finally {
      await town.world.close();
    }
  });
});
