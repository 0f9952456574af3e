/** TDC's people in Teams, from the first word of a case to its end. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectNews, forge, play, press, type Row } from '../support/story.ts';
import type { TeamsTown } from '../support/teams-town.ts';
import { key, PATIENCE_MS, startTdc } from './tdc-town.ts';

/** A complaint up to its summary. */
function complaint(who: string, about: string, formality: 'informal' | 'formal', sees: RegExp): Row[] {
  return [
    [who, 'complaint', /This is private/],
    [who, press('Continue', { about: key(about) }), /How would you like to raise it/],
    [who, press('Continue', { formality, concerns: 'conduct' }), /What happened/],
    [who, press('Continue', { what: 'Shouted at me in the lobby.', when: 'Tuesday' }), sees],
  ];
}

function meeting(
  who: string,
  details: {
    group: string;
    officer: string;
    topic: string;
    date: string;
    outsiders?: string;
    budget?: string;
  },
  sees: RegExp,
): Row[] {
  return [
    [who, 'meeting', /What kind of meeting/],
    [who, press('Continue', { meeting: 'political-group' }), /Which group is it/],
    [
      who,
      press('Continue', { outsiders: 'no', budget: 'no', ...details, officer: key(details.officer) }),
      sees,
    ],
  ];
}

describe('TDC: complaints followed to their end', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-12-21T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it('takes one about an officer from an informal word to a formal outcome', async () => {
    await play(town, [
      ...complaint(
        'gareth',
        'kit.lane',
        'informal',
        /it goes to Nora Bell, Planning Manager\.[\s\S]*hears nothing/,
      ),
      [
        'gareth',
        press('Send it'),
        [/Recorded: TDC-2026-0001/, /no details of any hearing/],
        {
          nora: [/TDC-2026-0001/, /Cllr Gareth Hughes/, /Kit Lane/, /Shouted at me/, /in confidence/],
        },
      ],
      ['nora', press('Acknowledge'), /next steps/],
      [
        'nora',
        press('Acknowledge', { reply: 'I will speak to Kit.' }),
        /Told: Cllr Gareth Hughes/,
        {
          gareth: [
            /TDC-2026-0001: A concern about an officer/,
            /is being looked into[\s\S]*I will speak to Kit/,
          ],
        },
      ],
      ['nora', press('Hold, with a date'), /When do you expect/],
      ['nora', press('Hold, with a date', { expected: '2020-01-01', reply: 'Leave' }), /This day is over/],
      [
        'nora',
        press('Hold, with a date', { expected: '2027-01-07', reply: 'Kit is on leave.' }),
        /On hold/,
        {
          gareth: [/longer than hoped[\s\S]*Thu 7 Jan 2027[\s\S]*Kit is on leave/],
        },
      ],
      ['nora', press('Propose a way to settle it'), /What do you propose/],
      [
        'nora',
        press('Send it', { reply: 'Kit says sorry.' }),
        /has been proposed/,
        {
          gareth: /Please say whether you agree[\s\S]*Kit says sorry/,
        },
      ],
      ['gareth', 'mine', /TDC-2026-0001[\s\S]*A way to settle it has been proposed/],
      ['gareth', press('Open TDC-2026-0001'), [/I agree with it/, /I do not agree/]],
      ['gareth', press('I do not agree'), /What would settle it/],
      [
        'gareth',
        press('I do not agree', { reason: 'A letter, please.' }),
        /Being looked into/,
        {
          nora: /do not agree[\s\S]*A letter, please/,
        },
      ],
      ['nora', press('Open TDC-2026-0001'), /Record the outcome/],
      ['nora', press('Record the outcome'), [/Settled informally/, /No action is needed/]],
      [
        'nora',
        press('Record the outcome', {
          outcome: 'settled',
          reply: 'Kit will write.',
          note: 'Second time this year.',
          changes: 'no',
        }),
        [/Outcome given/, /Second time this year/],
        {
          gareth: [
            /There is an outcome[\s\S]*Settled informally[\s\S]*Kit will write/,
            /^(?![\s\S]*Second time)/,
          ],
        },
      ],
      [
        'gareth',
        press('Open TDC-2026-0001'),
        [/Settled informally/, /Make it formal/, /^(?![\s\S]*Second time)/],
      ],
      ['gareth', press('Make it formal'), /Why should it go further/],
      [
        'gareth',
        press('Make it formal', { reason: 'No letter came.' }),
        /A complaint about an officer, to the Senior Leadership Team officer/,
        {
          daniel: [
            /TDC-2026-0001/,
            /No letter came/,
            /Formally/,
            /^(?![\s\S]*Informally, to have it settled)/,
          ],
        },
      ],
      ['nora', forge('case:TDC-2026-0001'), /no case TDC-2026-0001 to show you/],
      ['daniel', press('Record the outcome'), /Dealt with as a disciplinary case/],
      [
        'daniel',
        press('Record the outcome', { outcome: 'action', reply: 'Action was taken.', changes: 'no' }),
        /Outcome given/,
        {
          gareth: /Action has been taken[\s\S]*Action was taken/,
        },
      ],
      ['daniel', press('Close the case'), /Closed/, { gareth: /Your case is closed/ }],
      ['kit', forge('case:TDC-2026-0001'), /no case TDC-2026-0001 to show you/],
      ['kit', 'cases', /No case waits for you/],
    ]);
  });

  it.each([
    ['a manager', 'nora.bell', 'informal', 'daniel', /Daniel Reed, Director of Place/],
    ['a Director', 'daniel.reed', 'informal', 'ruth', /Ruth Adeyemi/],
    ['the Managing Director', 'ruth.adeyemi', 'formal', 'helen', /Helen Marsh, Monitoring Officer/],
    [
      'the Monitoring Officer',
      'helen.marsh',
      'formal',
      'ruth',
      /names nobody for this\. I can tell Ruth Adeyemi/,
    ],
    [
      'a Senior Leadership Team officer',
      'peter.vance',
      'formal',
      'ruth',
      /names nobody for this\. I can tell Ruth Adeyemi/,
    ],
  ] as const)('sends one about %s past them', async (_whom, about, formality, handler, sees) => {
    await play(town, [
      ...complaint('joan', about, formality, sees),
      ['joan', press('Send it'), /Recorded: /, { [handler]: /Cllr Joan Pike/ }],
    ]);
    const reference = /Recorded: (\S+)/.exec(town.person('joan').seen())?.[1] ?? '';
    const subject = about.split('.')[0] ?? '';
    await play(town, [
      [subject, forge(`case:${reference}`), /no case/],
      [subject, forge(`move:${reference}:outcome:0`), /Nothing was changed/],
      [handler, press('Acknowledge'), /next steps/],
      [handler, press('Acknowledge', { reply: '' }), /Being looked into/, { joan: /being looked into/ }],
    ]);
  });

  it('takes an officer’s concern about a councillor to the Monitoring Officer, and on to the group leader', async () => {
    await play(town, [
      ...complaint(
        'olwen',
        'gareth.hughes',
        'informal',
        /it goes to Helen Marsh[\s\S]*Told later, if it comes to that/,
      ),
      ['olwen', press('Send it'), /Recorded: TDC-2026-0007/, { helen: /Olwen Parry/ }],
      ['helen', press('Record the outcome'), /Referred to the leader of the party group/],
      [
        'helen',
        press('Record the outcome', {
          outcome: 'leader',
          reply: 'Cllr Finch will speak to him.',
          changes: 'no',
        }),
        /Told: /,
        {
          olwen: /Referred to the leader[\s\S]*Cllr Finch will speak/,
          carol: [/informal concern about a member of your group/, /^(?![\s\S]*(Shouted|Olwen))/],
        },
      ],
      ['carol', forge('case:TDC-2026-0007'), /no case/],
      ['olwen', press('Open TDC-2026-0007')],
      ['olwen', press('Make it formal')],
      [
        'olwen',
        press('Make it formal', { reason: 'It goes on.' }),
        /under the Members' Code of Conduct/,
        {
          helen: [/Members' Code of Conduct/, /It goes on/],
        },
      ],
      ['helen', press('Record the outcome'), [/Referred for investigation/, /No further action/]],
      [
        'helen',
        press('Record the outcome', { outcome: 'no-further-action', reply: 'It stops here.', changes: 'no' }),
        /./,
        {
          olwen: /No further action/,
        },
      ],
      ['gareth', forge('case:TDC-2026-0007'), /no case/],
    ]);
  });

  it('never goes through a group leader who is the subject, nor asks for one where there is no group', async () => {
    await play(town, [
      ...complaint('daniel', 'carol.finch', 'informal', /There is no other group leader to\s+refer it to/),
      [
        'daniel',
        press('Send it'),
        /Recorded: TDC-2026-0008/,
        { helen: /An informal concern about a Group Leader/ },
      ],
      [
        'helen',
        press('Record the outcome'),
        /Raised with the member concerned(?![\s\S]*Referred to the leader)/,
      ],
      [
        'helen',
        press('Record the outcome', { outcome: 'member', reply: 'I will speak to her.', changes: 'no' }),
        /./,
        {
          daniel: /Raised with the member/,
          carol: [/referred an informal concern to you/, /^(?![\s\S]*(Shouted|Daniel))/],
        },
      ],
    ]);
  });
});

