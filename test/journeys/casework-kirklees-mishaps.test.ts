import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaint, DIALOGS, enquiry, PEOPLE, pressure, startKirklees, type Town } from './kirklees-town.ts';

describe('mishaps in a dialog at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('goes back, changes an answer, answers a question half-way, is there after a restart, and is sent once', async () => {
    const gareth = town.actor('Gareth');
    await gareth.start(DIALOGS.complaint);
    const { answers } = complaint('Olwen Parry');
    const summary = await gareth.fill(answers);
    expect(summary).toMatch(/Hannah Cole/);
    expect(await gareth.press('Back')).toMatch(/What happened\?/);
    expect(await gareth.fill({ 'What happened': 'They shouted twice.' })).toMatch(/They shouted twice/);
    await gareth.press('About');
    const changed = await gareth.fill({ 'About whom': 'Hannah Cole' });
    expect(changed).toMatch(/Hannah Cole, Service Director for Planning/);
    expect(changed).toMatch(/goes to Daniel Reed/);
    gareth.closeWindow();
    const aside = await gareth.say('What counts as bullying?');
    expect(aside).toMatch(/Now back to where we were/);
    await town.world.restart();
    expect(await gareth.say('resume')).toMatch(/Please check this[\s\S]*They shouted twice/);
    town.post();
    await Promise.all([gareth.person.press('Send it'), gareth.person.press('Send it')]);
    await town.world.settle();
    const sent = town.post('Gareth');
    expect(sent.map(({ to }) => to)).toEqual(['Daniel']);
    expect(await gareth.say('mine')).toMatch(/KIR-2026-0001/);
    expect(await gareth.say('mine')).not.toMatch(/KIR-2026-0002/);
    expect(await gareth.press('Send it')).toMatch(/already recorded as KIR-2026-0001/);
    expect(town.post('Gareth')).toEqual([]);
  });

  it('stops without a trace, in words or by its button', async () => {
    const joan = town.actor('Joan');
    await joan.start(DIALOGS.pressure);
    await joan.fill(pressure('Olwen Parry', 'The officer lobbies').answers);
    expect(await joan.press('Stop')).toMatch(/Nothing was recorded and nobody was told/);
    joan.closeWindow();
    expect(await joan.say('mine')).toMatch(/nothing in the register/);
    expect(town.post('Joan')).toEqual([]);
  });

  it('takes nothing that is not on offer, and no name that is not a name', async () => {
    const joan = town.actor('Joan');
    await joan.start(DIALOGS.enquiry);
    await joan.forge('confirm:nothing');
    joan.closeWindow();
    expect(await joan.say('resume')).toMatch(/To whom/);
    joan.closeWindow();
    expect(await joan.say('stop')).toMatch(/Nothing was recorded/);
    for (const value of ['move:KIR-2026-0001:close:0', 'case:KIR-2026-0001', 'move:KIR-2026-0001:withdraw:0'])
      expect(await joan.forge(value)).toMatch(/I have no case|has moved on since|not yours/);
    expect(await joan.forge('case:../../etc')).toMatch(/I do not know that button/);
    expect(town.post('Joan')).toEqual([]);
  });
});

