import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTown, sayAll, type Chat, type Town } from './chat.ts';

let town: Town;
beforeAll(() => {
  town = openTown();
});
afterAll(() => town.close());

let newcomers = 0;
/** Somebody who has asked nothing yet, and has said who they are. */
async function newcomer(council: string, kind: 'officer' | 'member'): Promise<Chat> {
  const chat = town.person(`newcomer-${newcomers++}`, council);
  await chat.does({ type: 'choice', value: `i-am:${kind}` });
  return chat;
}

const GROUP = 'can I attend the Labour group meeting?';
const FAMILY = 'my brother is a councillor, do I have to tell anyone?';
const FRIENDS = 'is it ok to be close friends with a councillor?';
const COMPLAIN = 'how do I complain about an officer?';
const CRITICISE = 'can I criticise an officer in the press?';
const REPLY = 'how long does an officer have to reply to a councillor?';
const LEAFLETS = 'can I use council printers for party leaflets?';
const UNSETTLED = /I cannot tell from your protocol what difference that makes\.[\s\S]*Monitoring Officer/;

type Exchange = [said: string, shown: RegExp];

/** What is said one after the other, and what has to be in each reply. */
const TRANSCRIPTS: readonly [council: string, kind: 'officer' | 'member', ...Exchange[]][] = [
  [
    'swale',
    'officer',
    [GROUP, /^Only if it is agreed beforehand/],
    ['why?', /Because of what these clauses say\.\nClause 7\.2[\s\S]*Clause 7\.3/],
    ['who decides?', /The Chief Executive decides whether/],
    ['how long does it take?', /What I know of this sets no time\.|beforehand/],
    ["and if it's the ward party?", /No\. A ward, branch or constituency party meeting/],
    ['show me 7.3', /^Clause 7\.3/],
    ['thanks', /^You are welcome\.$/],
    ['what about his deputy?', UNSETTLED],
    ['I meant the Green group', /Only if it is agreed beforehand/],
    ['but do I have to?', /^Following on from[^\n]*\nThe Chief Executive decides/],
    ["what if I don't?", UNSETTLED],
  ],
  [
    'swale',
    'officer',
    [FRIENDS, /^No\. Close personal familiarity/],
    ["no, he's my brother", /Following on from: A family link[^\n]*\nA family link/],
    ['who do I tell?', /Tell the Monitoring Officer/],
    ['and for a councillor?', /A family link/],
    ['why', /Because of what these clauses say/],
  ],
  [
    'swale',
    'officer',
    [REPLY, /10 working days/],
    ["and if it's late?", /Following on from: Replies to councillors[\s\S]*holding/],
    ['what do I do now?', /Send the holding reply/],
  ],
  [
    'kirklees',
    'officer',
    [GROUP, /^Yes, if conditions are met\./],
    ['how?', /Have the group send its request in writing/],
    ["what if it's the constituency party?", /No\. An officer must not attend/],
    ['by when?', /What I know of this sets no time/],
    ["even if it's been approved?", /I cannot tell from your protocol|does not cover this/],
  ],
  [
    'kirklees',
    'member',
    [COMPLAIN, /Service Director/],
    ['and the chief executive?', /Following on from: A complaint about the chief executive/],
    ['why?', /Because of what these clauses say|does not cover/],
    ['who do I ask?', /Monitoring Officer/],
  ],
  [
    'gwynedd',
    'member',
    [COMPLAIN, /line manager/],
    ['and the chief executive?', /names no route for a complaint about the Chief Executive/],
    ['what about a director?', /names no route for a complaint about a Director/],
    ['and a serious complaint about an officer?', /no separate route for serious cases/],
    ['how long does it take?', /What I know of this sets no time/],
  ],
  [
    'gwynedd',
    'member',
    [CRITICISE, /^No\./],
    [
      'and at a meeting?',
      /Following on from: A councillor criticising or appraising an officer at a meeting/,
    ],
    ['says who?', /Because of what these clauses say/],
  ],
  [
    'tdc',
    'officer',
    [LEAFLETS, /^No\./],
    ['what about private business?', /Following on from: Council resources or officers' help for private/],
    ['why not?', /Because of what these clauses say/],
    ['and for councillors?', /Council support and equipment are for Council business only/],
  ],
  [
    'tdc',
    'officer',
    [FAMILY, /./],
    ['who do I tell?', /Following on from/],
    ['and if he is a close friend?', /friend/],
  ],
  [
    'south-somerset',
    'officer',
    [GROUP, /^Your protocol does not cover this\./],
    ['why?', /Your protocol does not cover this\./],
    ["and if it's the ward party?", /does not mention ward, branch or constituency party/],
    ['who decides?', /Ask the Monitoring Officer/],
  ],
  [
    'south-somerset',
    'member',
    [COMPLAIN, /This rests on/],
    ['and the chief executive?', /Following on from: A complaint about the chief executive/],
    ['what next?', /Following on from/],
  ],
];

describe.each(TRANSCRIPTS)('at %s, to an %s', (council, kind, ...exchanges) => {
  it(`it goes: ${exchanges.map(([said]) => said).join(' / ')}`, async () => {
    const chat = await newcomer(council, kind);
    for (const [said, shown] of exchanges) expect(await chat.say(said), said).toMatch(shown);
  });
});

describe('a question that is clear by itself', () => {
  const CLEAR = [
    GROUP,
    COMPLAIN,
    FAMILY,
    LEAFLETS,
    'what counts as bullying?',
    'can I bcc an email from a councillor to my manager?',
    'and can I use the council printers for my election leaflets?',
    'what does 7.2 say?',
    'will it rain tomorrow?',
    'hello',
    'thanks, bye',
    'what topics are there?',
    'what can you tell me about complaints?',
    'Must I answer a councillor at the weekend? What counts as bullying?',
    'asdf qwer zxcv',
  ];
  const BEFORE = [
    GROUP,
    COMPLAIN,
    CRITICISE,
    FAMILY,
    REPLY,
    'why?',
    "no, he's my brother",
    'what if I do not?',
  ];

  it.each(['swale', 'kirklees', 'gwynedd', 'tdc', 'south-somerset'])(
    'gets the same answer whatever came before: %s',
    async (council) => {
      for (const question of CLEAR) {
        const fresh = await (await newcomer(council, 'officer')).say(question);
        for (const before of BEFORE) {
          const chat = await newcomer(council, 'officer');
          await chat.say(before);
          expect(await chat.say(question), `${before} / ${question}`).toBe(fresh);
        }
      }
    },
    60_000,
  );
});

describe('a subject', () => {
  it('is looked through where nothing was asked before', async () => {
    const chat = await newcomer('swale', 'officer');
    expect(await chat.say('what about bullying?')).toMatch(/has rules on \d+ matters of this kind/);
  });
});

describe('a follow-up', () => {
  it('to nothing is a question like any other', async () => {
    const chat = await newcomer('swale', 'officer');
    expect(await chat.say('why?')).toMatch(/^Could you tell me a little more/);
    expect(await chat.say("no, he's my brother")).not.toContain('Following on from');
  });

  it('survives a restart, and leaves none of its words', async () => {
    const chat = town.person('olwen@council.example');
    await chat.say(GROUP);
    town.restart();
    expect(await chat.say('and if the zebra is late?')).toContain('Following on from');
    expect(await chat.say('why?')).toContain('Because of what these clauses say');
    const stored = await town.register.loadState('swale', 'olwen@council.example');
    expect(JSON.stringify(stored)).not.toMatch(/zebra|Labour/i);
    expect(stored?.data).toMatchObject({ lastTopic: 'group-attend' });
  });

  it('is not to what was asked before something that was not understood', async () => {
    const chat = await newcomer('swale', 'officer');
    await sayAll(chat, [GROUP, 'flurble the gronk wozzle']);
    expect(await chat.say('why?')).toMatch(/^Could you tell me a little more/);
  });

  it('is to the topic that was picked', async () => {
    const chat = await newcomer('swale', 'officer');
    await chat.say('what does the protocol say about bullying');
    await chat.press('What counts as bullying');
    expect(await chat.say('why?')).toContain('Following on from: What counts as bullying.');
  });

  it('asks who somebody is where it depends on that, and then goes on', async () => {
    const stranger = town.person('stranger');
    await stranger.say('how long may a reply to a councillor take?');
    await stranger.say('how do I complain about a councillor?');
    await stranger.press('An officer');
    const shown = await stranger.say('who do I tell?');
    expect(shown).toContain('Following on from');
  });

  it('asked for the other side says nothing of who asks', async () => {
    const chat = town.person('carol@council.example');
    const own = await chat.say('how do I complain about a councillor?');
    await chat.say('and for an officer?');
    expect(await chat.say('how do I complain about a councillor?')).toBe(own);
  });

  it('never gives a verdict that its rule does not', async () => {
    const chat = await newcomer('swale', 'officer');
    await chat.say(LEAFLETS);
    for (const said of ['but what if he insists on it?', 'and the mayor?', 'can they refuse?']) {
      expect(await chat.say(said)).not.toMatch(/^(?:Following[^\n]*\n)?Yes/);
    }
  });
});

describe('several questions in one message', () => {
  it('are each answered shortly, with their authority', async () => {
    const chat = await newcomer('swale', 'officer');
    const shown = await chat.say(`${GROUP} What counts as bullying?`);
    expect(shown).toMatch(/^1\. Only if it is agreed beforehand[\s\S]*This rests on[\s\S]*\n2\. Bullying is/);
    expect(await chat.say('why?')).toContain('Following on from: What counts as bullying.');
  });

  it('beyond three are asked for again', async () => {
    const chat = await newcomer('swale', 'officer');
    const shown = await chat.say(`${GROUP} What counts as bullying? ${REPLY} ${LEAFLETS}`);
    expect(shown).toContain('You asked 4 things; these are the first 3.');
  });
});

describe('looking through the topics', () => {
  it.each(['swale', 'kirklees', 'gwynedd', 'tdc', 'south-somerset'])(
    'gives at most eight to choose from, and a human: %s',
    async (council) => {
      const chat = await newcomer(council, 'member');
      for (const said of ['what topics are there', 'what can you tell me about complaints?', 'scrutiny?']) {
        const shown = await chat.say(said);
        if (said === 'scrutiny?') continue;
        expect(chat.choices().length).toBeGreaterThan(2);
        expect(chat.choices().length).toBeLessThanOrEqual(8);
        expect(shown).toMatch(/or ask the Monitoring Officer/);
        const [first] = chat.choices();
        expect(await chat.press(first?.label ?? '')).toMatch(/This rests on|Your protocol has rules on/);
      }
    },
  );

  it('on what no topic is about is a question like any other', async () => {
    const chat = await newcomer('swale', 'officer');
    expect(await chat.say('tell me about penguins')).not.toContain('Your protocol has rules on');
  });

  it('by a theme that was never there shows them all', async () => {
    const chat = await newcomer('swale', 'officer');
    expect(await chat.does({ type: 'choice', value: 'theme:made-up' })).toMatch(
      /^What .* protocol speaks of/,
    );
  });
});
