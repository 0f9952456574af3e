/** Gwynedd's complaints, lived through in Teams. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { emailOf, type TeamsCouncil } from '../support/teams-council.ts';
import { open, fill, forge, inPost, move, play, press, say, send } from '../support/play.ts';
import { closeGwynedd, complaint, NO_CASE, NOT_YOURS, openGwynedd, outcome, WHAT } from './gwynedd-words.ts';

describe('complaints', () => {
  let gwynedd: TeamsCouncil;
  beforeAll(async () => {
    gwynedd = await openGwynedd('2026-11-20');
  }, 30_000);
  afterAll(() => closeGwynedd(gwynedd));

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
