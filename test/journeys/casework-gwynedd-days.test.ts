/** Gwynedd's meetings, requests, enquiries, advice and relationships, over the days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type TeamsCouncil } from '../support/teams-council.ts';
import { open, fill, inPost, move, play, press, say, send, type Values } from '../support/play.ts';
import { closeGwynedd, NO_CASE, openGwynedd } from './gwynedd-words.ts';

describe('meetings, requests, enquiries, advice and relationships, over the days', () => {
  let gwynedd: TeamsCouncil;
  beforeAll(async () => {
    gwynedd = await openGwynedd('2026-12-18');
  }, 30_000);
  afterAll(() => closeGwynedd(gwynedd));

  /** A group meeting that is to be attended by Sam. */
  const meeting = (group: string, date: string, topic = 'Housing repairs'): Values[] => [
    { meeting: 'political-group', assistant: 'no' },
    { group, officer: emailOf('sam'), topic, date },
  ];
  const request: Values[] = [
    { what: 'The roof survey', form: 'documents', for: 'third-party', interest: 'unsure' },
    { why: 'A resident asks.', officer: emailOf('sam'), service: 'Housing' },
  ];

  let enquiry = '';
  let visit = '';

  it('registers a visit to a group; a second group’s on the same subject is registered just the same', async () => {
    visit = await play(gwynedd, [
      [
        'carol',
        say('meeting'),
        /Every attendance of an employee at a political group's meeting is registered/,
      ],
      ['carol', press('Continue', { meeting: 'political-group', assistant: 'no' }), /What is the subject/],
      ['carol', press('Continue', { ...meeting('Labour', '2026-12-01')[1] }), /This day is over/],
      [
        'carol',
        press('Continue', { ...meeting('Labour', '2026-12-21')[1] }),
        /it goes to Helen Marsh, Monitoring Officer[\s\S]*Told as well when you confirm: the employee/,
      ],
      [
        'carol',
        press('Record it'),
        /Recorded/,
        {
          helen: /Group: Labour[\s\S]*Date: Mon 21 Dec 2026/,
          sam: /entered on the Monitoring Officer's register[\s\S]*Date: Mon 21 Dec 2026/,
        },
      ],
      // Nobody has to agree, and so nobody can decline: not for the first group, nor for a second one.
      ['helen', open, /^(?![\s\S]*\[(Agree|Decline)\])[\s\S]*\[Hand over\]$/],
    ]);
    await play(gwynedd, [
      [
        'anita',
        send('group-meeting', meeting('Plaid Cymru', '2027-01-11'), 'Record it'),
        /Recorded/,
        { helen: /Plaid Cymru/, sam: /Plaid Cymru/ },
      ],
      ['helen', open, /^(?![\s\S]*\[(Agree|Decline)\])/],
      ['sam', move('It is not taking place', { reason: '' }), /Withdrawn/, { helen: /is not taking place/ }],
      [
        'sam',
        send(
          'group-meeting',
          [
            { meeting: 'ward-party', for: 'me', assistant: 'no' },
            { group: 'Labour', topic: 'Repairs', date: '2026-12-22' },
          ],
          'Record it',
        ),
        /Nothing is entered as an attendance/,
        { helen: /does not say whether an employee may go/ },
      ],
      [
        'helen',
        move('Reply', { reply: 'Please do not go.' }),
        /Answered/,
        { sam: /You have a reply to your question\.\nMessage: Please do not go/ },
      ],
      ['sam', move('Thank you, that is all'), /Closed/],
    ]);
  });

  it('takes a request through hold, refusal, a dispute and a confidential answer, and tells the Cabinet Member no more than it must', async () => {
    await play(gwynedd, [
      [
        'joan',
        fill('information', ...request),
        [
          /no rule on information about a matter in which you have an interest/,
          /private or business affairs/,
          /Freedom of information/,
        ],
      ],
      ['joan', press('Send it'), /due Wed 30 Dec|due Tue 29 Dec/, { sam: /The roof survey/ }],
      [
        'sam',
        move('Refuse it', { reply: 'It names people.' }),
        /Refused/,
        { joan: /has been refused\.\nMessage: It names people/ },
      ],
      ['sam', open, /done on Fri 18 Dec/],
      ['joan', inPost('Open REF'), /\[I do not agree\]/],
      ['joan', press('I do not agree'), /Why do you need it for your work on the council/],
      [
        'joan',
        press('I do not agree', { reason: 'I sit on the panel.' }),
        /Told: .*Helen Marsh/,
        { helen: /A dispute about information[\s\S]*Reason: I sit on the panel/ },
      ],
      ['sam', open, /Refused|Asked/],
      [
        'helen',
        move('Provide it', { reply: 'Come and read it on Monday.', confidential: 'yes' }),
        /Provided/,
        {
          joan: /It is confidential: it is for you and for the purpose you gave, and for nobody else\.\nMessage: Come and read/,
        },
      ],
      ['joan', move('I have it'), /Closed/, { helen: /received what they asked for/ }],
    ]);
    await play(gwynedd, [
      ['joan', send('information', request), /Recorded/, { sam: /The roof survey/ }],
      [
        'sam',
        move('Provide it', { reply: 'Here it is.', confidential: 'no' }),
        /Provided/,
        {
          joan: /is provided\.\nMessage: Here it is/,
          nia: /may come up at a meeting[\s\S]*Service: Housing/,
        },
      ],
      ['nia', open, NO_CASE],
    ]);
    const toNia = gwynedd.read.filter(({ by, text }) => by === 'nia' && text.includes('A notice for you'));
    expect(toNia).toHaveLength(1);
    expect(toNia[0]?.text).not.toMatch(/survey|resident asks|Joan Pike|Here it is/);
  });

  it('keeps the five working days of an enquiry over Christmas', async () => {
    enquiry = await play(gwynedd, [
      [
        'nia',
        fill('enquiry', { officer: emailOf('sam'), about: 'resident', what: 'When is the roof mended?' }),
        /within 5 working days/,
      ],
      ['nia', press('Send it'), /due Tue 29 Dec \(5 working days left\)/, { sam: /When is the roof mended/ }],
      ['sam', say('cases'), /An enquiry[\s\S]*Due: Full reply or explained acknowledgement: due Tue 29 Dec/],
    ]);
    await play(
      gwynedd,
      [
        ['sam', open, /Received Fri 18 Dec; 25 and 28 Dec are bank holidays; due Tue 29 Dec/],
        // Two working days before; the day after the meeting, the employee is asked how it went.
        [
          '2026-12-23',
          {
            sam: [
              /Whether the employee attended: overdue since Mon 21 Dec/,
              /Full reply or explained acknowledgement: due Tue 29 Dec \(2 working days left\)/,
            ],
          },
        ],
      ],
      enquiry,
    );
  });

  it('asks how the meeting went, and tells the Monitoring Officer', async () => {
    await play(
      gwynedd,
      [
        ['sam', open, /\[Say how it went\]/],
        ['sam', press('Say how it went'), /Did you attend/],
        ['sam', press('Say how it went', { attended: 'yes' }), /How long did you stay/],
        [
          'sam',
          press('Say how it went', { attended: 'yes', stayed: 'before-politics', notes: 'no' }),
          /Done: Say how it went/,
          { helen: /Attended: Yes\nStayed: Until the political discussion began/ },
        ],
        ['helen', open, /Stands: Done[\s\S]*Attended: Yes/],
      ],
      visit,
    );
  });

  it('reminds before, on and after, is put off by an acknowledgement, and stops with the answer', async () => {
    await play(
      gwynedd,
      [
        ['2026-12-29', { sam: /Reminder: GWY[\s\S]*due today, Tue 29 Dec/ }],
        ['2026-12-30', { sam: /Overdue: GWY[\s\S]*overdue since Tue 29 Dec by 1 working day/ }],
        [
          'sam',
          move('Hold, with reasons', { reply: 'We wait for the roofer.', expected: '2027-01-11' }),
          /put off to Mon 11 Jan/,
          { nia: /will take longer\.\nMessage: We wait for the roofer\.\nExpected on: Mon 11 Jan 2027/ },
        ],
        ['2027-01-07', { sam: /Reminder: GWY[\s\S]*due Mon 11 Jan \(2 working days left\)/ }],
        [
          'sam',
          move('Answer', { reply: 'On Friday.' }),
          /done on Thu 7 Jan/,
          { nia: /has been answered\.\nMessage: On Friday/ },
        ],
        [
          'nia',
          move('I need more', { reason: 'Which Friday?' }),
          /Waiting for a reply/,
          { sam: /need more than the answer gave\.\nReason: Which Friday/ },
        ],
        [
          'sam',
          move('Hand on', { to: emailOf('owain'), reason: 'It is his budget.' }),
          /./,
          { owain: /handed over to you\.\nReason: It is his budget/, nia: /Now with: Owain Price/ },
        ],
        ['owain', move('Answer', { reply: 'On the 15th.' }), /Answered/, { nia: /On the 15th/ }],
        ['nia', move('Close the enquiry'), /Closed/],
        ['2027-02-15', {}],
      ],
      enquiry,
    );
  });

  it('passes a question, its answer and the clauses on to the Monitoring Officer, and brings the reply back', async () => {
    await play(gwynedd, [
      ['mair', say('can I refuse to attend the group meeting?'), /21\.14/],
      ['mair', press('Ask the Monitoring Officer'), /What is it about/],
      [
        'mair',
        press('Continue', { matter: 'question', what: 'May I go for an hour?' }),
        [/This goes with your question, as it was/, /What I answered/, /Resting on: .*21\.14/],
      ],
      [
        'mair',
        press('Send it'),
        /Recorded/,
        { helen: /May I go for an hour[\s\S]*What I answered: [\s\S]*Resting on: .*21\.14/ },
      ],
      ['helen', inPost('Reply'), /Your advice/],
      [
        'helen',
        press('Reply', { reply: 'He may.' }),
        /Answered/,
        { mair: /You have a reply to your question\.\nMessage: He may/ },
      ],
      [
        'mair',
        move('Ask again', { reason: 'For two hours?' }),
        /Waiting for advice/,
        { helen: /They ask again\.\nReason: For two hours/ },
      ],
      ['helen', move('Reply', { reply: 'Yes.' }), /Answered/, { mair: /Message: Yes/ }],
      ['mair', move('Thank you, that is all'), /Closed/],
    ]);
  });

  it('turns pressure on an employee into an urgent case for the Monitoring Officer', async () => {
    await play(gwynedd, [
      [
        'olwen',
        send('pressure', [
          { about: emailOf('gareth'), kind: 'judgement' },
          { what: 'To change my report.', how: 'By phone.', when: 'Today' },
        ]),
        /Recorded/,
        { mair: /To change my advice or judgement/ },
      ],
      [
        'olwen',
        move('Make it formal', { reason: 'He threatens me.' }),
        /Told: Helen Marsh/,
        { helen: /^Urgent: Serious pressure[\s\S]*He threatens me/ },
      ],
      ['helen', say('cases'), /Urgent: Serious pressure on an employee/],
      ['gareth', open, NO_CASE],
    ]);
  });

  it('has a relationship noted, shared, mitigated, confirmed after a year, and ended', async () => {
    const reference = await play(gwynedd, [
      ['olwen', say('disclose'), /What kind of relationship/],
      ['olwen', press('Continue', { kind: 'family' }), /has no rule on family ties/],
      ['olwen', press('Continue', { proceed: 'yes', tell: 'yes' }), /With whom/],
      [
        'olwen',
        press('Continue', { with: emailOf('joan'), since: 'before', decides: 'neither', details: '' }),
        /the Monitoring Officer is told/,
      ],
      ['olwen', press('Record it'), /Recorded/, { helen: /Disclosed by: Olwen Parry, Planning Officer/ }],
      ['joan', open, NO_CASE],
      ['helen', open, /\[Note it\]\n\[Share it with somebody\]\n\[Agree what to keep out of\]/],
      ['helen', press('Note it'), /register that others can see/],
      [
        'helen',
        press('Note it', { reply: 'Thank you.', published: 'no' }),
        /Noted/,
        { olwen: /has been noted\.\nMessage: Thank you\.\nIn a register others can see: No/ },
      ],
      [
        'helen',
        move('Share it with somebody', { to: emailOf('mair'), reason: 'She gives out the files.' }),
        /Done/,
        { mair: /need to know of it[\s\S]*She gives out the files/, olwen: /Shared with: Mair Evans/ },
      ],
      [
        'helen',
        move('Agree what to keep out of', { reply: 'Her street.' }),
        /Done/,
        { olwen: /agreed about your disclosure\.\nMessage: Her street/ },
      ],
      ['mair', open, NO_CASE],
      ['2028-02-15', { olwen: /still right/ }],
      ['olwen', open, /\[Still right\]\n\[It has ended\]/],
      ['olwen', press('Still right'), /Done: Still right/, { helen: /confirmed: it is still right/ }],
      ['olwen', open, /due [\s\S]*2029/],
      [
        'olwen',
        move('It has ended'),
        /Done: It has ended|ended/,
        { helen: /has ended/, mair: /has ended\. The entry stays in the register\.$/ },
      ],
      ['2029-03-15', {}],
    ]);
    expect(await gwynedd.world.withRegister((register) => register.verifyChain('gwynedd'))).toMatchObject({
      intact: true,
    });
    expect(reference).toMatch(/^GWY-2027-/);
  });
});
