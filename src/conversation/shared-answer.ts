/** What Beadle says where others read along: short, and only what tells nothing of anybody. */
import type { Answer } from '../answering/answer.ts';
import type { Directory } from '../casework/people.ts';
import type { Protocol } from '../protocol/load.ts';
import type { FlowId } from '../protocol/schema.ts';
import { namePartsOf } from '../flows/name-matching.ts';
import { clauseGroups, describeStanding } from './answer-view.ts';
import type { Block } from './vocabulary.ts';

/** Dialogs about somebody's conduct, or somebody's own ties. */
const DELICATE: readonly FlowId[] = ['complaint', 'pressure', 'relationship'];

const DELICATE_WORDS =
  /complain|grievance|rude|bull(?:y|ied)|harass|shout|insult|threat|pressur|lean(?:ed|ing)? on|affair|relationship|friend|famil|wife|husband|partner|brother|sister/i;

/** Who says this speaks of themselves or of one other person. */
const OF_ONE_PERSON = /\b(i|i['’]m|i['’]ve|me|my|mine|myself|he|him|his|she|her|hers)\b/i;

const GENERAL_QUESTION =
  /^(?:can|could|may|must|should|shall|do|does|how|what|who|whom|when|where|which|why|is|are) [^.!]*\??$/i;

/** Before a name: a short title however the name is written, a long one before a capital. */
const TITLED =
  /\b(?:[Cc]llr|[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof)\.? +(?!who\b|is\b|has\b|or\b|and\b|can\b|may\b)\p{L}/u;
const LONG_TITLED = /\b[Cc]ouncillor +\p{Lu}\p{Ll}/u;
/** Everybody in a channel is nobody in particular. */
const TO_ALL = /^(?:\s*@(?:channel|here|everyone|team)\b[,:]?)+/i;
const MENTIONED = /@(?!(?:channel|here|everyone|team)\b)\p{L}/iu;

/** Words that are written with a capital and are nobody's name. */
const NO_NAMES = new Set(
  [
    'i monday tuesday wednesday thursday friday saturday sunday',
    'january february march april may june july august september october november december',
    'labour conservative conservatives tory tories liberal democrat democrats lib dem dems green greens reform',
    'plaid cymru independent independents group party mayor leader cabinet chair chairman chairwoman',
    'chief executive managing director head paid service monitoring officer officers member members',
    'councillor councillors cllr council county district borough protocol constitution code conduct standards',
    'committee scrutiny planning licensing human resources',
  ]
    .join(' ')
    .split(' '),
);

type Known = {
  directory: Pick<Directory, 'all' | 'holdersOf'>;
  /** Whose council's own name is nobody's. */
  protocol: Pick<Protocol, 'council'>;
};

/** Whether a question names somebody, as far as that can be told from its words: a name we know, a title, or a capital. */
export function namesSomebody(text: string, { directory, protocol }: Known): boolean {
  if (TITLED.test(text) || LONG_TITLED.test(text) || MENTIONED.test(text)) return true;
  const places = new Set(protocol.council.name.toLowerCase().split(/\s+/));
  const isKnown = directory.all.some(({ name }) => isSpokenOf(name, text));
  return isKnown || capitalsIn(text).some((word) => !NO_NAMES.has(word) && !places.has(word));
}

/** First names that are words besides: they name somebody only where a surname or its first letter follows. */
const WORDS_TOO = new Set(
  [
    'mark will grace hope joy faith rose iris ivy daisy lily heather hazel holly violet olive bill rob art pat sue',
    'jack drew grant frank ernest earnest miles dean chase chance christian guy ray sunny page reading',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a text speaks of somebody: by first name or surname, or by one with the first letter of the other. */
function isSpokenOf(name: string, text: string): boolean {
  const own = namePartsOf(name);
  const [first = '', last = ''] = [own[0], own.length > 1 ? own.at(-1) : ''];
  const said = namePartsOf(text);
  const isSaid = (part: string): boolean =>
    part.length > 2 && !NO_NAMES.has(part) && (said.includes(part) || said.includes(`${part}s`));
  if (isSaid(last) || (isSaid(first) && !WORDS_TOO.has(first))) return true;
  const isPair = said.some((word, at) => word === first && said[at + 1] === last);
  return last !== '' && (isPair || hasInitial(first, last.charAt(0), text));
}

/** "Will H", "will H."; a small letter, or "May I" and "Will a", is no name. */
function hasInitial(first: string, initial: string, text: string): boolean {
  const letter = initial.toUpperCase();
  const end = letter === 'A' || letter === 'I' ? '\\.' : '(?![\\p{L}\\p{N}])';
  const found = new RegExp(`(?<![\\p{L}])(\\p{L}+) ${letter}${end}`, 'gu');
  return [...text.matchAll(found)].some(([, word = '']) => word.toLowerCase() === first);
}

/** Words with a capital inside a sentence, without their genitive, in lower case. */
function capitalsIn(text: string): string[] {
  return [...text.matchAll(/(?<=[\p{L}\p{N},;:"“'’)-] +)\p{Lu}[\p{Ll}'’-]+/gu)].map(([word]) =>
    word.toLowerCase().replace(/['’]s$/, ''),
  );
}

/**
 * Whether a question or its answer is one person's own affair, and so not for others: it names somebody, tells a story
 * instead of asking, or is about the speaker's own complaint, pressure or tie.
 */
export function isPersonal(text: string, { offers }: Pick<Answer, 'offers'>, known: Known): boolean {
  if (
    namesSomebody(text, known) ||
    namesOffice(text, known) ||
    !GENERAL_QUESTION.test(text.replace(TO_ALL, '').trim())
  )
    return true;
  const isDelicate = DELICATE_WORDS.test(text) || offers.some((flow) => DELICATE.includes(flow));
  return isDelicate && OF_ONE_PERSON.test(text);
}

/** An answer for all who read: what the protocol says, and where. Nothing in it can be pressed but its clauses. */
export function publicBlocks(answer: Answer, protocol: Protocol): Block[] {
  const standing = answer.clauses.length > 0 ? describeStanding(protocol) : null;
  return [
    { type: 'text', tone: 'strong', text: answer.headline },
    ...(answer.points.length > 0 ? [{ type: 'list' as const, items: answer.points }] : []),
    ...clauseGroups({ clauses: answer.clauses, also: [], related: [] }).map((group): Block => ({
      type: 'clauses',
      ...group,
    })),
    ...[...(standing === null ? [] : [standing]), MORE].map((text): Block => ({
      type: 'text',
      tone: 'subtle',
      text,
    })),
  ];
}

const MORE =
  'Ask me in a private chat for what to do next, or about a case of your own: nobody else reads it there.';

/** Said to whoever wrote it, and to nobody else. */
export const OTHERS_READ: Block = {
  type: 'text',
  tone: 'warning',
  text: 'Others can read what you wrote to me, and it seems to name somebody. If it is about that person, think about taking it back. What you write to me in private, nobody else reads. Only you see this answer.',
};

/** Whether a text names an office that one person holds, who is thereby named. */
export function namesOffice(text: string, { directory, protocol }: Known): boolean {
  const said = ` ${plain(text)} `;
  return protocol.council.offices.some(
    ({ id, title }) => said.includes(` ${plain(title)} `) && directory.holdersOf(id).length === 1,
  );
}

/** In lower case, with single spaces for all that is no letter. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
