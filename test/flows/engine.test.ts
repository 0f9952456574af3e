import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerField,
  askedField,
  changeAnswer,
  currentScreen,
  describeAnswers,
  fillScreen,
  goBack,
  isComplete,
  keepAnswers,
  openAnswers,
  renderScreen,
  startDraft,
  SUMMARY,
  type Draft,
} from '../../src/flows/engine.ts';
import type { FormValues } from '../../src/conversation/vocabulary.ts';
import { keepsTheLaws } from './laws.ts';
import { fillAll, GOOD, GUESTS, startTea, teaFlow } from './made-up-flow.ts';

const fill = (draft: Draft, values: FormValues) => fillScreen(teaFlow, GUESTS, draft, values);
const answer = (draft: Draft, name: string, value: string) =>
  answerField(teaFlow, GUESTS, draft, name, value);
const back = (draft: Draft) => goBack(teaFlow, GUESTS, draft);
const change = (draft: Draft, name: string) => changeAnswer(teaFlow, GUESTS, draft, name);
const screenOf = (draft: Draft) => currentScreen(teaFlow, GUESTS, draft)?.id ?? SUMMARY;
const asked = (draft: Draft) => askedField(teaFlow, GUESTS, draft)?.name ?? null;
const shown = (draft: Draft) =>
  Object.fromEntries(
    describeAnswers(teaFlow, GUESTS, draft.answers).map(({ label, value }) => [label, value]),
  );
const without = (name: string): FormValues =>
  Object.fromEntries(Object.entries(GOOD).filter(([each]) => each !== name));
const LONG: FormValues = { ...GOOD, who: 'Guest 7' };
const done = (): Draft => fillAll(teaFlow, GUESTS, startTea(), GOOD);

describe('every flow', () => {
  keepsTheLaws({ flow: teaFlow, context: GUESTS, start: () => startTea() }, 400);
});

describe('a list of people too long to be shown', () => {
  const guests = Array.from({ length: 101 }, (_each, at) => ({
    label: `Guest ${at}`,
    value: `guest-${at}@tea.example`,
  }));

  it('shows whoever was given by the name that finds them, never by their key', () => {
    const at = changeAnswer(teaFlow, { guests }, fillAll(teaFlow, { guests }, startTea(), LONG), 'who');
    const form = renderScreen(teaFlow, { guests }, at, {}, []);
    expect(form?.fields.find(({ name }) => name === 'who')).toMatchObject({ options: [], value: 'Guest 7' });
  });
});

describe('a screen that was never sent', () => {
  const keep = (draft: Draft, values: FormValues): Draft => {
    const screen = currentScreen(teaFlow, GUESTS, draft);
    return screen ? keepAnswers(screen, GUESTS, draft, values) : draft;
  };

  it('keeps what stood in it, even where it is wrong, and leads nowhere', () => {
    const draft = keep(fill(startTea(), GOOD).draft, { milk: 'yes', which: 'yak' });
    expect(screenOf(draft)).toBe('milk');
    expect(draft.answers).toMatchObject({ milk: 'yes', which: 'yak' });
    expect(fill(draft, {}).errors).toEqual({ which: 'We are out of yak. Please choose another.' });
  });

  it('keeps no choice that was never offered, nothing of other screens, and empties nothing', () => {
    const draft = keep(startTea(), { drink: 'tea' });
    expect(keep(draft, { drink: 'gin', note: 'x' })).toEqual(draft);
    expect(keep(draft, { drink: '' })).toEqual(draft);
  });
});

