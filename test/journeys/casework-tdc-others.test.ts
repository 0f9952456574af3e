/** TDC's people in Teams: pressure, information, enquiries, advice, relationships, and what goes wrong on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNews, forge, play, press, type Row } from '../support/story.ts';
import type { TeamsTown } from '../support/teams-town.ts';
import { key, PATIENCE_MS, startTdc, withMorePosts } from './tdc-town.ts';

describe('TDC: pressure, information, enquiries and advice', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-11-20T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it.each([
    [
      'olwen',
      'gareth.hughes',
      'judgement',
      'helen',
      /names nobody for this\. I can tell Helen Marsh/,
      /^(?![\s\S]*Urgent)/,
    ],
    [
      'iain',
      'carol.finch',
      'statutory',
      'helen',
      /This is urgent/,
      /Urgent: Obstruction or victimisation of a statutory officer/,
    ],
    ['helen', 'carol.finch', 'statutory', 'ruth', /This is urgent[\s\S]*I can tell Ruth Adeyemi/, /Urgent: /],
    ['olwen', 'carol.finch', 'witness', 'helen', /it goes to Helen Marsh/, /Pressure because of a complaint/],
    ['gareth', 'kit.lane', 'lobbying', 'daniel', /it goes to Daniel Reed/, /Lobbying/],
    ['gareth', 'daniel.reed', 'lobbying', 'ruth', /it goes to Ruth Adeyemi/, /Lobbying/],
    ['gareth', 'ruth.adeyemi', 'colleagues', 'helen', /it goes to Helen Marsh/, /Lobbying/],
    ['gareth', 'helen.marsh', 'lobbying', 'ruth', /I can tell Ruth Adeyemi/, /Lobbying/],
  ] as const)('%s reports pressure from %s (%s) to %s', async (who, about, kind, told, sees, hears) => {
    await play(town, [
      [who, 'help', /Report pressure/],
      [who, press('Report pressure'), /From whom/],
      [who, press('Continue', { about: key(about), kind }), /What was asked of you/],
      [
        who,
        press('Continue', { what: 'To change it.', how: 'By phone.', when: 'Monday' }),
        [sees, /sets no time|normal complaints procedure/],
      ],
      [who, press('Send it'), /Recorded/, { [told]: hears }],
    ]);
  });

  it('passes a request for information on, disputed to the Monitoring Officer, with a receipt for what is confidential', async () => {
    await play(town, [
      ['olwen', forge('start:information'), /are for members/],
      ['gareth', 'help'],
      ['gareth', press('Ask for information'), /What would you like to have/],
      [
        'gareth',
        press('Continue', {
          what: 'The lease.',
          form: 'documents',
          for: 'third-party',
          interest: 'pecuniary',
        }),
        /Why do you need it/,
      ],
      [
        'gareth',
        press('Continue', { why: 'A resident asks.', officer: key('kit.lane') }),
        [/only with their consent/, /an interest/, /it goes to Nora Bell/, /sets no time/],
      ],
      ['gareth', press('Send it'), /Recorded: TDC-2026-0009/, { nora: /The lease/ }],
      ['nora', press('Refuse it')],
      [
        'nora',
        press('Refuse it', { reply: 'It is confidential.' }),
        /Refused/,
        { gareth: /has been refused[\s\S]*It is confidential/ },
      ],
      ['gareth', press('Open TDC-2026-0009')],
      ['gareth', press('I do not agree')],
      [
        'gareth',
        press('I do not agree', { reason: 'I sit on the panel.' }),
        /Told: Helen Marsh/,
        { helen: [/A dispute about access/, /I sit on the panel/] },
      ],
      ['helen', press('Provide it')],
      [
        'helen',
        press('Provide it', { reply: 'At my desk.', confidential: 'yes' }),
        /Provided/,
        { gareth: /It is confidential: it is for you[\s\S]*At my desk/ },
      ],
      ['gareth', press('Open TDC-2026-0009')],
      ['gareth', press('I have it'), /Closed/, { helen: /have received what they asked for/ }],
      ['nora', forge('case:TDC-2026-0009'), /no case/],
    ]);
  });

  it('brings an enquiry’s answer back, and keeps no deadline', async () => {
    await play(town, [
      ['joan', 'help'],
      ['joan', press('Send an enquiry'), /To whom/],
      [
        'joan',
        press('Continue', {
          officer: key('ella.stone'),
          about: 'resident',
          what: 'When is the roof mended?',
        }),
        [/resident's consent/, /sets no time/],
      ],
      ['joan', press('Send it'), /Recorded: TDC-2026-0010/, { ella: /When is the roof mended/ }],
    ]);
    await town.restart({ at: '2027-01-20T10:00:00Z' });
    await expectNews(town, {});
    await play(town, [
      ['ella', 'cases', /An enquiry\nRaised by\nCllr Joan Pike\nStands\nWaiting for a reply(?![\s\S]*Due)/],
      ['ella', press('Open TDC-2026-0010'), /Hold, with reasons/],
      ['ella', press('Hold, with reasons')],
      [
        'ella',
        press('Hold, with reasons', { reply: 'Asking the roofer.', expected: '2027-02-01' }),
        /Acknowledged/,
        { joan: /will take longer[\s\S]*Mon 1 Feb 2027/ },
      ],
      ['ella', press('Answer')],
      [
        'ella',
        press('Answer', { reply: 'In March.' }),
        /Answered/,
        { joan: /has been answered[\s\S]*In March/ },
      ],
      ['joan', press('Open TDC-2026-0010')],
      ['joan', press('I need more')],
      [
        'joan',
        press('I need more', { reason: 'Which week?' }),
        /Waiting for a reply/,
        { ella: /Which week/ },
      ],
      ['ella', press('Open TDC-2026-0010')],
      ['ella', press('Hand on')],
      [
        'ella',
        press('Hand on', { to: key('peter.vance'), reason: 'He plans it.' }),
        /Told: /,
        {
          peter: /handed over to you[\s\S]*He plans it/,
          joan: /Somebody else is handling[\s\S]*Peter Vance/,
        },
      ],
      ['peter', press('Open TDC-2026-0010')],
      ['peter', press('Answer')],
      ['peter', press('Answer', { reply: 'The second week.' }), /Answered/, { joan: /The second week/ }],
      ['joan', press('Open TDC-2026-0010'), /^(?![\s\S]*He plans it)/],
      ['joan', press('Close the enquiry'), /Closed/],
    ]);
  });

  it('passes a question, its answer and its clauses on, and brings the reply back', async () => {
    await play(town, [
      ['kit', 'Can I go to the Labour group meeting?', /Ask the Monitoring Officer|6\.\d/],
      ['kit', forge('start:escalate'), /What would you like to ask/],
      [
        'kit',
        press('Continue', { matter: 'question', what: 'May I go?' }),
        [/This goes with your question/, /Can I go to the Labour group meeting/, /Resting on/],
      ],
      [
        'kit',
        press('Send it'),
        /Recorded: TDC-2027-0001/,
        { helen: [/May I go/, /Asked before/, /What I answered/, /6\.\d/] },
      ],
      ['helen', press('Reply')],
      [
        'helen',
        press('Reply', { reply: 'Yes, once Daniel has agreed.' }),
        /Answered/,
        { kit: /Yes, once Daniel has agreed/ },
      ],
      ['kit', press('Open TDC-2027-0001')],
      ['kit', press('Thank you, that is all'), /Closed/],
      ['carol', 'help'],
      ['carol', press('Ask the Monitoring Officer'), /What is it about/],
      [
        'carol',
        press('Continue', { matter: 'group-difficulty', what: 'Two groups want her.' }),
        [/go to the Managing Director/, /it goes to Ruth Adeyemi/],
      ],
      ['carol', press('Send it'), /Recorded/, { ruth: /Two groups want her/ }],
    ]);
  });
});

describe('TDC: a relationship, and whom it keeps away', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-11-20T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it('is noted, shared, met with something to keep out of, and known', async () => {
    await play(town, [
      ['daniel', 'disclose', /What kind of relationship/],
      ['daniel', press('Continue', { kind: 'family' }), /With whom/],
      [
        'daniel',
        press('Continue', { with: key('gareth.hughes'), since: 'before', decides: 'neither' }),
        /Please check/,
      ],
      [
        'daniel',
        press('Record it'),
        /Recorded: TDC-2026-0001/,
        { ruth: [/Daniel Reed/, /Cllr Gareth Hughes/] },
      ],
      ['ruth', 'TDC-2026-0001', /Note it/],
      ['ruth', press('Note it')],
      [
        'ruth',
        press('Note it', { reply: 'Thank you.', published: 'no' }),
        /Noted/,
        { daniel: /has been noted[\s\S]*Thank you/ },
      ],
      ['ruth', press('Share it with somebody'), /Who needs to know/],
      [
        'ruth',
        press('Share it with somebody', { to: key('helen.marsh'), reason: 'She keeps the register.' }),
        /Told: /,
        {
          helen: /shared with you[\s\S]*She keeps the register/,
          daniel: /Helen Marsh[\s\S]*She keeps the register/,
        },
      ],
      ['ruth', press('Agree what to keep out of')],
      [
        'ruth',
        press('Send it', { reply: 'No planning cases of his division.' }),
        /Told: Daniel Reed/,
        { daniel: /No planning cases/ },
      ],
      ['gareth', forge('case:TDC-2026-0001'), /no case/],
    ]);
  });

  it('keeps whoever is tied to the subject away from the case, and tells them nothing', async () => {
    await play(town, [
      ['gareth', 'complaint'],
      ['gareth', press('Continue', { about: key('nora.bell') })],
      ['gareth', press('Continue', { formality: 'formal', concerns: 'conduct' })],
      // Daniel is tied to Cllr Hughes, who raises it: not to whom it is about.
      ['gareth', press('Continue', { what: 'Late.', when: 'May' }), /Who receives it/],
      ['gareth', 'stop', /Nothing was recorded/],
      ['olwen', 'disclose', /What kind/],
      ['olwen', press('Continue', { kind: 'friendship' })],
    ]);
    expect(town.person('olwen').seen()).toMatch(/recorded all the same/);
    await play(town, [['olwen', 'stop', /Nothing was recorded/]]);
    // The Director’s brother is complained of by an officer: the Director neither handles it nor can open it.
    await play(town, [
      ['ella', 'complaint'],
      ['ella', press('Continue', { about: key('gareth.hughes') })],
      ['ella', press('Continue', { formality: 'informal', concerns: 'conduct' })],
      ['ella', press('Continue', { what: 'Rude.', when: 'June' }), /it goes to Helen Marsh/],
      ['ella', press('Send it'), /Recorded: TDC-2026-0002/, { helen: /Rude/ }],
      ['helen', press('Hand over')],
      [
        'helen',
        press('Hand over', { to: key('daniel.reed'), reason: '' }),
        /Daniel Reed has a part in this matter/,
      ],
      ['daniel', forge('case:TDC-2026-0002'), /no case/],
      ['daniel', forge('move:TDC-2026-0002:outcome:0'), /Nothing was changed/],
    ]);
  });

  it('is asked of every year, confirmed, and ended', async () => {
    await town.restart({ at: '2027-11-22T10:00:00Z' });
    await expectNews(town, { daniel: /TDC-2026-0001[\s\S]*still right/ });
    await play(town, [
      ['daniel', press('Open TDC-2026-0001'), /Still right/],
      ['daniel', press('Still right'), /Done: Still right/, { ruth: /is still right/ }],
    ]);
    await town.restart({ at: '2028-11-30T10:00:00Z' });
    await expectNews(town, { daniel: /still right/ });
    await play(town, [
      ['daniel', 'mine', /TDC-2026-0001/],
      ['daniel', press('End TDC-2026-0001'), /Has the relationship/],
      ['daniel', press('Yes, mark it as ended'), /marked as ended/, { ruth: /ended/, helen: /ended/ }],
    ]);
    await town.restart({ at: '2029-12-20T10:00:00Z' });
    await expectNews(town, {});
  });
});

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
