import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChoice, writeChoice, type ChoiceAction } from '../../src/conversation/choices.ts';
import { readCommand, readFlowWord } from '../../src/conversation/commands.ts';
import { createQueue } from '../../src/conversation/queue.ts';
import { EMPTY_STATE, readState, writeState, type ConversationState } from '../../src/conversation/state.ts';
import { FLOW_IDS } from '../../src/protocol/schema.ts';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const action: fc.Arbitrary<ChoiceAction> = fc.oneof(
  fc.record({ act: fc.constant('start' as const), flow: fc.constantFrom(...FLOW_IDS) }),
  fc.record({ act: fc.constantFrom('back', 'cancel', 'show'), draft: id }),
  fc.record({ act: fc.constant('confirm' as const), draft: id, seen: fc.option(id) }),
  fc.record({ act: fc.constant('change' as const), draft: id, field: id }),
  fc.record({ act: fc.constant('i-am' as const), kind: fc.constantFrom('officer', 'member') }),
  fc.record({ act: fc.constant('topic' as const), topic: id }),
  fc.record({ act: fc.constant('fact' as const), topic: id, fact: id, value: id }),
  fc.record({ act: fc.constantFrom('amend', 'end', 'end-confirmed', 'receipt'), reference: id }),
  fc.record({ act: fc.constantFrom('keep', 'right', 'wrong', 'send'), answer: id }),
  fc.constant<ChoiceAction>({ act: 'help' }),
  fc.constant<ChoiceAction>({ act: 'mine' }),
);

describe('what a button carries', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(action, (each) => {
        expect(readChoice(writeChoice(each))).toEqual(each);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('is nothing where it was made up', () => {
    const acts = [
      'start',
      'back',
      'change',
      'i-am',
      'topic',
      'fact',
      'amend',
      'end',
      'help',
      'mine',
      'x',
      '',
    ];
    const part = fc.oneof(fc.constantFrom('', 'officer', 'a b', '../x', 'é', 'relationship'), fc.string());
    const value = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(...acts), part, part).map((parts) => parts.join(':')),
      fc
        .tuple(action.map(writeChoice), fc.constantFrom(':', ':x', ' ', '\n', '\u0000'))
        .map((both) => both.join('')),
    );
    fc.assert(
      fc.property(value, (text) => {
        const read = readChoice(text);
        // Whatever is read at all was written by Beadle in exactly this way.
        if (read !== null) expect(writeChoice(read)).toBe(text);
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  it.each([
    '',
    'help:',
    'help:x',
    'start',
    'start:',
    'start:dance',
    'start:relationship:x',
    'i-am:mayor',
    'confirm:',
    'confirm:a:b:c',
    'change:a',
    'change:a:b:c',
    'topic:a b',
    'topic:__proto__',
    `topic:${'x'.repeat(65)}`,
    'end:SWA-2026-0001\n',
    'toString',
    '__proto__:x',
  ])('is nothing: %j', (value) => {
    expect(readChoice(value)).toBeNull();
  });
});

describe('words that do something', () => {
  it.each([
    ['help', 'help'],
    [' HELP. ', 'help'],
    ['/disclose', 'disclose'],
    ['Disclose  a relationship', 'disclose'],
    ['mine', 'mine'],
    ['stop!', 'cancel'],
    ['go back', 'back'],
    ['carry on', 'resume'],
    ['complaint', 'complaint'],
    ['meeting', 'meeting'],
  ])('%j is %s', (text, command) => {
    expect(readCommand(text)).toBe(command);
  });

  it.each([
    '',
    'help me with this',
    'can I go back to him?',
    'stop him',
    'toString',
    '__proto__',
    `help${'!'.repeat(40_000)}`,
  ])('are no part of a sentence: %j', (text) => {
    expect(readCommand(text)).toBeNull();
  });
});

describe('the names of dialogs', () => {
  it.each([
    ['Enquiry', 'enquiry'],
    ['send an enquiry', 'enquiry'],
    ['/pressure', 'pressure'],
    ['ask for information.', 'information'],
  ])('begin them, as a whole message: %j', (text, flow) => {
    expect(readFlowWord(text)).toBe(flow);
  });

  it.each(['', 'may I ask for information?', 'I am under pressure', 'constructor'])(
    'are no part of a sentence: %j',
    (text) => {
      expect(readFlowWord(text)).toBeNull();
    },
  );
});

describe('the turns of one person', () => {
  it('run one after the other, whatever becomes of each; other people do not wait', async () => {
    const inTurn = createQueue();
    const done: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = inTurn('ann', async () => {
      await gate;
      done.push('first');
      throw new Error('broken');
    });
    const next = inTurn('ann', () => Promise.resolve(done.push('second')));
    await inTurn('bob', () => Promise.resolve(done.push('bob')));
    expect(done).toEqual(['bob']);
    open();
    await expect(slow).rejects.toThrow('broken');
    await next;
    expect(done).toEqual(['bob', 'first', 'second']);
  });
});

describe('what is remembered between turns', () => {
  const state: ConversationState = {
    ...EMPTY_STATE,
    kind: 'officer',
    waiting: { type: 'topic', topic: 'group-attend', facts: { ask: 'may' } },
    lastFacts: { about: 'director' },
    draft: {
      id: 'd',
      flow: 'relationship',
      flowVersion: '1',
      protocolVersion: 'p',
      at: 'who',
      answers: { kind: 'family' },
      changing: 'with',
      amends: null,
      move: null,
      startedAt: '2026-11-20T10:00:00.000Z',
      since: null,
      touchedAt: '2026-11-20T10:00:00.000Z',
    },
  };

  it('comes back from the register as it was', () => {
    expect(readState(writeState(state))).toEqual(state);
    expect(readState(writeState(EMPTY_STATE))).toEqual(EMPTY_STATE);
    const { data } = writeState(state);
    expect(readState({ data, passing: { id: 'from another Beadle' } })).toEqual(state);
  });

  it.each([null, 5, 'x', [], {}, { kind: 'mayor' }])('is nothing where it cannot be read: %j', (data) => {
    expect(readState({ data, passing: null })).toEqual(EMPTY_STATE);
  });
});
