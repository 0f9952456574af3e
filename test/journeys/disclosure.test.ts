import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PEOPLE,
  slackText,
  startSlackWorld,
  startTeamsWorld,
  type SlackWorld,
  type TeamsWorld,
} from '../support/world.ts';

/** Who is told of each kind of relationship, and what the person must be told about it. */
type Row = {
  council: string;
  kind: string;
  /** Slack id of the demo person who is told; null where nobody is. */
  told: string | null;
  voluntary: boolean;
  says: RegExp;
};

const FAMILY = 'Family, including a partner';
const FRIEND = 'A close friendship';
const SOCIAL = 'Connected on social media';

const ROWS: readonly Row[] = [
  { council: 'tdc', kind: FAMILY, told: 'U0CHIEF', voluntary: false, says: /Managing Director/ },
  { council: 'tdc', kind: SOCIAL, told: null, voluntary: true, says: /not a duty to disclose/ },
  { council: 'swale', kind: FAMILY, told: 'U0MONITOR', voluntary: false, says: /Monitoring Officer/ },
  { council: 'swale', kind: FRIEND, told: 'U0MONITOR', voluntary: false, says: /Monitoring Officer/ },
  { council: 'gwynedd', kind: SOCIAL, told: null, voluntary: true, says: /friends/i },
  {
    council: 'kirklees',
    kind: FAMILY,
    told: null,
    voluntary: true,
    says: /nobody|no one|does not|says nothing/i,
  },
  {
    council: 'south-somerset',
    kind: FRIEND,
    told: null,
    voluntary: true,
    says: /nobody|no one|does not|says nothing/i,
  },
];

const PREFIX: Record<string, string> = {
  tdc: 'TDC',
  swale: 'SWA',
  gwynedd: 'GWY',
  kirklees: 'KIR',
  'south-somerset': 'SSD',
};

/** Field labels, as far as they do not depend on the council's own words. */
const DECIDES = 'Does either of you take decisions that touch the other?';

describe.each(ROWS)('$council, $kind, with /disclose in Slack', (row) => {
  let world: SlackWorld;
  beforeAll(async () => {
    world = await startSlackWorld(row.council);
  });
  afterAll(() => world.close());

  it('is guided, recorded, receipted, and told to whom the protocol says and nobody else', async () => {
    const olwen = world.person('U0OFFICER1');
    await olwen.command('/disclose');
    await world.settle();
    olwen.fill('What kind of relationship is it?', row.kind);
    await olwen.submit();
    await world.settle();
    expect(slackText([{ text: '', blocks: olwen.window.view }])).toMatch(row.says);
    if (row.voluntary) {
      olwen.fill('Would you like to have it recorded all the same?', 'Yes, record it');
      fillLabelled(olwen, /^Shall I tell/, 'No');
      await olwen.submit();
      await world.settle();
    }
    fillLabelled(olwen, /^With whom/, 'Cllr Carol Finch');
    fillLabelled(olwen, /^Did it begin before/, 'After it');
    olwen.fill(DECIDES, 'No');
    await olwen.submit();
    await world.settle();
    const summary = slackText([{ text: '', blocks: olwen.window.view }]);
    expect(summary).toContain('Please check this');
    expect(summary).toContain('Cllr Carol Finch');
    expect(await casesOf(world, row.council)).toEqual([]);

    await olwen.press('Record it');
    await world.settle();
    const reference = `${PREFIX[row.council] ?? ''}-2026-0001`;
    expect(slackText(olwen.seen())).toContain(`Recorded: ${reference}`);

    const [kase] = await casesOf(world, row.council);
    expect(kase).toMatchObject({ reference, type: 'relationship', stage: 'open' });
    const others = world.slack.messages.filter(
      (message) => message.channel !== 'D0OFFICER1' && message.onlyFor !== 'U0OFFICER1',
    );
    if (row.told === null) {
      expect(others).toEqual([]);
    } else {
      expect(others).toHaveLength(1);
      const told = world.person(row.told).seen();
      expect(slackText(told)).toContain(reference);
      expect(slackText(told)).toContain('Olwen Parry');
      expect(slackText(told)).toContain('Cllr Carol Finch');
    }
  });
});

