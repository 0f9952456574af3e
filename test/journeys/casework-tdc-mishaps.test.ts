/** TDC's people in Teams: what goes wrong on the way, and routes off the beaten track. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNews, forge, play, press, type Row } from '../support/story.ts';
import type { TeamsTown } from '../support/teams-town.ts';
import { key, PATIENCE_MS, startTdc, withMorePosts } from './tdc-town.ts';

describe('TDC: what goes wrong on the way', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-11-20T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it('takes back, a change, a question half-way, nonsense, a restart and a second press', async () => {
    await play(town, [
      ['joan', 'complaint'],
      ['joan', press('Continue', { about: '' }), /This one needs an answer/],
      ['joan', press('Continue', { about: key('kit.lane') }), /How would you like/],
      ['joan', 'what counts as harassment?', /Now back to where we were/],
      ['joan', press('Back'), /About whom/],
      ['joan', press('Continue', { about: key('olwen.parry') })],
      [
        'joan',
        press('Continue', { formality: 'nonsense', concerns: 'conduct' }),
        /Choose one of the answers/,
      ],
      ['joan', press('Continue', { formality: 'formal', concerns: 'conduct' }), /What happened/],
    ]);
    await town.restart();
    await play(town, [
      ['joan', press('Continue', { what: 'Late.', when: 'May' }), /Please check this/],
      ['joan', press('About'), /About whom/],
      ['joan', press('Save the change', { about: key('kit.lane') }), /Please check this[\s\S]*Kit Lane/],
    ]);
    const send = town.person('joan').dataOf('Send it');
    await play(town, [['joan', press('Send it'), /Recorded: TDC-2026-0001/, { daniel: /Kit Lane/ }]]);
    expect(await town.person('joan').sendData(send)).toMatch(/already recorded as TDC-2026-0001/);
    await expectNews(town, {});
  });

  it('changes nothing by an old card, nor when two press at once', async () => {
    const daniel = town.person('daniel');
    await play(town, [['daniel', 'TDC-2026-0001', /Acknowledge/]]);
    const old = daniel.dataOf('Close the case') ?? daniel.dataOf('Record the outcome');
    await play(town, [
      ['daniel', press('Acknowledge')],
      ['daniel', press('Acknowledge', {}), /Being looked into/, { joan: /being looked into/ }],
    ]);
    expect(await daniel.sendData(old)).toMatch(/moved on since that card[\s\S]*Nothing was changed/);
    await play(town, [
      ['joan', 'TDC-2026-0001', /Withdraw it/],
      ['joan', press('Withdraw it'), /anything the person handling it should know/],
      ['daniel', 'TDC-2026-0001'],
      ['daniel', press('Record the outcome'), /What came of it/],
    ]);
    const [one, other] = await Promise.all([
      town.person('joan').press('Withdraw it', { reason: '' }),
      daniel.press('Record the outcome', { outcome: 'no-action', reply: 'Nothing.', changes: 'no' }),
    ]);
    const done = [one, other].filter((text) => text.startsWith('Done'));
    expect(done.length).toBeGreaterThanOrEqual(1);
    await town.news();
    await town.withRegister(async (register) => {
      expect(await register.verifyChain('tdc')).toMatchObject({ intact: true });
    });
  });

  it('lets the Monitoring Officer see and hand over a case, and nobody else', async () => {
    await play(town, [
      ['gareth', 'complaint'],
      ['gareth', press('Continue', { about: key('kit.lane') })],
      ['gareth', press('Continue', { formality: 'informal', concerns: 'conduct' })],
      ['gareth', press('Continue', { what: 'Late.', when: 'May' })],
      ['gareth', press('Send it'), [/TDC-2026-0002/, /Helen Marsh, Monitoring Officer/], { nora: /Late/ }],
      ['sam', forge('case:TDC-2026-0002'), /no case/],
      ['sam', forge('move:TDC-2026-0002:hand-over:0'), /Nothing was changed/],
      ['helen', 'TDC-2026-0002', [/Late/, /Hand over/, /^(?![\s\S]*Acknowledge)/]],
      ['helen', press('Hand over')],
      [
        'helen',
        press('Hand over', { to: key('peter.vance'), reason: 'Nora shares an office with Kit.' }),
        /Handled by\nPeter Vance/,
        {
          peter: /Nora shares an office/,
          nora: [/TDC-2026-0002/, /^(?![\s\S]*shares an office)/],
          gareth: /Somebody else is handling[\s\S]*Peter Vance/,
        },
      ],
      ['nora', forge('move:TDC-2026-0002:acknowledge:1'), /Nothing was changed/],
      ['gareth', 'TDC-2026-0002', /^(?![\s\S]*shares an office)/],
    ]);
  });

  it('goes to the next tier while somebody is away, and back to them after', async () => {
    const ask = (topic: string, told: string) =>
      play(town, [
        ['anita', 'meeting'],
        ['anita', press('Continue', { meeting: 'political-group' })],
        [
          'anita',
          press('Continue', {
            group: 'Conservative',
            officer: key('kit.lane'),
            topic,
            date: '2027-01-13',
            outsiders: 'no',
            budget: 'no',
          }),
        ],
        ['anita', press('Record it'), /Recorded/, { [told]: /For your decision/ }],
      ]);
    await play(town, [
      ['daniel', 'away until 4 December', /you are away up to and including Fri 4 Dec 2026/],
    ]);
    await ask('Roads', 'ruth');
    await play(town, [['daniel', 'back at work', /Welcome back/]]);
    await ask('Trees', 'daniel');
  });

  it('goes to the last resort where nobody holds the office, and says whose idea that is', async () => {
    await town.restart({ people: (file) => without(['helen', 'tom'], withMorePosts(file)) });
    await play(town, [
      ...concern('kit', 'formal'),
      ['kit', press('Send it'), /my suggestion/, { ruth: [/my suggestion, not the protocol/, /Rude/] }],
    ]);
  });

  it('tells nobody where there is nobody, says so, and tells them once there is somebody', async () => {
    await town.restart({ people: (file) => without(['helen', 'tom', 'ruth'], withMorePosts(file)) });
    await play(town, [
      ...concern('ella', 'formal'),
      ['ella', press('Send it'), [/Recorded: TDC-2026-0006/, /nobody has been told yet/]],
    ]);
    await town.restart();
    await expectNews(town, {
      helen: [/Members' Code of Conduct/, /TDC-2026-0006/, /Rude/],
      ella: /TDC-2026-0006[\s\S]*They are being told/,
    });
  });

  it('logs no name and no words of anybody', () => {
    expect(town.logs()).not.toMatch(/Rude|Late|Gareth|Kit Lane|shares an office/);
  });
});

/** The people file without the rows of some. */
function without(firsts: readonly string[], file: string): string {
  return file
    .split('\n')
    .filter((row) => !firsts.some((first) => row.startsWith(`${first}.`)))
    .join('\n');
}

