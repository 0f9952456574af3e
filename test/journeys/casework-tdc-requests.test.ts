/** TDC's people in Teams: pressure, information, enquiries, advice and relationships. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNews, forge, play, press } from '../support/story.ts';
import type { TeamsTown } from '../support/teams-town.ts';
import { key, PATIENCE_MS, startTdc } from './tdc-town.ts';

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
