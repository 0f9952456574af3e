/** A small flow with every kind of field, branches, and a way to stop, and what people may do to it. */
import fc from 'fast-check';
import {
  answerField,
  changeAnswer,
  currentScreen,
  fillScreen,
  goBack,
  startDraft,
  type Draft,
  type Flow,
} from '../../src/flows/engine.ts';
import type { FormValues } from '../../src/conversation/vocabulary.ts';

export type TeaContext = { guests: readonly { label: string; value: string }[] };

export const GUESTS: TeaContext = {
  guests: [
    { label: 'Ann', value: 'ann@tea.example' },
    { label: 'Bob', value: 'bob@tea.example' },
  ],
};

/** Drink → (milk → which milk) → who, when, note. "Nothing" stops; black coffee closes the branch of the milk. */
export const teaFlow: Flow<TeaContext> = {
  id: 'enquiry',
  version: '1',
  title: 'Order tea',
  offer: 'Order tea',
  confirm: 'Order',
  screens: [
    {
      id: 'drink',
      title: 'What',
      intro: () => [{ type: 'text', text: 'Welcome.' }],
      fields: [
        {
          name: 'drink',
          kind: 'choice',
          required: true,
          label: () => 'What will you have?',
          summaryLabel: 'Drink',
          options: () =>
            ['tea', 'coffee', 'black-coffee', 'nothing'].map((value) => ({ label: `A ${value}`, value })),
        },
      ],
    },
    {
      id: 'milk',
      title: 'Milk',
      intro: () => [],
      applies: ({ drink }) => drink === 'tea' || drink === 'coffee',
      fields: [
        {
          name: 'milk',
          kind: 'choice',
          required: true,
          label: ({ drink }) => `Milk in your ${drink ?? ''}?`,
          summaryLabel: 'Milk',
          options: () => ['yes', 'no'].map((value) => ({ label: value, value })),
        },
        {
          name: 'which',
          kind: 'text',
          required: true,
          maxLength: 10,
          applies: ({ milk }) => milk === 'yes',
          label: () => 'Which milk?',
          summaryLabel: 'Which milk',
          check: (value) => (value === 'yak' ? 'We are out of yak. Please choose another.' : null),
        },
      ],
    },
    {
      id: 'guest',
      title: 'Guest',
      intro: () => [],
      fields: [
        {
          name: 'who',
          kind: 'person',
          required: true,
          label: () => 'With whom?',
          summaryLabel: 'With',
          options: (_answers, { guests }) => guests,
        },
        { name: 'when', kind: 'date', required: true, label: () => 'When?', summaryLabel: 'When' },
        {
          name: 'note',
          kind: 'text',
          required: false,
          multiline: true,
          maxLength: 20,
          label: () => 'A note?',
          summaryLabel: 'Note',
        },
      ],
    },
  ],
  stops: ({ drink }) => drink === 'nothing',
  summaryIntro: () => [],
};

export function startTea(answers?: FormValues): Draft {
  return startDraft(teaFlow, GUESTS, {
    id: 'draft-1',
    protocolVersion: 'p1',
    startedAt: '2026-11-20T10:00:00.000Z',
    ...(answers && { answers }),
  });
}

/** Good answers to all of it. */
export const GOOD: FormValues = {
  drink: 'tea',
  milk: 'yes',
  which: 'oat',
  who: 'ann@tea.example',
  when: '2026-12-01',
  note: 'two\nlines',
};

/** Sends the same values on every screen until the summary. */
export function fillAll<Context>(
  flow: Flow<Context>,
  context: Context,
  start: Draft,
  values: FormValues,
): Draft {
  let draft = start;
  for (let turn = 0; turn < 10 && currentScreen(flow, context, draft); turn++) {
    draft = fillScreen(flow, context, draft, values).draft;
  }
  return draft;
}

export type Move =
  | { do: 'fill'; values: FormValues }
  | { do: 'answer'; name: string; value: string }
  | { do: 'back' }
  | { do: 'change'; name: string }
  | { do: 'sleep' };

export function makeMove<Context>(flow: Flow<Context>, context: Context, draft: Draft, move: Move): Draft {
  switch (move.do) {
    case 'fill':
      return fillScreen(flow, context, draft, move.values).draft;
    case 'answer':
      return answerField(flow, context, draft, move.name, move.value).draft;
    case 'back':
      return goBack(flow, context, draft);
    case 'change':
      return changeAnswer(flow, context, draft, move.name);
    case 'sleep':
      // To the register and back.
      return JSON.parse(JSON.stringify(draft)) as Draft;
  }
}

/** Moves over a flow: right answers, wrong ones, and ones that no honest client would send. */
export function movesOver<Context>(flow: Flow<Context>, context: Context): fc.Arbitrary<Move[]> {
  const fields = flow.screens.flatMap((screen) => screen.fields);
  const name = fc.constantFrom(...fields.map((field) => field.name), 'made-up', '__proto__');
  const offered = fields.flatMap((field) => field.options?.({}, context) ?? []).map(({ value }) => value);
  const value = fc.oneof(
    { arbitrary: fc.constantFrom(...offered), weight: 6 },
    { arbitrary: fc.constantFrom('2026-12-01', 'oat', 'Carol', '2026-02-30', 'yak', ''), weight: 3 },
    { arbitrary: fc.string({ maxLength: 30 }), weight: 1 },
  );
  const values = fc
    .array(fc.tuple(name, value), { maxLength: 8 })
    .map((pairs): FormValues => Object.fromEntries(pairs));
  return fc.array(
    fc.oneof(
      { arbitrary: values.map((given): Move => ({ do: 'fill', values: given })), weight: 4 },
      { arbitrary: fc.record({ do: fc.constant('answer' as const), name, value }), weight: 8 },
      { arbitrary: fc.constant<Move>({ do: 'back' }), weight: 2 },
      { arbitrary: fc.record({ do: fc.constant('change' as const), name }), weight: 2 },
      { arbitrary: fc.constant<Move>({ do: 'sleep' }), weight: 1 },
    ),
    { maxLength: 25 },
  );
}
