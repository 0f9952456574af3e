/** What does not go straight at Gwynedd. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type TeamsCouncil } from '../support/teams-council.ts';
import { open, fill, forge, inPost, move, play, press, say, send, type Values } from '../support/play.ts';
import { closeGwynedd, complaint, NO_CASE, openGwynedd } from './gwynedd-words.ts';
import { STAFF } from './gwynedd-staff.ts';

describe('complaints that do not go straight', () => {
  let gwynedd: TeamsCouncil;
  beforeAll(async () => {
    gwynedd = await openGwynedd('2026-11-20');
  }, 30_000);
  afterAll(() => closeGwynedd(gwynedd));

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