describe('a disclosure in Slack that does not go straight', () => {
  let world: SlackWorld;
  beforeAll(async () => {
    world = await startSlackWorld('tdc');
  });
  afterAll(() => world.close());

  it('stops where the person chooses to, and records nothing', async () => {
    const sam = world.person('U0OFFICER2');
    await sam.command('/disclose');
    await world.settle();
    sam.fill('What kind of relationship is it?', SOCIAL);
    await sam.submit();
    await world.settle();
    sam.fill('Would you like to have it recorded all the same?', 'No, stop here');
    sam.fill('Shall I tell the Monitoring Officer?', 'No');
    await sam.submit();
    await world.settle();
    expect(slackText(sam.seen())).toMatch(/Stopped\. Nothing was recorded/);
    expect(await casesOf(world, 'tdc', 'sam.okafor@council.example')).toEqual([]);
  });

  it('makes one entry of a double click', async () => {
    const priya = world.person('U0OFFICER3');
    await fillTdcFamily(world, priya);
    await Promise.all([priya.press('Record it'), priya.press('Record it')]);
    await world.settle();
    const cases = await casesOf(world, 'tdc', 'priya.nair@council.example');
    expect(cases).toHaveLength(1);
    const cards = world.slack.messages.filter((message) => message.channel === 'D0CHIEF');
    expect(cards).toHaveLength(1);
  });

  it('is there again after a restart, and delivers what Slack refused before it', async () => {
    const iain = world.person('U0FINANCE');
    await fillTdcFamily(world, iain);
    await world.restart();
    world.slack.always('chat.postMessage', { error: 'internal_error' });
    await iain.press('Record it');
    await world.settle();
    const [kase] = await casesOf(world, 'tdc', 'iain.fraser@council.example');
    expect(kase?.people).toContainEqual({ role: 'handler', person: 'ruth.adeyemi@council.example' });
    const before = world.slack.messages.filter((message) => message.channel === 'D0CHIEF').length;
    world.slack.always('chat.postMessage', null);
    await world.withRegister((register) =>
      register.wakeMessages('tdc', 'ruth.adeyemi@council.example', '2026-11-20T10:00:00.000Z'),
    );
    await world.restart();
    await world.settle();
    const cards = world.slack.messages.filter((message) => message.channel === 'D0CHIEF');
    expect(cards).toHaveLength(before + 1);
    expect(slackText(cards.slice(-1))).toContain(kase?.reference);
  });

  it('logs no name, question or answer', () => {
    const logged = world.logs.join('\n');
    for (const word of ['Olwen', 'Priya', 'Finch', 'Family', 'sister']) expect(logged).not.toContain(word);
  });
});

describe('a disclosure that nobody can be told of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beadle-people-'));
  const file = join(folder, 'people.csv');
  const everybody = readFileSync(PEOPLE, 'utf8');
  let world: SlackWorld;
  beforeAll(async () => {
    writeFileSync(file, everybody.replace(/^ruth\.adeyemi.*\n/m, ''));
    world = await startSlackWorld('tdc', { PEOPLE_FILE: file });
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it('is recorded, said so honestly, and shown whenever Beadle starts', async () => {
    const sam = world.person('U0OFFICER2');
    await fillTdcFamily(world, sam);
    await sam.press('Record it');
    await world.settle();
    const text = slackText(sam.seen());
    expect(text).toContain('Recorded: TDC-2026-0001');
    expect(text).toMatch(/could not find anybody who is Managing Director/);
    expect(world.report()).not.toContain('TDC-2026-0001');
    await world.restart();
    expect(world.report()).toMatch(
      /TDC-2026-0001: nobody was told, because nobody holds the office "chief-executive"/,
    );
  });

  it('is told as soon as somebody holds the office, and the gap is closed', async () => {
    writeFileSync(file, everybody);
    await world.restart();
    await world.settle();
    expect(slackText(world.person('U0CHIEF').seen())).toMatch(/TDC-2026-0001[\s\S]*Sam Okafor/);
    expect(slackText(world.person('U0OFFICER2').seen())).toMatch(/That is being done now/);
    expect(world.report()).not.toContain('TDC-2026-0001');
    const [kase] = await casesOf(world, 'tdc', 'sam.okafor@council.example');
    expect(kase?.people).toContainEqual({ role: 'handler', person: 'ruth.adeyemi@council.example' });
  });

  it('is told even where whoever disclosed it has left the people file by then', async () => {
    writeFileSync(file, everybody.replace(/^ruth\.adeyemi.*\n/m, ''));
    await world.restart();
    const iain = world.person('U0FINANCE');
    await fillTdcFamily(world, iain);
    await iain.press('Record it');
    await world.settle();
    writeFileSync(file, everybody.replace(/^iain\.fraser.*\n/m, ''));
    await world.restart();
    await world.settle();
    expect(slackText(world.person('U0CHIEF').seen())).toContain('TDC-2026-0002');
    expect(world.report()).not.toContain('TDC-2026-0002');
  });
});