describe('mishaps in a case at Kirklees', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startKirklees();
  });
  afterAll(() => town.world.close());

  it('of two who press at once only one is heard, and a move made twice is made once', async () => {
    await town.play([{ who: 'Gareth', does: enquiry(), told: { Olwen: [/An enquiry/] } }]);
    const [olwen, helen] = [town.actor('Olwen'), town.actor('Helen')];
    await olwen.forge(`case:${town.reference}`);
    await olwen.press('Answer');
    await helen.forge(`case:${town.reference}`);
    await helen.press('Hand on');
    town.post();
    const answered = await olwen.fill({ 'Your answer': 'In March.' });
    expect(answered).toMatch(/Done: Answer/);
    const handed = await helen.fill({ 'Who takes': 'Sam Okafor' });
    expect(handed).toMatch(/moved on since you began: Answered\. Nothing was changed yet/);
    expect(await helen.press('Hand on')).toMatch(/Done: Hand on/);
    olwen.closeWindow();
    helen.closeWindow();
    // Olwen's card from before has its buttons no more, and who presses one all the same changes nothing.
    town.post();
    expect(olwen.buttons()).not.toContain('Answer');
    await expect(olwen.press('Answer')).rejects.toThrow('nothing such can be pressed');
    expect(await olwen.forge(`move:${town.reference}:answer:0`)).toMatch(/moved on|not yours/);
    expect(town.post('Olwen')).toEqual([]);
    await town.play([
      { who: 'Olwen', does: { opens: null }, sees: [/An enquiry/], buttons: [] },
      {
        who: 'Sam',
        does: { move: 'Answer', answers: { 'Your answer': 'In the second week.' } },
        told: { Gareth: [/second week/] },
      },
    ]);
    const gareth = town.actor('Gareth');
    await gareth.forge(`case:${town.reference}`);
    town.post();
    await Promise.all([gareth.person.press('Close the enquiry'), gareth.person.press('Close the enquiry')]);
    await town.world.settle();
    expect(town.post('Gareth')).toEqual([]);
    await town.world.withRegister(async (register) => {
      const kase = await register.caseByReference('kirklees', town.reference);
      const history = await register.historyOf('kirklees', kase?.id ?? '');
      expect(history.map(({ action }) => action)).toEqual([
        'raised',
        'answer',
        'hand-over',
        'answer',
        'close',
      ]);
      expect((await register.verifyChain('kirklees')).intact).toBe(true);
    });
  });

  it('is gone on with after a restart in the middle of a move, and a question half-way is answered', async () => {
    await town.play([{ who: 'Gareth', does: complaint('Olwen Parry'), told: { Hannah: [/complaint/] } }]);
    const hannah = town.actor('Hannah');
    await hannah.forge(`case:${town.reference}`);
    await hannah.press('Hold, with a date');
    expect(await hannah.fill({ 'When do you': '2026-11-01', 'Why does': 'She is on leave.' })).toMatch(
      /This day is over/,
    );
    hannah.closeWindow();
    await town.world.restart();
    expect(await hannah.say('How long do I have to reply to a councillor?')).toMatch(/When do you expect/);
    hannah.closeWindow();
    expect(await hannah.say('next Tuesday')).toMatch(/Give a date/);
    hannah.closeWindow();
    town.post();
    // Why it takes longer was answered before.
    expect(await hannah.say('2026-12-01')).toMatch(/Done: Hold, with a date/);
    const [news, ...more] = town.post('Hannah');
    expect(more).toEqual([]);
    expect(news?.to).toBe('Gareth');
    expect(news?.text).toMatch(/Tue 1 Dec 2026[\s\S]*She is on leave/);
  });

  it('is never heard of by the subject or by somebody with a disclosed tie, whatever button they make up', () =>
    town.play([
      { who: 'Hannah', does: friendship('Cllr Anita'), sees: [/Recorded/] },
      // Hannah would handle a complaint about Olwen; Cllr Anita's tie is to Hannah, and bars nobody here.
      { who: 'Anita', does: complaint('Olwen Parry'), told: { Hannah: [/Olwen Parry/] } },
      { who: 'Olwen', does: { opens: null }, sees: [/I have no case/] },
      // A complaint about Cllr Anita by Hannah's own officer passes over Hannah.
      { who: 'Peter', does: complaint('Cllr Anita'), told: { Daniel: [/Cllr Anita Shah/] } },
      { who: 'Hannah', does: { opens: null }, sees: [/I have no case/] },
      { who: 'Hannah', does: { forges: 'move:REF:acknowledge:0' }, sees: [/not yours to do/] },
      { who: 'Anita', does: { opens: null }, sees: [/I have no case/] },
      { who: 'Anita', does: { forges: 'move:REF:withdraw:0' }, sees: [/not yours to do/] },
      { who: 'Daniel', does: { opens: null } },
      // Why Hannah is not among those it may be handed to is nobody's business.
      {
        who: 'Daniel',
        does: { presses: 'Hand over' },
        sees: [/Peter Wood|Sam Okafor/],
        never: [/Hannah|Anita/],
      },
      { who: 'Daniel', does: { says: 'stop' }, sees: [/stays as it was/] },
      { who: 'Daniel', does: { opens: null }, sees: [/Handled by\nDaniel Reed/] },
    ]));

  it('passes over somebody who disclosed a tie only after it was raised', () =>
    town.play([
      { who: 'Sam', does: complaint('Cllr Martin'), told: { Peter: [/Martin Lowe/] } },
      { who: 'Helen', does: { ...friendship('Cllr Martin'), isAside: true }, sees: [/Recorded/] },
      {
        who: 'Sam',
        does: { move: 'Make it formal', answers: { 'Why should': 'It goes on.' } },
        sees: [/Told: Tom Bright/],
        told: { Tom: [/Martin Lowe/, /It goes on/] },
      },
      { who: 'Helen', does: { opens: null }, sees: [/I have no case/] },
    ]));

  it('goes past who is away, and back to them once they are back', () =>
    town.play([
      {
        who: 'Ruth',
        does: { says: 'away until 5 January' },
        sees: [/away up to and including Tue 5 Jan 2027/],
      },
      { who: 'Gareth', does: complaint('Daniel Reed'), told: { Grace: [/Daniel Reed/] } },
      { who: 'Ruth', does: { opens: null }, sees: [/I have no case/] },
      // The Deputy is one of the Executive Directors: never a complaint about the Deputy, away or not.
      { who: 'Gareth', does: complaint('Grace Obi'), told: { Ruth: [/Grace Obi/] } },
      { who: 'Ruth', does: { says: 'back at work' }, sees: [/Welcome back/] },
      { who: 'Joan', does: complaint('Daniel Reed'), told: { Ruth: [/Daniel Reed/] } },
      { who: 'Helen', does: { says: 'away until 4 December' }, sees: [/Fri 4 Dec 2026/] },
      {
        who: 'Olwen',
        does: complaint('Cllr Gareth', { 'How would': 'Formally' }),
        told: { Tom: [/Cllr Gareth/] },
      },
      { on: '2026-12-07T09:00:00Z', told: { Hannah: [/Overdue/, /since Tue 1 Dec/] } },
      {
        who: 'Olwen',
        does: complaint('Cllr Joan', { 'How would': 'Formally' }),
        told: { Helen: [/Cllr Joan/] },
      },
    ]));

  it('is seen and handed over by the Monitoring Officer, who makes no other move', () =>
    town.play([
      { who: 'Joan', does: complaint('Olwen Parry'), told: { Hannah: [/Olwen Parry/] } },
      { who: 'Helen', does: { opens: null }, sees: [/They shouted at me/], buttons: ['Hand over'] },
      {
        who: 'Helen',
        does: { move: 'Hand over', answers: { 'Who takes': 'Daniel Reed', 'Why?': 'Hannah is ill.' } },
        sees: [/Done: Hand over/],
        told: {
          Daniel: [/handed over to you/, /Hannah is ill/],
          Joan: [/Somebody else/, /Daniel Reed/],
          Hannah: [/nothing more to do in it/],
        },
      },
      { who: 'Joan', does: { opens: null }, never: [/Hannah is ill/] },
      { who: 'Hannah', does: { opens: null }, sees: [/I have no case/] },
    ]));
});