describe('TDC: officers at group meetings', () => {
  let town: TeamsTown;
  beforeAll(async () => {
    town = await startTdc('2026-11-20T10:00:00Z');
  }, PATIENCE_MS);
  afterAll(() => town.close());

  it('is agreed by the senior officer, with the conditions for both sides', async () => {
    await play(town, [
      ...meeting(
        'carol',
        {
          group: 'Labour',
          officer: 'kit.lane',
          topic: 'Budget for housing repairs',
          date: '2026-12-03',
          budget: 'yes',
        },
        /Budget talks with officers are confidential[\s\S]*it goes to Daniel Reed/,
      ),
      [
        'carol',
        press('Record it'),
        [/Recorded: TDC-2026-0001/, /Thu 3 Dec 2026/],
        {
          daniel: [/For your decision/, /Cllr Carol Finch/, /Thu 3 Dec 2026/, /Agree\nDecline/],
        },
      ],
      ['kit', forge('move:TDC-2026-0001:agree:0'), /Nothing was changed/],
      ['martin', forge('case:TDC-2026-0001'), /no case/],
      ['daniel', press('Agree'), /know or keep to/],
      [
        'daniel',
        press('Agree', { reply: 'Thirty minutes.' }),
        /Done: Agree\. Told: Cllr Carol Finch, Kit Lane/,
        {
          carol: [/has been agreed[\s\S]*Thirty minutes/, /The group decides nothing for the Council/],
          kit: [
            /Your attendance has been agreed/,
            /Labour[\s\S]*Budget for housing repairs[\s\S]*Thu 3 Dec 2026/,
            /keep what the group says confidential/,
          ],
        },
      ],
      [
        'kit',
        press('Open TDC-2026-0001'),
        /How the meeting went: due Thu 3 Dec \(9 working days left\)\. Due on the day/,
      ],
    ]);
  });

  it('cannot be declined to a second group on the same subject, and can on another', async () => {
    await play(town, [
      ...meeting(
        'martin',
        {
          group: 'Liberal Democrat',
          officer: 'kit.lane',
          topic: 'Housing repairs and the budget',
          date: '2026-12-09',
        },
        /Please check/,
      ),
      ['martin', press('Record it'), /Recorded: TDC-2026-0002/, { daniel: /For your decision/ }],
      [
        'daniel',
        press('Decline'),
        [/does not decline another group/, /6\.3/, /Briefed before\nLabour/, /Thu 3 Dec 2026/],
      ],
      ['daniel', press('Decline', { same: 'same', reply: 'No time.' }), /does not allow it to be declined/],
      [
        'daniel',
        press('Decline', { same: 'different', 'why-different': 'Rents, not repairs.', reply: 'No time.' }),
        [/Agreed by\nnobody\n/, /Declined/],
        {
          martin: /has been declined[\s\S]*No time/,
          kit: /has been declined/,
        },
      ],
      ['martin', press('Open TDC-2026-0002'), [/No time/, /^(?![\s\S]*Rents, not repairs)/]],
    ]);
  });

  it('asks the officer afterwards how it went, and goes on asking no more than it should', async () => {
    await town.restart({ at: '2026-12-03T12:00:00Z' });
    await expectNews(town, {});
    await town.restart({ at: '2026-12-04T12:00:00Z' });
    await expectNews(town, {
      kit: [/Overdue: TDC-2026-0001/, /Keep the budget talks confidential/, /sets no time for your reply/],
    });
    await town.restart({ at: '2026-12-04T15:00:00Z' });
    await expectNews(town, {});
    await town.restart({ at: '2026-12-10T12:00:00Z' });
    await expectNews(town, { kit: /by 5 working days/ });
    await play(town, [
      ['kit', 'cases', /TDC-2026-0001[\s\S]*overdue since Thu 3 Dec/],
      ['kit', 'tdc-2026-0001', /Agreed, since Fri 20 Nov 2026/],
      ['kit', press('Say how it went'), /Did you attend/],
      ['kit', press('Say how it went', { attended: 'yes' }), /How long did you stay/],
      [
        'kit',
        press('Say how it went', { attended: 'yes', stayed: 'before-politics', notes: 'wrong' }),
        /What is not right/,
      ],
      [
        'kit',
        press('Say how it went', {
          attended: 'yes',
          stayed: 'before-politics',
          notes: 'wrong',
          wrong: 'I promised no money.',
        }),
        [/Done, since Thu 10 Dec 2026/, /5 working days late/],
      ],
      ['daniel', 'TDC-2026-0001', [/Until the political discussion began/, /I promised no money/]],
      ['carol', 'TDC-2026-0001', /^(?![\s\S]*(political discussion began|promised no money))/],
    ]);
    await town.restart({ at: '2027-02-10T12:00:00Z' });
    await expectNews(town, {});
  });

  it.each([
    [
      'of a senior officer goes to that officer',
      'rhona',
      { group: 'Labour', officer: 'peter.vance' },
      'peter',
      /That is the officer you named/,
    ],
    [
      'with people from outside needs a Senior Officer',
      'anita',
      { group: 'Conservative', officer: 'ella.stone', outsiders: 'unknown' },
      'peter',
      /because the Council's codes do not bind them/,
    ],
    [
      'of an officer without such a senior goes to the line manager',
      'anita',
      { group: 'Conservative', officer: 'priya.nair' },
      'helen',
      /goes to Helen Marsh/,
    ],
  ] as const)('a meeting %s', async (_what, who, details, told, sees) => {
    await play(town, [
      ...meeting(who, { topic: 'Leisure', date: '2027-03-03', ...details }, sees),
      [who, press('Record it'), /Recorded: /, { [told]: /For your decision/ }],
      [told, press('Agree')],
      [
        told,
        press('Agree', {}),
        /Agreed/,
        told === 'peter' && details.officer === 'peter.vance'
          ? { [who]: /agreed/ }
          : { [who]: /agreed/, [details.officer.split('.')[0] ?? '']: /agreed/ },
      ],
    ]);
  });

  it('stops a member who is no leader, and asks the Managing Director about a party meeting', async () => {
    await play(town, [
      ['joan', 'meeting', /What kind of meeting/],
      [
        'joan',
        press('Continue', { meeting: 'political-group' }),
        [/Ask\s+one of them to make this one/, /Nothing was recorded and nobody was told/],
      ],
      ['joan', 'meeting', /What kind of meeting/],
      ['joan', press('Continue', { meeting: 'ward-party' }), /Which party is it/],
      [
        'joan',
        press('Continue', {
          group: 'another',
          'group-name': 'Green Branch',
          officer: key('kit.lane'),
          topic: 'Roads',
          date: '2027-03-09',
          outsiders: 'yes',
          budget: 'no',
        }),
        [/says nothing of ward, branch/, /names nobody for this\. I can tell Ruth Adeyemi/],
      ],
      [
        'joan',
        press('Record it'),
        /make no arrangements before the Managing Director replies/,
        { ruth: /Green Branch/ },
      ],
      ['ruth', press('Reply')],
      [
        'ruth',
        press('Reply', { reply: 'Please do not.' }),
        /Told: Cllr Joan Pike/,
        { joan: /Please do not/ },
      ],
    ]);
  });

  it('lets the group withdraw, and tells those it had told', async () => {
    await play(town, [
      ...meeting(
        'carol',
        { group: 'Labour', officer: 'ella.stone', topic: 'Parks', date: '2027-04-01' },
        /Please check/,
      ),
      ['carol', press('Record it'), /Recorded/, { peter: /For your decision/ }],
      ['carol', 'mine'],
    ]);
    const reference = /TDC-\d{4}-\d{4}/.exec(town.person('carol').seen())?.[0] ?? '';
    await play(town, [
      ['carol', reference, /Withdraw the request/],
      ['carol', press('Withdraw the request'), /anything the others should know/, {}],
      [
        'carol',
        press('Withdraw the request', { reason: 'It rains.' }),
        /Withdrawn/,
        { peter: /has been withdrawn[\s\S]*It rains/, ella: /has been withdrawn[\s\S]*It rains/ },
      ],
      ['peter', forge(`move:${reference}:agree:0`), /Nothing was changed/],
    ]);
  });
});
