/** What Gwynedd's people live through with a case, in Teams: who does what, what they see, and who is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, openTeamsCouncil, type TeamsCouncil } from '../support/teams-council.ts';
import {
  expectPlainWords,
  fill,
  forge,
  inPost,
  move,
  open,
  play,
  press,
  say,
  send,
  type Values,
} from '../support/play.ts';
import { STAFF } from './gwynedd-staff.ts';

const WHAT = { what: 'He shouted at me.', when: 'On Monday' };

function complaint(about: string, way: Values = {}): Values[] {
  return [
    { about: emailOf(about) },
    { formality: 'informal', step: 'first', concerns: 'conduct', ...way },
    WHAT,
  ];
}

const outcome = (id: string, more: Values = {}): Values => ({
  outcome: id,
  reply: 'We have talked it over.',
  changes: 'no',
  ...more,
});

const NOT_YOURS = /not yours to do\. Nothing was changed\.$/;
const NO_CASE = /^I have no case GWY-\d{4}-\d{4} to show you\.$/;

let gwynedd: TeamsCouncil;
const begin = (day?: string) => async () => {
  gwynedd = await openTeamsCouncil('gwynedd', STAFF, day);
};
const end = async () => {
  expectPlainWords(gwynedd.read, [/councillor/i]);
  await gwynedd.close();
};

describe('complaints', () => {
  beforeAll(begin('2026-11-20'), 30_000);
  afterAll(end);

  it('a member about an employee: settled with the line manager, or not, and then by the Head of Service', async () => {
    await play(gwynedd, [
      ['carol', say('complaint'), [/Keep it out of committees and the press/, /the Council is the employer/]],
      ['carol', press('Continue', { about: emailOf('olwen') }), /How would you like to raise it/],
      [
        'carol',
        press('Continue', { formality: 'informal', step: 'first', concerns: 'conduct' }),
        /What happened/,
      ],
      [
        'carol',
        press('Continue', WHAT),
        [/it goes to Huw Lloyd, Planning Manager/, /Whoever it is about hears nothing/],
      ],
      [
        'carol',
        press('Send it'),
        /Recorded: GWY-2026-0001/,
        {
          huw: /Reference: GWY-2026-0001\nRaised by: Cllr Carol Finch, member\nAbout: Olwen Parry[\s\S]*He shouted/,
        },
      ],
      // Whom it is about has nothing, and gets nothing by pressing what others were sent.
      ['olwen', say('cases'), /No case waits for you/],
      ['olwen', open, NO_CASE],
      ['olwen', forge('move:REF:close:0'), NOT_YOURS],
      ['huw', inPost('Acknowledge'), /What should they know about the next steps/],
      [
        'huw',
        press('Acknowledge', { reply: 'I shall speak to her.' }),
        /Done: Acknowledge\. Told: Cllr Carol Finch/,
        { carol: /being looked into\.\nMessage: I shall speak to her/ },
      ],
      [
        'huw',
        move('Hold, with a date', { expected: '2027-01-07', reply: 'She is on leave.' }),
        /Stands: On hold, since Fri 20 Nov 2026/,
        { carol: /take longer than hoped\.\nExpected on: Thu 7 Jan 2027\nMessage: She is on leave/ },
      ],
      [
        'carol',
        say('mine'),
        /GWY-2026-0001: A complaint about an employee, to the line manager\nStands: On hold/,
      ],
      ['huw', move('Take up again'), /Being looked into/, { carol: /looked into again/ }],
      [
        'huw',
        move('Propose a way to settle it', { reply: 'A meeting of the three of us.' }),
        /has been proposed/,
        { carol: /Please say whether you agree\.\nMessage: A meeting/ },
      ],
      [
        'carol',
        inPost('Open REF'),
        /A way to settle it was proposed[\s\S]*Message: A meeting of the three of us/,
      ],
      ['carol', press('I do not agree'), /What would settle it for you/],
      [
        'carol',
        press('I do not agree', { reason: 'An apology.' }),
        /Being looked into/,
        { huw: /do not agree with what you proposed\.\nReason: An apology/ },
      ],
      [
        'huw',
        move('Record the outcome', outcome('settled', { note: 'She was provoked.' })),
        /Note for the file: She was provoked/,
        { carol: /Outcome: Settled by talking it over\nMessage: We have talked it over\.\n\[Open/ },
      ],
      [
        'carol',
        open,
        /Outcome recorded\nOutcome: Settled by talking it over\nMessage: We have talked it over\.\n(?!Note)/,
      ],
      [
        'carol',
        move('Make it formal', { reason: 'She does not see it.' }),
        /Told: Mair Evans/,
        {
          mair: /to the Head of Service or Director\nReference: GWY-2026-0001[\s\S]*Reason: She does not see it/,
        },
      ],
      ['huw', say('cases'), /No case waits for you/],
      ['huw', open, NO_CASE],
      ['mair', say('cases'), /GWY-2026-0001: A complaint about an employee, to the Head of Service/],
      ['mair', inPost('Record the outcome'), /What came of it/],
      [
        'mair',
        press(
          'Record the outcome',
          outcome('action', { changes: 'yes', 'what-changes': 'Calls are noted.' }),
        ),
        /Stands: Outcome given/,
        { carol: /Outcome: Action has been or will be taken[\s\S]*What is to change: Calls are noted/ },
      ],
      // While changes are to be checked, it is not closed.
      [
        'mair',
        open,
        /\[Record the outcome\]\n\[Set a date for the check\]\n\[Record the check\]\n\[Hand over\]$/,
      ],
      [
        'mair',
        move('Set a date for the check', { 'check-on': '2027-05-20' }),
        /Check on: Thu 20 May 2027/,
        { carol: /Check on: Thu 20 May 2027/ },
      ],
      [
        'mair',
        move('Record the check', { made: 'yes', content: 'yes', reply: '' }),
        /Stands: Closed/,
        { carol: /have been checked\.\nChanges made: Yes/ },
      ],
      ['mair', forge('move:REF:outcome:9'), /Nothing was changed\.\n.*\nStands: Closed/],
      ['carol', say('mine'), /Stands: Closed/],
    ]);
  });

  it('an employee about a group leader: the Head of Service, and then the Monitoring Officer, who settles it', async () => {
    await play(gwynedd, [
      [
        'olwen',
        send('complaint', complaint('carol')),
        /Recorded/,
        { mair: /Raised by: Olwen Parry, Planning Officer\nAbout: Cllr Carol Finch/ },
      ],
      ['mair', inPost('Refer it'), /Why do you refer it/],
      [
        'mair',
        press('Refer it', { reason: 'It is serious.' }),
        [/Told: .*Helen Marsh/, /^(?!.*Handled by)/s],
        { olwen: /referred further/, helen: /Reason: It is serious[\s\S]*local resolution/ },
      ],
      ['helen', inPost('Record the outcome'), /\( \) Dealt with under the local resolution procedure/],
      [
        'helen',
        press('Record the outcome', outcome('hearing')),
        /Outcome given/,
        { olwen: /Outcome: Sent on to a hearing before the Standards Committee/ },
      ],
      ['helen', move('Close the case'), /Stands: Closed/, { olwen: /Your case is closed/ }],
      ['carol', open, NO_CASE],
      ['gareth', open, NO_CASE],
      ['anita', open, NO_CASE],
    ]);
  });

  it('a member about the Chief Executive, and about the Monitoring Officer: offered, said so, and never to them', async () => {
    await play(gwynedd, [
      [
        'joan',
        fill('complaint', ...complaint('elin')),
        /Your protocol names nobody for this\. I can tell Helen Marsh, Monitoring Officer: that is done when you confirm/,
      ],
      [
        'joan',
        press('Send it'),
        /The protocol names no route and no time/,
        { helen: /About: Elin Rees, Chief Executive/ },
      ],
      ['elin', open, NO_CASE],
      [
        'helen',
        move('Record the outcome', outcome('no-action')),
        /Outcome given/,
        { joan: /No action is needed/ },
      ],
      [
        'joan',
        send('complaint', complaint('helen')),
        /Recorded/,
        { elin: /About: Helen Marsh, Monitoring Officer/ },
      ],
      ['helen', open, NO_CASE],
      ['helen', forge('move:REF:hand-over:0'), NOT_YOURS],
      ['elin', move('Hand over'), /^(?![\s\S]*(Helen Marsh|Joan Pike))/],
      ['elin', press('Stop'), /stays as it was/],
      ['elin', move('Record the outcome', outcome('settled')), /Outcome given/, { joan: /Settled/ }],
    ]);
  });

  it('keeps it from those with a disclosed tie: to the deputy, who is told in confidence', async () => {
    await play(gwynedd, [
      [
        'helen',
        send(
          'relationship',
          [
            { kind: 'friendship' },
            { proceed: 'yes', tell: 'no' },
            { with: emailOf('gareth'), since: 'before', decides: 'neither', details: '' },
          ],
          'Record it',
        ),
        /Recorded/,
      ],
      [
        'olwen',
        send('complaint', complaint('gareth', { formality: 'formal' })),
        /it goes to|Tom Bright/,
        { tom: /About: Cllr Gareth Hughes/ },
      ],
      ['helen', say('cases'), /^(?![\s\S]*local resolution)/],
      ['helen', open, NO_CASE],
      ['helen', forge('move:REF:acknowledge:0'), NOT_YOURS],
      [
        'tom',
        move('Hand over', { to: emailOf('helen'), reason: '' }),
        /Helen Marsh has a part in this matter, so it cannot go to them[\s\S]*Nothing was changed/,
      ],
    ]);
  });

  it('keeps it from those who disclose a tie only while it is under way', async () => {
    await play(gwynedd, [
      ['sam', send('complaint', complaint('joan')), /Recorded/, { owain: /About: Cllr Joan Pike/ }],
    ]);
    const reference = await play(gwynedd, [
      [
        'helen',
        send(
          'relationship',
          [
            { kind: 'friendship' },
            { proceed: 'yes', tell: 'no' },
            { with: emailOf('joan'), since: 'after', decides: 'neither', details: '' },
          ],
          'Record it',
        ),
        /Recorded/,
      ],
    ]);
    const before = reference.replace(/\d+$/, (number) => String(Number(number) - 1).padStart(4, '0'));
    await play(gwynedd, [
      ['helen', forge(`case:${before}`), NO_CASE],
      ['sam', forge(`case:${before}`), /Make it formal/],
      ['sam', press('Make it formal'), /Why should it go further/],
      [
        'sam',
        press('Make it formal', { reason: 'It goes on.' }),
        /Told: .*Tom Bright/,
        { tom: /About: Cllr Joan Pike/ },
      ],
      ['helen', forge(`case:${before}`), NO_CASE],
    ]);
  });
});

describe('complaints that do not go straight', () => {
  beforeAll(begin('2026-11-20'), 30_000);
  afterAll(end);

  it('goes back, is changed, refuses what cannot be, answers a question half-way, stops, and resumes after a restart', async () => {
    const [who, way, what] = complaint('sam');
    await play(gwynedd, [
      ['nia', fill('complaint', who as Values), /How would you like to raise it/],
      ['nia', press('Back'), /About whom/],
      ['nia', press('Continue', { about: emailOf('olwen') }), /How would you like to raise it/],
      [
        'nia',
        press('Continue', { formality: 'loudly', step: 'first', concerns: 'conduct' }),
        /Choose one of the answers/,
      ],
      ['nia', say('what counts as harassment?'), [/21\.9\.3/, /Now back to where we were/]],
      ['nia', press('Continue', way), /What happened/],
      [
        'nia',
        press('Continue', { what: '', when: 'On Monday', evidence: '', remedy: '' }),
        /This one needs an answer/,
      ],
      ['nia', press('Continue', what), /Please check this\nAbout: Olwen Parry/],
      ['nia', press('About'), /About whom/],
      [
        'nia',
        press('Save the change', who),
        /Please check this\nAbout: Sam Okafor[\s\S]*it goes to Owain Price/,
      ],
    ]);
    await gwynedd.world.restart();
    expect(await gwynedd.newPost()).toEqual([]);
    await play(gwynedd, [
      ['nia', say('resume'), /Please check this\nAbout: Sam Okafor/],
      ['nia', press('Stop'), /Stopped\. Nothing was recorded and nobody was told/],
      ['nia', say('mine'), /nothing in the register/],
    ]);
  });

  it('makes one case of a double press, and one move; an old card changes nothing', async () => {
    const joan = gwynedd.as('joan');
    await joan.fill('complaint', complaint('olwen'));
    const both = await Promise.all([joan.press('Send it'), joan.press('Send it')]);
    expect(both.join()).toMatch(
      /Recorded: (GWY-2026-0001)[\s\S]*already recorded as \1|already recorded as (GWY-2026-0001)[\s\S]*Recorded: \2/,
    );
    expect((await gwynedd.newPost()).map(({ to }) => to)).toEqual(['huw']);
    await play(gwynedd, [
      ['huw', forge('case:GWY-2026-0001'), /\[Acknowledge\]/],
      ['huw', press('Acknowledge'), /next steps/],
    ]);
    const huw = gwynedd.as('huw');
    const moves = await Promise.all([
      huw.press('Acknowledge', { reply: 'One.' }),
      huw.press('Acknowledge', { reply: 'Two.' }),
    ]);
    expect(moves.join().match(/Done: Acknowledge/g)).toHaveLength(1);
    expect((await gwynedd.newPost()).map(({ to }) => to)).toEqual(['joan']);
    await play(
      gwynedd,
      [
        [
          'huw',
          forge('move:GWY-2026-0001:outcome:0'),
          /moved on since that card[\s\S]*Stands: Being looked into/,
        ],
        ['huw', forge('move:GWY-2026-0001:no-such:1'), /Nothing was changed/],
        ['joan', forge('move:GWY-2026-0001:close:1'), /Nothing was changed\.\n.*\nStands: Being looked into/],
        [
          'joan',
          move('Withdraw it', { reason: '' }),
          [/Stands|Done: Withdraw it/],
          { huw: /withdrawn by the person who raised it/ },
        ],
        ['huw', say('cases'), /No case waits for you/],
      ],
      'GWY-2026-0001',
    );
  });

  it('takes the first of two who press at once: the handler and the Monitoring Officer', async () => {
    const reference = await play(gwynedd, [
      ['joan', send('complaint', complaint('olwen')), /Recorded/, { huw: /Olwen Parry/ }],
      ['helen', open, /Handled by: Huw Lloyd[\s\S]*\[Hand over\]$/],
      ['helen', press('Hand over'), /Who takes it over/],
      ['huw', open, /\[Hold, with a date\]/],
      ['huw', press('Hold, with a date'), /When do you expect/],
    ]);
    const shown = await Promise.all([
      gwynedd.as('helen').press('Hand over', { to: emailOf('mair'), reason: 'Huw knows her too well.' }),
      gwynedd.as('huw').press('Hold, with a date', { expected: '2026-12-01', reply: 'Leave.' }),
    ]);
    expect(shown.join('\n').match(/^Done: /gm)).toHaveLength(1);
    expect(shown.join('\n')).toMatch(/nothing was done|Nothing was (changed|recorded)|no longer open/);
    await gwynedd.newPost();
    const kase = await gwynedd.world.withRegister((register) =>
      register.caseByReference('gwynedd', reference),
    );
    expect(kase?.revision).toBe(2);
  });

  it('lets the Monitoring Officer hand a case over, and says so to all three; the reason goes to the new handler only', async () => {
    await play(gwynedd, [
      ['anita', send('complaint', complaint('olwen')), /Recorded/, { huw: /Olwen Parry/ }],
      [
        'helen',
        move('Hand over', { to: emailOf('mair'), reason: 'Huw knows her too well.' }),
        /Handled by: Mair Evans/,
        {
          anita: /Somebody else is handling your case now\.\nNow with: Mair Evans/,
          mair: /handed over to you\.\nReason: Huw knows her too well/,
          huw: /Mair Evans handles this case now/,
        },
      ],
      ['huw', open, NO_CASE],
      ['anita', open, [/Handled by: Mair Evans/, /^(?![\s\S]*too well)/]],
      ['mair', inPost('Open REF'), /Stands: Received/],
      ['mair', press('Acknowledge'), /next steps/],
      ['mair', press('Acknowledge', { reply: '' }), /Being looked into/, { anita: /being looked into/ }],
    ]);
  });

  it('goes to the next one up while somebody is away, and back to them afterwards', async () => {
    await play(gwynedd, [
      ['huw', say('I am away until 7 January'), /away up to and including Thu 7 Jan 2027/],
      ['joan', fill('complaint', ...complaint('olwen')), /it goes to Mair Evans, Head of Planning/],
      ['joan', press('Send it'), /Recorded/, { mair: /Olwen Parry/ }],
      ['huw', say('back at work'), /Welcome back/],
      ['joan', send('complaint', complaint('olwen')), /Recorded/, { huw: /Olwen Parry/ }],
      ['helen', say('away until 7 January'), /Noted/],
      [
        'olwen',
        send('complaint', complaint('gareth', { formality: 'formal' })),
        /Recorded/,
        { tom: /Gareth Hughes/ },
      ],
      ['helen', say('back at work'), /Welcome back/],
    ]);
  });

  it('finds the deputy of an empty office, then says that the Chief Executive is its own suggestion, then that there is nobody', async () => {
    const formal = complaint('gareth', { formality: 'formal' });
    const without = (...ids: string[]) => gwynedd.employ(STAFF.filter(({ id }) => !ids.includes(id)));
    await without('helen');
    await play(gwynedd, [['olwen', send('complaint', formal), /Recorded/, { tom: /Gareth Hughes/ }]]);
    await without('helen', 'tom');
    await play(gwynedd, [
      [
        'olwen',
        send('complaint', formal),
        /That it goes to them instead is my suggestion/,
        { elin: /Gareth Hughes[\s\S]*my suggestion, not the protocol/ },
      ],
    ]);
    await without('helen', 'tom', 'elin');
    await play(gwynedd, [
      ['olwen', fill('complaint', ...formal), /I cannot find anybody to give it to/],
      ['olwen', press('Send it'), /nobody has been told yet/],
    ]);
    await gwynedd.employ(STAFF);
    const letters = await gwynedd.newPost();
    expect(letters.map(({ to }) => to).sort()).toEqual(['helen', 'olwen']);
  });
});

describe('meetings, requests, enquiries, advice and relationships, over the days', () => {
  beforeAll(begin('2026-12-18'), 30_000);
  afterAll(end);

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
      ['sam', move('It is not taking place'), /Withdrawn/, { helen: /is not taking place/ }],
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