/** A complaint of an officer about Cllr Hughes up to its summary. */
function concern(who: string, formality: 'informal' | 'formal', about = key('gareth.hughes')): Row[] {
  return [
    [who, 'complaint', /About whom/],
    [who, press('Continue', { about }), /How would you like/],
    [who, press('Continue', { formality, concerns: 'conduct' }), /What happened/],
    [who, press('Continue', { what: 'Rude.', when: 'June' }), /Who receives it/],
  ];
}

describe('TDC: routes off the beaten track', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-11-20T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it.each([
    ['a councillor who is in no group', key('joan.pike'), 'TDC-2026-0001', 'ungrouped-informal'],
    ['a councillor whom the people file does not have', 'Cllr Ann Other', 'TDC-2026-0002', 'member-informal'],
  ])('about %s', async (_whom, about, reference, route) => {
    await town.restart({ people: (file) => withMorePosts(file).replace('Independent', '') });
    await play(town, [['olwen', 'complaint', /About whom/]]);
    if (about.includes('@')) await play(town, [['olwen', press('Continue', { about })]]);
    else await play(town, [['olwen', about, /How would you like/]]);
    const seen = town.person('olwen').seen();
    const level = seen.includes('What post do they hold') ? { level: 'member' } : {};
    await play(town, [
      ['olwen', press('Continue', { ...level, formality: 'informal', concerns: 'conduct' })],
      ['olwen', press('Continue', { what: 'Rude.', when: 'June' }), /it goes to Helen Marsh/],
      ['olwen', press('Send it'), new RegExp(reference), { helen: /Rude/ }],
    ]);
    expect(await town.caseOf(reference)).toMatchObject({ route, type: 'complaint' });
  });

  it('asks the post of an officer it does not know, since that decides who receives it', async () => {
    await play(town, [
      ['gareth', 'complaint', /About whom/],
      ['gareth', 'Alex Unknown', /What post do they hold\?[\s\S]*A Director/],
      ['gareth', press('Continue', { level: 'director', formality: 'formal', concerns: 'conduct' })],
      ['gareth', press('Continue', { what: 'Rude.', when: 'June' }), /it goes to Ruth Adeyemi/],
      ['gareth', press('Send it'), /TDC-2026-0003/, { ruth: /Alex Unknown/ }],
    ]);
  });

  it('is referred to the Managing Director with the reason, and the first handler has no more to do with it', async () => {
    await play(town, [
      ...concern('gareth', 'formal', key('kit.lane')),
      ['gareth', press('Send it'), /TDC-2026-0004/, { daniel: /Rude/ }],
      ['daniel', press('Refer it'), /Why do you refer it/],
      [
        'daniel',
        press('Refer it', { reason: 'It is serious.' }),
        /Done: Refer it/,
        { ruth: /It is serious/, gareth: [/referred further/, /^(?![\s\S]*It is serious)/] },
      ],
      ['daniel', 'cases', /No case waits for you/],
      ['daniel', forge('move:TDC-2026-0004:outcome:1'), /Nothing was changed/],
      ['gareth', 'TDC-2026-0004', [/Handled by\nRuth Adeyemi/, /^(?![\s\S]*It is serious)/]],
    ]);
  });

  it('is not referred to whoever has it already', async () => {
    await play(town, [
      ...concern('gareth', 'formal', key('priya.nair')),
      ['gareth', press('Send it'), /TDC-2026-0005/, { ruth: /Rude/ }],
      ['ruth', press('Refer it'), /Why do you refer it/],
      [
        'ruth',
        press('Refer it', { reason: 'Too much.' }),
        /would come back to you[\s\S]*Nothing was changed/,
      ],
      ['ruth', press('Acknowledge')],
      ['ruth', press('Acknowledge', {}), /Being looked into/, { gareth: /being looked into/ }],
    ]);
  });

  it('goes to the deputy where the Monitoring Officer raises it', async () => {
    await play(town, [
      ...concern('helen', 'formal'),
      ['helen', press('Send it'), /TDC-2026-0006[\s\S]*Tom Bright/, { tom: /Helen Marsh/ }],
      ['helen', 'TDC-2026-0006', /^(?![\s\S]*(Hand over|Record the outcome))[\s\S]*Withdraw it/],
    ]);
  });

  it('asks the Monitoring Officer before something confidential is made public', async () => {
    await play(town, [
      ['gareth', forge('start:escalate'), /What is it about/],
      [
        'gareth',
        press('Continue', { matter: 'public-interest', what: 'May I publish it?' }),
        [/has no rule on disclosing/, /names nobody for this\. I can tell Helen Marsh/],
      ],
      [
        'gareth',
        press('Send it'),
        /keep the information confidential until then/,
        { helen: /May I publish/ },
      ],
    ]);
  });

  it('keeps no clock in any of it, for the protocol sets none', async () => {
    await town.withRegister(async (register) => {
      expect(await register.openClocks('tdc')).toEqual([]);
    });
    await town.restart({ at: '2027-11-20T10:00:00Z' });
    await expectNews(town, {});
  });
});
