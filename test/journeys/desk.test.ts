import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskPerson, sendToDesk } from '../support/desk-person.ts';
import { signInIssuer, startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { PEOPLE, startSlackWorld, startTeamsWorld, type TeamsWorld } from '../support/world.ts';

const APP = '0a0a0a0a-0000-4000-8000-000000000001';
const TENANT = '0b0b0b0b-0000-4000-8000-000000000002';
let microsoft: TokenIssuer;
let world: TeamsWorld;
let folder: string;

const ids = new Map<string, string>();
function withIds(csv: string): string {
  return csv
    .trim()
    .split('\n')
    .map((line, at) => {
      if (at === 0) return line;
      const id = `0c0c0c0c-0000-4000-8000-${String(at).padStart(12, '0')}`;
      ids.set(line.split('.')[0] ?? '', id);
      return line + id;
    })
    .join('\n');
}

beforeAll(async () => {
  microsoft = await startTokenIssuer();
  folder = mkdtempSync(join(tmpdir(), 'beadle-desk-'));
  const file = join(folder, 'people.csv');
  writeFileSync(file, withIds(readFileSync(PEOPLE, 'utf8')));
  world = await startTeamsWorld('swale', {
    PEOPLE_FILE: file,
    MicrosoftAppId: APP,
    MicrosoftAppPassword: 'password',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: TENANT,
    BotOpenIdMetadata: microsoft.url,
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await microsoft.close();
  rmSync(folder, { recursive: true, force: true });
});

const seated = new Map<string, DeskPerson>();
/** Somebody at their desk, whom Teams signed in. */
function at(first: string): DeskPerson {
  const known = seated.get(first);
  if (known) return known;
  const claims = {
    iss: signInIssuer(TENANT),
    aud: APP,
    tid: TENANT,
    oid: ids.get(first),
    scp: 'access_as_user',
  };
  const person = new DeskPerson(world.url, () => `Bearer ${microsoft.sign(claims)}`);
  seated.set(first, person);
  return person;
}

const FIRST = {
  'How would you like': 'Informally',
  'Have you raised it': 'No',
  'Have you spoken': 'Yes',
  'Does it touch': 'No',
};
const WHAT = { 'What happened?': 'My letters were <b>not</b> answered.', 'When did': 'In October' };
const NO_CASE = 'I have no case SWA-2026-0001 to show you.';

/** In order: each goes on where the one before left off. */
describe('a complaint, from desk to desk', () => {
  it('is begun, gone back in, and recorded by whoever raises it', async () => {
    const joan = at('joan');
    expect(await joan.home()).toContain('Cllr Joan Pike, councillor');
    await joan.press('Raise a complaint or concern');
    await joan.fill({ 'About whom?': 'Olwen Parry' });
    expect(await joan.fill({ 'How would you like': 'Informally' })).toContain('an answer is needed');
    await joan.fill(FIRST);
    expect(await joan.press('Back')).toContain('Have you spoken to them about it?');
    await joan.fill(FIRST);
    expect(await joan.home()).toContain('You have something under way.');
    await joan.press('Go on with it');
    expect(await joan.fill(WHAT)).toContain('When you confirm, it goes to Daniel Reed');
    expect(await joan.press('Send it')).toContain('Recorded: SWA-2026-0001');
    expect(await joan.home()).toContain('What you raised: 1 open');
  });

  it('waits on the desk of its handler, and opens there', async () => {
    const daniel = at('daniel');
    expect(await daniel.home()).toContain('Cases that wait for you: 1');
    const card = await daniel.press('Open SWA-2026-0001');
    expect(card).toContain('Cllr Joan Pike');
    expect(card).toContain('My letters were <b>not</b> answered.');
    expect(daniel.live).toBe('case:SWA-2026-0001');
  });

  it('is not there for whom it is about, nor for an officer with no part in it', async () => {
    for (const person of [at('olwen'), at('sam')]) {
      const home = await person.home();
      expect(home).toMatch(/nothing.* open/i);
      expect(home).not.toContain('SWA-2026-0001');
      expect(await person.say('SWA-2026-0001')).toBe(NO_CASE);
      expect(await person.refresh('case:SWA-2026-0001')).toBe(NO_CASE);
    }
    // Just as one that does not exist.
    expect(await at('sam').say('SWA-2026-0999')).toBe('I have no case SWA-2026-0999 to show you.');
  });

  it('cannot be moved with its handler’s buttons by anybody else', async () => {
    const sam = at('sam');
    const moves = at('daniel').buttons();
    expect(moves).toContain('Acknowledge');
    for (const label of moves) {
      expect(await sam.sendData(at('daniel').dataOf(label))).toContain('that is not yours to do');
    }
    expect(await sam.sendData({ beadle: 1, input: 'choice', value: 'case:SWA-2026-0001' })).toBe(NO_CASE);
    expect(await at('daniel').refresh('case:SWA-2026-0001')).toContain('Received');
  });

  it('is counted for the Monitoring Officer', async () => {
    expect(await at('helen').home()).toMatch(/Complaint or concern\n1 open/);
    expect(await at('tom').home()).not.toContain('The register');
  });

  it('is moved on by its handler, in a form with its errors', async () => {
    const daniel = at('daniel');
    await daniel.home();
    await daniel.press('Open SWA-2026-0001');
    await daniel.press('Hold, with a date');
    expect(await daniel.fill({ 'When do you expect': '2020-01-01', 'Why does it': 'Leave.' })).toMatch(
      /past|later|after/i,
    );
    const done = await daniel.fill({ 'When do you expect': '2026-12-04', 'Why does it': 'Leave.' });
    expect(done).toContain('Done: Hold, with a date. Told: Cllr Joan Pike.');
    expect(done).toContain('On hold');
    expect(daniel.live).toBe('case:SWA-2026-0001');
  });

  it('leaves no name, question or token in the log', async () => {
    await world.settle();
    const log = world.logs.join('\n');
    expect(log).not.toMatch(/Joan|Olwen|Daniel|letters|Bearer|eyJ/);
  });
});

describe('the server', () => {
  it('says that the desk is on, to people and to machines', async () => {
    expect(world.report()).toMatch(/Desk: {3}on, at http:\/\/127\.0\.0\.1:\d+\/desk, as a tab in Teams/);
    const health: unknown = await (await fetch(`${world.url()}/healthz`)).json();
    expect(health).toEqual({
      status: 'ok',
      council: 'swale',
      councils: ['swale'],
      channels: { slack: 'off', teams: 'on', web: 'off' },
      desk: 'teams',
      at: { desk: '/desk', teams: '/api/messages' },
      turnOn: {
        slack: 'set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN',
        web: 'it has no sign-in, so it is on only while neither Slack nor Teams is connected',
      },
    });
    for (const [, how] of Object.entries((health as { turnOn: Record<string, string> }).turnOn)) {
      expect(world.report()).toContain(`off (${how})`);
    }
    expect(world.report()).toContain('docs/running.md');
  });

  it('lets nobody in who is not in the people file, or proves nothing', async () => {
    expect((await sendToDesk(world.url(), { home: true })).status).toBe(401);
    const demo = { authorization: 'Demo swale joan.pike%40council.example' };
    expect((await sendToDesk(world.url(), { home: true }, demo)).status).toBe(401);
    await expect(at('nobody').home()).rejects.toThrow('the desk answered 401');
  });
});

describe('without Teams', () => {
  const deskOf = async ({ url }: { url: () => string }): Promise<string> => {
    const health = (await (await fetch(`${url()}/healthz`)).json()) as { desk: string };
    return health.desk;
  };

  it('works with the demo people, on this machine, where there is no Slack either', async () => {
    const local = await startTeamsWorld('swale');
    try {
      const joan = new DeskPerson(local.url, () => 'Demo swale joan.pike%40council.example');
      expect(await joan.home()).toContain('Cllr Joan Pike, councillor');
      expect(local.report()).toMatch(
        /Desk: {3}http:\/\/\S+\/desk \(with demo people, on this machine only\)/,
      );
      expect(await deskOf(local)).toBe('local');
    } finally {
      await local.close();
    }
  });

  it('is off where there is Slack alone, and says so', async () => {
    const slack = await startSlackWorld('swale');
    try {
      const page = await fetch(`${slack.url()}/desk`);
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('The desk needs Microsoft Teams');
      expect(slack.report()).toContain('Desk:   off (it needs Teams, which says who people are)');
      expect(await deskOf(slack)).toBe('off');
    } finally {
      await slack.close();
    }
  });
});
