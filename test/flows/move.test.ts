import { describe, expect, it } from 'vitest';
import { checkCardLimits } from '../../src/channels/shared/card-limits.ts';
import { checkSlackLimits } from '../../src/channels/slack/check-limits.ts';
import type { FormValues } from '../../src/conversation/vocabulary.ts';
import type { FlowContext } from '../../src/flows/context.ts';
import { currentScreen, fillScreen, isComplete, renderScreen } from '../../src/flows/engine.ts';
import { moveFlow } from '../../src/flows/move.ts';
import type { PlanMove } from '../../src/protocol/procedures.ts';
import {
  begin,
  CAROL,
  contextOf,
  COUNCILS,
  plans,
  shownAt,
  someRoute,
  textOf,
  TODAY,
  withProcedure,
} from './contexts.ts';

const CONTEXT = contextOf(COUNCILS[0] ?? '');
const ROUTE = someRoute({ outcomes: [{ id: 'settled', label: 'Settled' }] });
const MOVES = [...plans.values()].flatMap((plan) => plan.moves.map((move) => ({ plan: plan.id, move })));

function moveOf(plan: string, id: string): PlanMove {
  const move = plans.get(plan)?.moves.find((each) => each.id === id);
  if (!move) throw new Error(`no move ${id} in ${plan}`);
  return move;
}

/** An answer to whatever is asked: the first choice, a person, today. */
function sensible(move: PlanMove, context: FlowContext): FormValues {
  const form = renderScreen(flowOf(move), context, begin(flowOf(move), context), {}, []);
  return Object.fromEntries(
    (form?.fields ?? []).map((field) => {
      if (field.type === 'choice' || field.type === 'person')
        return [field.name, field.options[0]?.value ?? ''];
      return [field.name, field.type === 'date' ? TODAY : 'A few words.'];
    }),
  );
}

const flowOf = (move: PlanMove) => moveFlow(move, ROUTE, 'complaint');

describe.each(MOVES)('the move $move.id of $plan', ({ move }) => {
  const flow = flowOf(move);

  it('fits on every platform, and is made by its own button', () => {
    const blocks = shownAt(flow, CONTEXT, begin(flow, CONTEXT));
    const reply = { audience: 'private' as const, blocks };
    expect([...checkSlackLimits(reply), ...checkCardLimits(reply)]).toEqual([]);
    expect(textOf(blocks)).toContain(JSON.stringify(move.label));
    expect(flow.records).toBe('at-once');
    const [form] = blocks;
    expect(form?.type === 'form' && form.form.submit).toBe(flow.confirm);
  });

  it('is complete once what it asks is answered', () => {
    let draft = begin(flow, CONTEXT);
    for (let turn = 0; turn < 4 && currentScreen(flow, CONTEXT, draft); turn++) {
      draft = fillScreen(flow, CONTEXT, draft, {
        ...lastFields(draft.answers),
        ...sensible(move, CONTEXT),
      }).draft;
    }
    expect(isComplete(flow, CONTEXT, draft)).toBe(true);
  });

  /** Answers to what other answers brought up. */
  function lastFields(answers: FormValues): FormValues {
    const rest = move.asks.filter(({ name }) => answers[name] === undefined);
    return Object.fromEntries(
      rest.map(({ name, kind, options }) => [
        name,
        kind === 'date' ? TODAY : (options?.[0]?.id ?? 'A few words.'),
      ]),
    );
  }
});

it('offers outcomes of the route, offices of the council, and people', () => {
  const ask = { label: 'Which?', required: true };
  const move: PlanMove = {
    ...moveOf('look-into', 'outcome'),
    asks: [
      { ...ask, name: 'outcome', kind: 'choice', options_from: 'outcomes' },
      { ...ask, name: 'office', kind: 'choice', options_from: 'offices' },
      { ...ask, name: 'to', kind: 'person' },
    ],
  };
  const shown = textOf(shownAt(flowOf(move), CONTEXT, begin(flowOf(move), CONTEXT)));
  for (const value of ['settled', 'monitoring-officer', CAROL]) expect(shown).toContain(`"value":"${value}"`);
});

