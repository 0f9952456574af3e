/** Asks what people ask, in a chat of their own and among others, and presses what stands under the answers. */
import { answerPickedTopic } from '../../src/answering/answer.ts';
import type { Library } from '../../src/protocol/load.ts';
import { choiceFor, type Album } from './album.ts';
import { stopWhatIsOpen } from './dialogs.ts';
import type { Town } from './town.ts';

/** What is typed by whom, in this order; the names are what the pictures are called. */
const ASKED: readonly (readonly [who: 'officer' | 'member', name: string, text: string])[] = [
  ['officer', 'a question', 'Can I attend the Labour group meeting?'],
  ['officer', 'a follow-up', 'why?'],
  ['officer', 'a follow-up with another fact', 'and if it is the ward party?'],
  [
    'officer',
    'several questions',
    'Can I go to a group meeting, and who do I tell that my sister is a councillor?',
  ],
  ['officer', 'pressure', 'A councillor wants me to change my recommendation. Do I have to?'],
  ['member', 'information', 'Can I see the file on the leisure centre contract?'],
  ['member', 'a reply that is late', 'How long should an officer take to reply to me?'],
  ['officer', 'unclear', 'what about the group'],
  ['officer', 'another matter altogether', 'What is the weather like today?'],
  ['officer', 'a matter of another document', 'How do I claim travel expenses?'],
  ['officer', 'not understood', 'zxcv qwer'],
  ['officer', 'a clause that is not there', 'what does clause 99.9 say?'],
  ['officer', 'matters by theme', 'what can you tell me about?'],
  ['officer', 'an unknown reference', 'show me XXX-2026-9999'],
  ['officer', 'away', 'away until 5 January'],
  ['officer', 'away, no day', 'away until whenever it suits'],
  ['officer', 'back', 'back at work'],
  ['officer', 'nothing to cancel', 'cancel'],
  ['officer', 'nothing to resume', 'resume'],
  ['officer', 'nothing in the register', 'mine'],
  ['officer', 'no cases', 'cases'],
  ['officer', 'help', 'help'],
  ['member', 'help for a member', 'help'],
];

const AMONG_OTHERS: readonly (readonly [name: string, text: string])[] = [
  ['a question among others', 'Can officers attend group meetings?'],
  ['a complaint among others', 'Cllr Martin Lowe shouted at me in the car park yesterday'],
  ['a dialog begun among others', 'disclose'],
];

export async function drawQuestions(town: Town, album: Album, library: Library): Promise<void> {
  const part = 'questions';
  const people = { officer: town.as(town.find('officer').key), member: town.as(town.find('member').key) };
  for (const who of [people.officer, people.member]) {
    album.add(part, 'welcome', await who.does({ type: 'hello' }));
  }
  album.add(part, 'welcome, to a group', await people.officer.does({ type: 'hello' }, 'shared'));
  const stranger = town.as('somebody.new@council.example');
  album.add(part, 'welcome, to a stranger', await stranger.does({ type: 'hello' }));
  album.add(part, 'a stranger asks', await stranger.say('Can I attend the Labour group meeting?'));
  album.add(part, 'a stranger says who they are', await stranger.say('officer'));
  album.add(part, 'a stranger discloses', await town.as('another.new@council.example').say('disclose'));
  album.add(part, "a stranger's page", await stranger.does({ type: 'home' }), { place: 'home' });
  for (const [who, name, text] of ASKED) album.add(part, name, await people[who].say(text));
  const [clause] = town.protocol.clauses.all;
  if (clause) album.add(part, 'a clause', await people.officer.say(`what does clause ${clause.label} say?`));
  const theme = choiceFor(await people.officer.say('what can you tell me about?'), 'theme');
  if (theme !== null) album.add(part, 'a theme', await people.officer.choose(theme));
  album.add(part, 'a button that is not known', await people.officer.choose('nonsense'));
  for (const [name, text] of AMONG_OTHERS) album.add(part, name, await people.officer.say(text, 'shared'));
  await stopWhatIsOpen(people.officer);
  const message = {
    type: 'message',
    text: 'Please change paragraph 4 of your report before Tuesday.',
  } as const;
  album.add(part, "somebody's message", await people.officer.does(message));
  await drawVerdicts(town, album, library);
  await drawRatings(town, album);
}

/** The longest answer of each verdict. */
async function drawVerdicts(town: Town, album: Album, library: Library): Promise<void> {
  const longest = new Map<string, { topic: string; length: number }>();
  for (const topic of Object.keys(town.protocol.guidance.topics)) {
    const answer = answerPickedTopic(topic, { as: 'officer' }, town.protocol, library);
    if (!answer) continue;
    const length = JSON.stringify([answer.headline, answer.points, answer.next, answer.notes]).length;
    const verdict = answer.verdict ?? 'silent';
    if (length > (longest.get(verdict)?.length ?? 0)) longest.set(verdict, { topic, length });
  }
  const officer = town.as(town.find('officer').key);
  for (const [verdict, { topic }] of longest) {
    album.add('verdicts', `${verdict}: ${topic}`, await officer.choose(`topic:${topic}`));
  }
}

async function drawRatings(town: Town, album: Album): Promise<void> {
  const officer = town.as(town.find('officer').key);
  for (const act of ['right', 'wrong', 'keep'] as const) {
    const shown = await officer.say('Can I attend the Labour group meeting?');
    const value = choiceFor(shown, act);
    if (value !== null) album.add('verdicts', `pressed: ${act}`, await officer.choose(value));
  }
  const mine = album.add('verdicts', 'mine, with kept advice', await officer.say('mine'));
  const receipt = choiceFor(mine, 'receipt');
  if (receipt !== null) album.add('verdicts', 'kept advice', await officer.choose(receipt));
}
