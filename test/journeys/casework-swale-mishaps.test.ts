/** What does not go straight at Swale: mishaps, confidentiality, absence, vacancies, two at once. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answer,
  begin,
  forge,
  move,
  open,
  press,
  raise,
  say,
  openSlackTown,
  type SlackTown,
} from '../support/slack-story.ts';
import { PEOPLE } from '../support/world.ts';
import { COMPLAINT, MEETING, WHAT, first, complain, OUTCOME, meeting, GROUP } from './swale-words.ts';

let town: SlackTown;
const inSwale = (): void => {
  beforeAll(async () => {
    town = await openSlackTown('swale');
  });
  afterAll(() => town.world.close());
};

describe('what does not go straight', () => {
  inSwale();

  it('back, a question half-way, a change, stop: nothing is recorded until it is sent, and then once', async () => {
    await town.live(
      { who: 'Joan', does: begin(COMPLAINT, { 'About whom?': 'Olwen Parry' }), sees: /How would you like/ },
      { who: 'Joan', does: press('Back'), sees: /About whom/ },
      { who: 'Joan', does: answer({ 'About whom?': 'Sam Okafor' }), sees: /How would you like/ },
      {
        who: 'Joan',
        does: say('how long should a reply take?'),
        sees: /10 working days[\s\S]*Now back to where we were/,
      },
      { who: 'Joan', does: say('stop'), sees: /Nothing was recorded and nobody was told/ },
      { who: 'Joan', does: say('mine'), sees: /nothing in the register/ },
      {
        who: 'Joan',
        does: begin(COMPLAINT, { 'About whom?': 'Olwen Parry' }, first('Informally'), WHAT),
        sees: /Please check this/,
      },
      { who: 'Joan', does: press('What happened'), sees: /What happened/ },
      {
        who: 'Joan',
        does: answer({ 'What happened?': 'My calls were not returned.' }),
        sees: /My calls were not returned/,
      },
      {
        who: 'Joan',
        does: async (joan) => {
          await Promise.all([joan.press('Send it'), joan.press('Send it')]);
        },
        sees: /Recorded: SWA-2026-0001/,
        told: { Daniel: [/My calls were not returned/] },
      },
    );
  });

  it('old buttons, buttons made up, and moves of those who may not change nothing', async () => {
    await town.live(
      {
        who: 'Olwen',
        does: forge('case:SWA-2026-0001'),
        sees: /^\s*I have no case SWA-2026-0001 to show you\.$/,
      },
      {
        who: 'Olwen',
        does: forge('move:SWA-2026-0001:close:0'),
        sees: /Nothing was changed/,
        not: /Daniel|Joan|Stands/,
      },
      {
        who: 'Sam',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: /Nothing was changed/,
        not: /Joan|Stands/,
      },
      {
        who: 'Joan',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: [/Nothing was changed/, /Received/],
      },
      { who: 'Sam', does: say('SWA-2026-0001'), sees: /I have no case/ },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:resume:0'),
        sees: [/Nothing was changed/, /Received/],
      },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:acknowledge:7'),
        sees: [/moved on since that card/, /Received/],
      },
      { who: 'Daniel', does: say('cases'), sees: [/Your cases: 1/, /SWA-2026-0001/] },
      { who: 'Daniel', does: press('Open SWA-2026-0001'), sees: /Received/ },
      { who: 'Daniel', does: press('Acknowledge'), sees: /What should they know/ },
      { who: 'Daniel', does: answer({}), sees: /Done: Acknowledge/, told: { Joan: /being looked into/ } },
      {
        who: 'Daniel',
        does: forge('move:SWA-2026-0001:acknowledge:0'),
        sees: [/moved on since that card/, /Being looked into/],
      },
      {
        who: 'Daniel',
        does: move('Hold, with a date', { 'When do you': '2026-11-01', 'Why does': 'Leave.' }),
        sees: /This day is over/,
      },
      { who: 'Daniel', does: press('Stop'), sees: /SWA-2026-0001 stays as it was/ },
    );
  });

  it('is there again after a restart, half a dialog and half a move', async () => {
    await town.live(
      { who: 'Sam', does: begin(COMPLAINT, { 'About whom?': 'Cllr Carol' }) },
      { who: 'Daniel', does: open('SWA-2026-0001') },
      { who: 'Daniel', does: press('Record the outcome'), sees: /What came of it/ },
      { on: '2026-11-23' },
      { who: 'Daniel', does: answer(OUTCOME), sees: /Outcome given/, told: { Joan: /No action/ } },
      { who: 'Sam', does: say('resume'), sees: /How would you like|Carol Finch/ },
      { who: 'Sam', does: say('cancel'), sees: /Nothing was recorded/ },
    );
  });

  it('hides a case from those tied to whom it is about, and gives it to nobody tied', async () => {
    await town.live(
      {
        who: 'Helen',
        does: async (helen, { settle }) => {
          await helen.command('/disclose');
          await settle();
          await answer({ 'What kind': 'A close friendship' })(helen, town);
          await answer({ 'With whom': 'Cllr Carol', 'Did it begin': 'After', 'Does either': 'No' })(
            helen,
            town,
          );
          await helen.press('Record it');
        },
        sees: /Recorded: SWA-2026-0002[\s\S]*in place of the Monitoring Officer/,
        told: { Tom: /close friendship/ },
      },
      {
        who: 'Olwen',
        does: complain('Cllr Carol Finch', first('Formally')),
        sees: /Tom Bright/,
        told: { Tom: /A concern/ },
      },
      { who: 'Helen', does: open(), sees: /I have no case/ },
      { who: 'Carol', does: open(), sees: /I have no case/ },
      {
        who: 'Helen',
        does: forge(`move:SWA-2026-0003:hand-over:0`),
        sees: /Nothing was changed/,
        not: /Olwen/,
      },
      {
        who: 'Tom',
        does: move('Hand over', { 'Who takes': 'Ruth', 'Why?': 'Leave.' }),
        told: { Ruth: [/handed over to you/, /Leave/], Olwen: /Ruth Adeyemi/ },
      },
      { who: 'Tom', does: open(), sees: /I have no case/ },
      { who: 'Ruth', does: move('Acknowledge'), told: { Olwen: /being looked into/ } },
    );
  });

  it('lets the Monitoring Officer see a case and hand it over', async () => {
    await town.live(
      { who: 'Joan', does: complain('Sam Okafor'), told: { Daniel: /A concern/ } },
      { who: 'Helen', does: open(), sees: /Hand over/, not: /Acknowledge/ },
      {
        who: 'Helen',
        does: move('Hand over', { 'Who takes': 'Ruth' }),
        told: {
          Ruth: /handed over to you/,
          Joan: /Ruth Adeyemi/,
          Daniel: /Ruth Adeyemi handles this case now/,
        },
      },
      { who: 'Daniel', does: open(), sees: /I have no case/ },
    );
  });

  it('goes to a deputy, or up the line, while somebody is away', async () => {
    await town.live(
      { who: 'Helen', does: say('away until 4 December'), sees: /Fri 4 Dec 2026/ },
      { who: 'Daniel', does: say('I am on leave until 30/11/2026'), sees: /Mon 30 Nov 2026/ },
      { who: 'Joan', does: complain('Ruth Adeyemi'), sees: /Tom Bright/, told: { Tom: /Chief Executive/ } },
      { who: 'Joan', does: complain('Olwen Parry'), sees: /Ruth Adeyemi/, told: { Ruth: /A concern/ } },
      { who: 'Helen', does: say('back at work'), sees: /Welcome back/ },
      { who: 'Daniel', does: say('back at work'), sees: /Welcome back/ },
      { who: 'Joan', does: complain('Ruth Adeyemi'), told: { Helen: /Chief Executive/ } },
    );
  });

  it('logs nobody’s name and nothing of what was said', () => {
    const logged = town.world.logs.join('\n');
    for (const word of ['Olwen', 'Carol', 'My calls', 'friendship']) expect(logged).not.toContain(word);
  });
});

describe('two at once', () => {
  inSwale();

  it('of two who must decide, one declines as the other agrees: what came first stands, and is said', async () => {
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'Trees')),
        told: { Ruth: /./, Daniel: /./, Olwen: /./ },
      },
      { who: 'Ruth', does: open() },
      { who: 'Ruth', does: press('Decline'), sees: /Why\? They will read this/ },
      { who: 'Daniel', does: open() },
      { who: 'Daniel', does: press('Agree') },
      {
        who: 'Ruth',
        does: answer({ 'Why?': 'No time.' }),
        sees: /Declined/,
        told: { Carol: /declined/, Olwen: /declined/ },
      },
      { who: 'Daniel', does: answer({}), sees: [/Nothing was changed/, /Declined/] },
      { who: 'Daniel', does: forge('move:SWA-2026-0001:agree:0'), sees: /Nothing was changed/ },
    );
  });

  it('whoever has agreed cannot agree again, and may still decide after taking the case over', async () => {
    await town.live(
      {
        who: 'Carol',
        does: raise(MEETING, GROUP, meeting('Labour', 'Hedges')),
        told: { Ruth: /./, Daniel: /./, Olwen: /./ },
      },
      { who: 'Ruth', does: move('Agree'), told: { Carol: /Still to agree: the relevant Director/ } },
      { who: 'Ruth', does: open(), sees: /Decline/, not: /^Agree$/m },
      { who: 'Ruth', does: forge('move:SWA-2026-0002:agree:1'), sees: /Nothing was changed/ },
      {
        who: 'Ruth',
        does: move('Hand over', { 'Who takes': 'Daniel' }),
        told: { Daniel: /handed over to you/, Carol: /Daniel Reed/ },
      },
      {
        who: 'Daniel',
        does: move('Agree'),
        sees: /Agreed/,
        told: { Carol: /agreed/, Olwen: /agreed/, Anita: /offered the same/, Martin: /offered the same/ },
      },
    );
  });

  it('the person who raised it withdraws while an outcome is being written', async () => {
    await town.live(
      { who: 'Joan', does: complain('Olwen Parry'), told: { Daniel: /A concern/ } },
      { who: 'Daniel', does: open() },
      { who: 'Daniel', does: press('Record the outcome') },
      { who: 'Joan', does: move('Withdraw it'), sees: /Withdrawn/, told: { Daniel: /withdrawn/ } },
      { who: 'Daniel', does: answer(OUTCOME), sees: [/Nothing was (changed|recorded)/] },
    );
  });
});

describe('with an office vacant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-vacant-'));
  const file = join(folder, 'people.csv');
  const everybody = readFileSync(PEOPLE, 'utf8');
  beforeAll(async () => {
    writeFileSync(file, everybody.replace(/^(ruth\.adeyemi|helen\.marsh).*\n/gm, ''));
    town = await openSlackTown('swale', { PEOPLE_FILE: file });
  });
  afterAll(async () => {
    await town.world.close();
    rmSync(folder, { recursive: true });
  });

  it('a deputy gets it, and where there is nobody that is said, and put right once there is somebody', async () => {
    await town.live({
      who: 'Joan',
      does: complain('Daniel Reed'),
      sees: [/Tom Bright/, /my suggestion/],
      told: { Tom: /my suggestion/ },
    });
    writeFileSync(file, everybody.replace(/^(ruth\.adeyemi|helen\.marsh|tom\.bright).*\n/gm, ''));
    await town.live(
      { on: '2026-11-23' },
      {
        who: 'Joan',
        does: complain('Daniel Reed'),
        sees: /could not find anybody who may deal with this, so nobody has been told yet/,
      },
    );
    writeFileSync(file, everybody);
    await town.live({
      on: '2026-11-24',
      told: { Ruth: /A complaint about a Director/, Joan: /SWA-2026-0002[\s\S]*being told/ },
    });
  });

  it('of two who handle it, the second is shown what the first did before it is done again', async () => {
    writeFileSync(
      file,
      everybody
        .replace(';deputy-monitoring-officer', '')
        .replace('deputy-monitoring-officer', 'monitoring-officer'),
    );
    await town.live(
      { on: '2026-11-25' },
      {
        who: 'Joan',
        does: complain('Ruth Adeyemi'),
        told: { Helen: /Chief Executive/, Tom: /Chief Executive/ },
      },
      { who: 'Helen', does: open() },
      { who: 'Helen', does: press('Record the outcome') },
      { who: 'Tom', does: move('Record the outcome', OUTCOME), told: { Joan: /No action/ } },
      {
        who: 'Helen',
        does: answer({ ...OUTCOME, 'What do you tell': 'We are sorry.' }),
        sees: [/moved on since you began: Outcome given/, /Nothing was changed yet/, /We are sorry/],
      },
      { who: 'Helen', does: press('Stop'), sees: /stays as it was/ },
    );
  });
});