describe('a dialog', () => {
  it('goes screen by screen to the summary', () => {
    const visited: string[] = [];
    for (let draft = startTea(); ; draft = fill(draft, GOOD).draft) {
      visited.push(screenOf(draft));
      if (screenOf(draft) === SUMMARY) break;
    }
    expect(visited).toEqual(['drink', 'milk', 'guest', SUMMARY]);
  });

  it('leaves out what does not apply', () => {
    const draft = fill(startTea(), { drink: 'black-coffee' }).draft;
    expect(screenOf(draft)).toBe('guest');
    expect(Object.keys(shown(fill(draft, GOOD).draft))).toEqual(['Drink', 'With', 'When', 'Note']);
  });

  it('shows people and choices by their names', () => {
    expect(shown(done())).toEqual({
      Drink: 'A tea',
      Milk: 'yes',
      'Which milk': 'oat',
      With: 'Ann',
      When: 'Tue 1 Dec 2026',
      Note: 'two\nlines',
    });
  });

  it('comes to the same summary in whatever order answers are given', () => {
    const steps = Object.entries(GOOD);
    const order = fc.shuffledSubarray(steps, { minLength: steps.length });
    const backs = fc.array(fc.nat({ max: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(order, backs, (given, backAt) => {
        let draft = startTea();
        for (let turn = 0; turn < 60 && screenOf(draft) !== SUMMARY; turn++) {
          if (backAt.includes(turn)) draft = back(draft);
          // Somebody who presses whichever of the buttons on the screen comes first in their own order.
          const next = given.find(([name, value]) => answer(draft, name, value).draft !== draft);
          const fresh = given.find(
            ([name, value]) =>
              draft.answers[name] === undefined && answer(draft, name, value).draft !== draft,
          );
          const [name, value] = fresh ?? next ?? ['', ''];
          draft = answer(draft, name, value).draft;
        }
        expect(shown(draft)).toEqual(shown(done()));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('is stopped by an answer, and then is never complete', () => {
    const draft = fillAll(teaFlow, GUESTS, startTea(), { ...GOOD, drink: 'nothing' });
    expect(teaFlow.stops(draft.answers, GUESTS)).toBe(true);
    expect(isComplete(teaFlow, GUESTS, draft)).toBe(false);
  });

  it('ignores whatever was sent for a screen it is not at', () => {
    const draft = fill(startTea(), { drink: 'tea', who: 'Carol', note: 'hello' }).draft;
    expect(draft.answers).toEqual({ drink: 'tea' });
    expect(answer(draft, 'who', 'Carol').draft).toBe(draft);
    expect(fill(done(), { drink: 'coffee' }).draft.answers).toEqual(done().answers);
  });
});

describe('a wrong answer', () => {
  const atGuest = fill(fill(startTea(), GOOD).draft, { milk: 'no' }).draft;

  it('loses nothing that was typed', () => {
    const long = 'x'.repeat(21);
    const { draft, errors } = fill(atGuest, { who: 'Carol', when: 'soon', note: long });
    expect(errors).toEqual({
      when: 'Give a date as year-month-day, such as 2026-03-31.',
      note: 'This is 21 characters long. Please shorten it to 20.',
    });
    expect(screenOf(draft)).toBe('guest');
    const form = renderScreen(teaFlow, GUESTS, draft, errors, []);
    expect(form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['who', 'Carol'],
      ['when', 'soon'],
      ['note', long],
    ]);
    expect(form?.asking).toBe('when');
  });

  it('is asked for again, also after a restart, before anything later', () => {
    const { draft } = fill(atGuest, { who: 'Carol', when: 'soon' });
    expect(asked(draft)).toBe('when');
    expect(screenOf(answer(draft, 'when', '2026-12-01').draft)).toBe('guest');
  });

  it('typed alone, leaves the answer before it', () => {
    const good = answer(atGuest, 'when', '2026-12-01').draft;
    const { draft, errors } = answer(good, 'when', 'soon');
    expect(draft.answers['when']).toBe('2026-12-01');
    expect(Object.keys(errors)).toEqual(['when']);
  });

  it.each(['2026-02-30', '2026-13-01', '1 December', '2026-1-1', '0000-00-00'])('is no date: %s', (when) => {
    expect(answer(atGuest, 'when', when).errors).toHaveProperty('when');
  });

  it('hears what the flow itself has to say', () => {
    const atMilk = fill(startTea(), GOOD).draft;
    expect(fill(atMilk, { milk: 'yes', which: 'yak' }).errors).toEqual({
      which: 'We are out of yak. Please choose another.',
    });
  });

  it('made up by a client never takes the place of a real one', () => {
    const atMilk = back(fill(fill(startTea(), GOOD).draft, { milk: 'no' }).draft);
    const { draft, errors } = fill(atMilk, { milk: 'perhaps' });
    expect(errors).toEqual({ milk: 'Choose one of the answers.' });
    expect(draft.answers['milk']).toBe('no');
    expect(fill(startTea(), { drink: 'gin' }).draft.answers).toEqual({});
  });

  it('on a branch that is closed is no fault of the screen', () => {
    const atMilk = fill(startTea(), GOOD).draft;
    const { draft, errors } = fill(atMilk, { milk: 'no', which: 'yak' });
    expect(errors).toEqual({});
    expect(openAnswers(teaFlow, GUESTS, draft.answers)).not.toHaveProperty('which');
  });
});

describe('an empty answer', () => {
  const atGuest = fill(fill(startTea(), GOOD).draft, { milk: 'no' }).draft;

  it.each(['', '   ', '\n', '\u200b', '\ufeff', '\u0000\ue000'])('is none where one is needed: %j', (who) => {
    expect(answer(atGuest, 'who', who).errors).toEqual({ who: 'This one needs an answer.' });
    expect(fill(atGuest, { who, when: '2026-12-01' }).errors).toEqual({ who: 'This one needs an answer.' });
  });

  it('passes over what need not be answered, once', () => {
    let draft = answer(answer(atGuest, 'who', 'Carol').draft, 'when', '2026-12-01').draft;
    expect(asked(draft)).toBe('note');
    draft = answer(draft, 'note', '').draft;
    expect(screenOf(draft)).toBe(SUMMARY);
    expect(asked(back(draft))).toBeNull();
    expect(shown(draft)).not.toHaveProperty('Note');
    expect(openAnswers(teaFlow, GUESTS, draft.answers)).not.toHaveProperty('note');
  });

  it('means the same in a form as typed', () => {
    const typed = answer(answer(answer(atGuest, 'who', 'C').draft, 'when', '2026-12-01').draft, 'note', '');
    const sent = fill(atGuest, { who: 'C', when: '2026-12-01', note: '' });
    expect(sent.draft).toEqual(typed.draft);
  });

  it('clears what was there, where a form sends it', () => {
    const draft = fill(back(done()), { note: '' }).draft;
    expect(shown(draft)).not.toHaveProperty('Note');
  });
});

describe('what people type', () => {
  const atGuest = fill(fill(startTea(), GOOD).draft, { milk: 'no' }).draft;
  const noteOf = (text: string): string | undefined => answer(atGuest, 'note', text).draft.answers['note'];
  const whoOf = (text: string): string | undefined => answer(atGuest, 'who', text).draft.answers['who'];

  it('keeps its lines where there is room for them, and is one line elsewhere', () => {
    expect(noteOf(' a\r\n b ')).toBe('a\n b');
    // One platform puts them in where people type spaces, another takes them out.
    expect(noteOf('a\u00A0b \u00A0\nc')).toBe('a b  \nc');
    expect(whoOf(' Ann\n\t of  Tea ')).toBe('Ann of Tea');
  });

  it.each(['👩‍👩‍👧 x', 'محمد', '<b>&amp;', '<!channel>', 'é\u0301'])('is kept as it is: %s', (text) => {
    expect(whoOf(text)).toBe(text);
  });

  it('is freed of what no person types: controls, private marks, turned directions', () => {
    expect(whoOf('Z\u0000e\u001bd\ue000\u202e\u2066')).toBe('Zed');
  });
});

describe('changing an answer from the summary', () => {
  it('leads straight back', () => {
    const changing = change(done(), 'who');
    expect(screenOf(changing)).toBe('guest');
    expect(asked(changing)).toBe('who');
    const changed = answer(changing, 'who', 'bob@tea.example').draft;
    expect(screenOf(changed)).toBe(SUMMARY);
    expect(shown(changed)).toEqual({ ...shown(done()), With: 'Bob' });
  });

  it('asks for the very field, wherever on its screen that is', () => {
    for (const name of Object.keys(GOOD)) expect(asked(change(done(), name))).toBe(name);
  });

  it('asks what a newly opened branch needs, and then leads back all the same', () => {
    const black = fillAll(teaFlow, GUESTS, startTea(), { ...GOOD, drink: 'black-coffee' });
    const opened = answer(change(black, 'drink'), 'drink', 'tea').draft;
    expect([screenOf(opened), asked(opened)]).toEqual(['milk', 'milk']);
    const deeper = answer(opened, 'milk', 'yes').draft;
    expect([screenOf(deeper), asked(deeper)]).toEqual(['milk', 'which']);
    const changed = answer(deeper, 'which', 'oat').draft;
    expect(shown(changed)).toEqual(shown(done()));
    expect(screenOf(changed)).toBe(SUMMARY);
  });

  it('drops what was answered on a branch that closes', () => {
    const changed = answer(change(done(), 'drink'), 'drink', 'black-coffee').draft;
    expect(screenOf(changed)).toBe(SUMMARY);
    expect(Object.keys(openAnswers(teaFlow, GUESTS, changed.answers))).toEqual([
      'drink',
      'who',
      'when',
      'note',
    ]);
  });

  it('can be left, and nothing has changed', () => {
    const left = back(change(done(), 'who'));
    expect(screenOf(left)).toBe(SUMMARY);
    expect(left.answers).toEqual(done().answers);
  });

  it('never shows a summary that lacks an answer', () => {
    const emptied = fill(change(done(), 'who'), { who: '' }).draft;
    expect(screenOf(back(emptied))).not.toBe(SUMMARY);
    expect(isComplete(teaFlow, GUESTS, emptied)).toBe(false);
  });

  it('of something unknown, or on a closed branch, changes nothing', () => {
    const black = fillAll(teaFlow, GUESTS, startTea(), { ...GOOD, drink: 'black-coffee' });
    expect(change(black, 'milk')).toBe(black);
    expect(change(black, 'constructor')).toBe(black);
  });
});

describe('an amendment', () => {
  const amend = (answers: FormValues): Draft =>
    startDraft(teaFlow, GUESTS, {
      id: 'draft-2',
      protocolVersion: 'p2',
      startedAt: '2026-11-21T10:00:00.000Z',
      answers,
      amends: 'TEA-2026-0001',
    });

  it('begins at the summary', () => {
    expect(screenOf(amend(GOOD))).toBe(SUMMARY);
  });

  it('asks first what an entry made under older questions lacks', () => {
    const draft = amend(without('when'));
    expect([screenOf(draft), asked(draft)]).toEqual(['guest', 'when']);
  });
});

describe('a draft of an older flow', () => {
  it('at a screen that is gone is at the first one unfinished', () => {
    const draft = { ...fill(startTea(), GOOD).draft, at: 'sugar' };
    expect(screenOf(draft)).toBe('milk');
    expect(screenOf(fill(draft, { milk: 'no' }).draft)).toBe('guest');
  });

  it('at a screen that is gone, with every answer given, is at the summary', () => {
    expect(screenOf({ ...done(), at: 'sugar' })).toBe(SUMMARY);
  });

  it('at the summary, lacking an answer that is asked now, is at the question', () => {
    expect(screenOf({ ...done(), answers: without('milk') })).toBe('milk');
  });
});

describe('a question that an answer on the same screen brings up', () => {
  const start = { id: 'd', protocolVersion: 'p', startedAt: '2026-11-20T10:00:00.000Z' };
  const atMilk = startDraft(teaFlow, GUESTS, { ...start, answers: { drink: 'tea' } });

  it('is asked there, without calling it a fault', () => {
    const opened = fillScreen(teaFlow, GUESTS, atMilk, { milk: 'yes' });
    expect(opened.errors).toEqual({});
    expect(askedField(teaFlow, GUESTS, opened.draft)?.name).toBe('which');
    const sent = fillScreen(teaFlow, GUESTS, opened.draft, {});
    expect(Object.keys(sent.errors)).toEqual(['which']);
  });

  it('is a fault where it was given and is wrong', () => {
    expect(fillScreen(teaFlow, GUESTS, atMilk, { milk: 'yes', which: 'yak' }).errors).toHaveProperty('which');
  });

  it('is asked before a change leads back to the summary', () => {
    const done = startTea({ ...GOOD, milk: 'no' });
    const opened = fillScreen(teaFlow, GUESTS, changeAnswer(teaFlow, GUESTS, done, 'milk'), {
      milk: 'yes',
      which: '',
    });
    expect(opened.errors).toEqual({});
    expect(opened.draft.changing).toBe('which');
    const { draft } = fillScreen(teaFlow, GUESTS, opened.draft, { which: 'oat' });
    expect(currentScreen(teaFlow, GUESTS, draft)).toBeNull();
  });
});

describe('answers a dialog begins with', () => {
  const start = { id: 'd', protocolVersion: 'p', startedAt: '2026-11-20T10:00:00.000Z' };

  it('stand in the fields and lead past no screen', () => {
    const prefilled = { ...teaFlow, prefill: () => ({ drink: 'coffee', note: 'hot' }) };
    const draft = startDraft(prefilled, GUESTS, { ...start, given: { drink: 'tea' } });
    expect(draft.at).toBe('drink');
    expect(draft.answers).toEqual({ drink: 'tea', note: 'hot' });
  });

  it('never change an amendment', () => {
    const prefilled = { ...teaFlow, prefill: () => ({ note: 'hot' }) };
    const draft = startDraft(prefilled, GUESTS, { ...start, answers: { drink: 'tea' }, amends: 'X-1' });
    expect(draft.answers).toEqual({ drink: 'tea' });
  });
});

it('names the button of the last screen after what it records, where there is no summary', () => {
  const atOnce = { ...teaFlow, records: 'at-once' as const };
  const submit = (at: string): string | undefined =>
    renderScreen(atOnce, GUESTS, { ...startTea(GOOD), at }, {}, [])?.submit;
  expect(submit('guest')).toBe('Order');
  expect(submit('drink')).toBe('Continue');
});