it('takes no day that is over', () => {
  const flow = flowOf(moveOf('look-into', 'hold'));
  const send = (expected: string) =>
    fillScreen(flow, CONTEXT, begin(flow, CONTEXT), { expected, reply: 'It takes longer.' }).errors;
  expect(send('2026-11-19')).toHaveProperty('expected');
  expect(send(TODAY)).toEqual({});
});

it('asks what an answer brings up on the same screen, and calls that no fault', () => {
  const flow = flowOf(moveOf('agree', 'attended'));
  const { draft, errors } = fillScreen(flow, CONTEXT, begin(flow, CONTEXT), { attended: 'yes' });
  expect(errors).toEqual({});
  expect(currentScreen(flow, CONTEXT, draft)?.id).toBe('attended');
  expect(Object.keys(fillScreen(flow, CONTEXT, draft, {}).errors)).toEqual(['stayed', 'notes']);
});

describe('declining where another group was briefed on what may be the same subject', () => {
  const parity = { reference: 'XYZ-2026-0001', group: 'Labour', topic: 'The budget', date: 'Mon 2 Nov' };
  const rule = { say: 'Treat the groups alike.', clauses: [] };
  const council = withProcedure(CONTEXT, 'group-meeting', { parity: rule });
  const context = { ...council, parity };
  const flow = flowOf(moveOf('agree', 'decline'));
  const send = (values: FormValues) =>
    fillScreen(flow, context, begin(flow, context), { reply: 'No time.', ...values });

  it('shows what the protocol says, and the earlier briefing', () => {
    const shown = textOf(shownAt(flow, context, begin(flow, context)));
    for (const text of ['Treat the groups alike.', 'Labour', 'The budget', 'XYZ-2026-0001'])
      expect(shown).toContain(text);
  });

  it('is refused where the subject is the same', () => {
    const { draft, errors } = send({ same: 'same' });
    expect(errors['same']).toBe('Your protocol does not allow it to be declined: Treat the groups alike.');
    expect(isComplete(flow, context, draft)).toBe(false);
  });

  it('wants to know how it differs', () => {
    const { draft, errors } = send({ same: 'different' });
    expect(errors).toEqual({});
    expect(isComplete(flow, context, draft)).toBe(false);
    expect(isComplete(flow, context, send({ same: 'different', 'why-different': 'Rents.' }).draft)).toBe(
      true,
    );
  });

  it('asks nothing of it where there was none, or the protocol has no such rule', () => {
    for (const other of [council, { ...withProcedure(CONTEXT, 'group-meeting', { parity: null }), parity }]) {
      expect(textOf(shownAt(flow, other, begin(flow, other)))).not.toContain('"same"');
    }
  });
});

describe('who will read it', () => {
  const SOUTH_SOMERSET = contextOf('south-somerset');
  const formal = SOUTH_SOMERSET.protocol.procedures.complaint.routes.find(({ tells }) =>
    tells.some(({ on, who }) => on === 'outcome' && 'role' in who && who.role === 'subject'),
  );

  it('says of an answer that the council sends on to whom, besides whoever raised it', () => {
    const flow = moveFlow(moveOf('look-into', 'outcome'), formal, 'complaint');
    const hints = flow.screens
      .flatMap(({ fields }) => fields)
      .map(({ name, hint }) => [name, hint?.({}, SOUTH_SOMERSET) ?? '']);
    expect(Object.fromEntries(hints)).toMatchObject({
      'what-changes': expect.stringMatching(
        /sent to the leader of the (political )?group of the person who raised it and the person it is about too/,
      ) as string,
      reply: '',
      note: 'Neither whoever raised it nor whom it is about sees it.',
    });
  });

  it('is never more than the label says where the council sends it to nobody else', () => {
    for (const { move } of MOVES) {
      for (const { name, hint } of flowOf(move).screens.flatMap(({ fields }) => fields)) {
        expect(`${name}: ${hint?.({}, CONTEXT) ?? ''}`).not.toContain('sent to');
      }
    }
  });

  it('is somebody who is told, wherever a label says so', () => {
    for (const { move } of MOVES.filter(({ move: { does } }) => does === undefined || does === 'agree')) {
      for (const { name, label } of move.asks.filter((ask) => ask.label.includes('will read'))) {
        expect([label, move.tells.filter(({ shows }) => shows.includes(name)).length]).not.toEqual([
          label,
          0,
        ]);
      }
    }
  });
});