describe('a disclosure in Teams, card by card', () => {
  let world: TeamsWorld;
  beforeAll(async () => {
    world = await startTeamsWorld('swale');
  });
  afterAll(() => world.close());

  it('goes back, is corrected, answers a question half-way, and is amended and ended later', async () => {
    const member = world.person('carol', { aadObjectId: '33333333-3333-4333-8333-333333333333' });
    expect(await member.say('disclose')).toMatch(/The answer depends on who you are/);
    expect(await member.press('A member').catch(() => member.press('A councillor'))).toMatch(
      /What kind of relationship/,
    );
    expect(await member.press('Continue', { kind: 'business' })).toMatch(/With whom/);
    expect(await member.say('what counts as harassment?')).toMatch(/Now back to where we were/);
    expect(await member.press('Back')).toMatch(/What kind of relationship/);
    await member.press('Continue', { kind: 'friendship' });
    const refused = await member.press('Continue', {
      with: 'Jo Bloggs',
      since: 'after',
      decides: 'nonsense',
    });
    expect(refused).toMatch(/Choose one of the answers/);
    expect(refused).toContain('Jo Bloggs');
    const summary = await member.press('Continue', { with: 'Jo Bloggs', since: 'after', decides: 'neither' });
    expect(summary).toMatch(/Please check this/);
    expect(await member.press('With')).toMatch(/With whom/);
    expect(
      await member.press('Save the change', { with: 'Jo Brown', since: 'after', decides: 'neither' }),
    ).toMatch(/Jo Brown/);
    const oldButton = member.dataOf('Record it');
    expect(await member.press('Record it')).toMatch(/Recorded: SWA-2026-0001/);
    expect(await member.sendData(oldButton)).toMatch(/already recorded as SWA-2026-0001/);

    expect(await member.say('mine')).toMatch(/SWA-2026-0001[\s\S]*Jo Brown/);
    expect(await member.press('Amend SWA-2026-0001')).toMatch(/Please check your changes to SWA-2026-0001/);
    await member.press('Kind of relationship');
    expect(await member.press('Save the change', { kind: 'business' })).toMatch(/Business or money/);
    expect(await member.press('Record it')).toMatch(/Amended: SWA-2026-0001/);
    await member.say('mine');
    expect(await member.press('End SWA-2026-0001')).toMatch(/Has the relationship/);
    expect(await member.press('Yes, mark it as ended')).toMatch(/marked as ended/);

    await world.withRegister(async (register) => {
      const kase = await register.caseByReference('swale', 'SWA-2026-0001');
      expect(kase?.stage).toBe('ended');
      const history = await register.historyOf('swale', kase?.id ?? '');
      expect(history.map(({ action }) => action)).toEqual(['disclosed', 'amended', 'ended']);
      expect(await register.verifyChain('swale')).toEqual({ intact: true, entries: 3 });
    });
  });

  it('is cancelled without a trace', async () => {
    const member = world.person('dan');
    await member.say('disclose');
    await member.press('A member').catch(() => member.press('A councillor'));
    expect(await member.say('cancel')).toMatch(/Nothing was recorded and nobody was told/);
    expect(await member.say('mine')).toMatch(/nothing in the register/);
  });

  it('takes nothing from a card that a client made up', async () => {
    const member = world.person('eve');
    for (const data of [
      { beadle: 1, input: 'choice', value: 'confirm:not-a-draft' },
      { beadle: 1, input: 'choice', value: 'end-confirmed:SWA-2026-0001' },
      { beadle: 1, input: 'choice', value: 'amend:SWA-2026-0001' },
      { beadle: 1, input: 'form', form: 'nothing/who', 'field.with': 'x' },
      { beadle: 1, input: 'choice', value: '<script>' },
      { beadle: 'x' },
    ]) {
      expect(await member.sendData(data)).toMatch(/nothing|changed|do not know/i);
    }
    await world.withRegister(async (register) => {
      expect(await register.verifyChain('swale')).toMatchObject({ intact: true, entries: 3 });
    });
  });
});

type Person = ReturnType<SlackWorld['person']>;

/** Fills in the one input whose label matches. */
function fillLabelled(person: Person, label: RegExp, value: string): void {
  const blocks = person.window.view['blocks'] as { label?: { text: string } }[];
  const found = blocks
    .map((block) => block.label?.text)
    .find((text) => text !== undefined && label.test(text));
  if (found === undefined) throw new Error(`no input matches ${String(label)}`);
  person.fill(found, value);
}

async function fillTdcFamily(world: SlackWorld, person: Person): Promise<void> {
  await person.command('/disclose');
  await world.settle();
  person.fill('What kind of relationship is it?', FAMILY);
  await person.submit();
  await world.settle();
  fillLabelled(person, /^With whom/, 'Cllr Gareth Hughes');
  fillLabelled(person, /^Did it begin before/, 'I do not know');
  person.fill(DECIDES, 'I am not sure');
  await person.submit();
  await world.settle();
}

function casesOf(world: SlackWorld, council: string, key = 'olwen.parry@council.example') {
  return world.withRegister((register) => register.casesRaisedBy(council, key));
}