describe('offices that nobody holds at Kirklees', () => {
  const everybody = readFileSync(PEOPLE, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'beadle-people-'));
  const file = join(folder, 'people.csv');
  let town: Town;
  beforeAll(async () => {
    writeFileSync(file, everybody.replace(/^(helen|tom|grace|ruth)@.*\n/gm, ''));
    town = await startKirklees({ PEOPLE_FILE: file });
  });
  afterAll(async () => {
    await town.world.close();
    rmSync(folder, { recursive: true });
  });

  it('are said to be vacant, recorded all the same, and told once somebody holds them', async () => {
    await town.play([
      {
        who: 'Gareth',
        does: {
          ...complaint('Daniel Reed'),
          summary: [/I cannot find anybody to give it to/],
        },
        sees: [/Recorded: KIR-2026-0001/, /nobody has been told yet/],
      },
    ]);
    writeFileSync(file, everybody);
    town.post();
    await town.world.restart({ BEADLE_NOW: '2026-11-23T10:00:00Z' });
    await town.world.settle();
    const told = town.post();
    expect(told.map(({ to }) => to).sort()).toEqual(['Gareth', 'Ruth']);
    expect(told.find(({ to }) => to === 'Ruth')?.text).toMatch(/Daniel Reed[\s\S]*Acknowledge/);
    await town.play([
      {
        who: 'Ruth',
        does: { presses: 'Acknowledge' },
        sees: [/What should they know/],
      },
      { who: 'Ruth', does: { fills: {} }, sees: [/Done/], told: { Gareth: [/being looked into/] } },
    ]);
  });
});

function friendship(other: string) {
  return {
    raise: DIALOGS.relationship,
    answers: {
      'What kind': 'A close',
      'Would you like': 'Yes',
      'Shall I tell': 'No',
      'With whom': other,
      'Did it begin': 'After',
      'Does either': 'No',
    },
    confirm: 'Record it',
  };
}
