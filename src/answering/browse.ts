/** Looks through what a council's protocol speaks of: "what can you tell me about complaints?", "what topics are there?". */
import type { Library, Protocol, Topic } from '../protocol/load.ts';
import type { Theme } from '../protocol/schema.ts';
import { createWordReader } from '../understanding/concepts.ts';
import { normalise, stem } from '../understanding/text.ts';
import { guidanceFor } from './rules.ts';
import { matterOf } from './vague.ts';
import { holdsAll, isAlike } from './words.ts';

export type Browsing = { type: 'all' } | { type: 'about'; subject: string };

export type ThemeTopics = { theme: Theme; topics: readonly Topic[] };

/** Whoever names a subject does so in a few words; more are a question. */
const LONGEST_SUBJECT = { words: 6, matter: 3 } as const;

/** With fewer titles that name a subject than this, its theme is looked through too. */
const FEW = 3;

const ALL =
  /^(?:(?:what|which) (?:topics|subjects|themes|matters|areas)(?: (?:are there|do you (?:know|cover|have)|can i (?:ask|choose from)|does (?:it|the protocol|this) (?:cover|have)|are (?:covered|in (?:it|the protocol))))?(?: about)?|(?:list|show)(?: me)?(?: all)?(?: of)?(?: the| your)? (?:topics|subjects|themes)|topics|themes|(?:all|browse)(?: the)? topics|browse|what (?:can|could|may) i ask(?: you)?(?: about)?|what (?:do|can) you (?:know|tell me|answer)(?: about)?|what (?:is|s) in (?:the|my|our) protocol|whats in (?:the|my|our) protocol|what does (?:the|my|our) protocol (?:cover|say)|what else can (?:i ask|you tell me)(?: you)?(?: about)?)$/;
const ABOUT =
  /^(?:what (?:can|could) you tell me (?:about|on)|what do you know (?:about|of|on)|what (?:does|do|has) (?:the|my|our) (?:protocol|council)(?: got)? (?:say|have|to say)(?: to say)? (?:about|on)|(?:is there |have you )?anything (?:in (?:the|it|my|our) ?(?:protocol)? )?(?:about|on)|what(?:s| is) (?:in (?:the|my|our) protocol|there|said) (?:about|on)|what(?:s| is) there in (?:the|my|our) protocol (?:about|on)|what (?:topics|matters|rules|clauses) (?:are there|do you have|have you got) (?:about|on)|(?:list |show me )?(?:the )?topics (?:about|on)|(?:please |can you |could you )*(?:tell me|talk to me|show me (?:everything|all|what there is)|look up) (?:about|on|more about|more on)|browse) (.+)$/;
const BEFORE = /^(?:(?:hi|hello|hey|and|ok|okay|so|please|beadle) )+/;
const AFTER = /(?: (?:please|then|thanks|at all|in the protocol|in general))+$/;

/** Wide enough for a subject of its own, where nothing before leads to another meaning. */
const WHAT_ABOUT = /^(?:and |but |so )?(?:what|how) about (.+)$/;

/** "What about bullying?": a subject, where the message does not lean on what was asked before. */
export function readSubject(text: string): string | null {
  const subject = WHAT_ABOUT.exec(normalise(text).replace(AFTER, ''))?.[1];
  return subject !== undefined &&
    isSubject(subject) &&
    !/\b(?:his|her|their|its|the|that|this)\b/.test(subject)
    ? subject
    : null;
}

function isSubject(subject: string): boolean {
  const matter = matterOf(subject).length;
  return subject.split(' ').length <= LONGEST_SUBJECT.words && matter > 0 && matter <= LONGEST_SUBJECT.matter;
}

/** @returns null where a message asks for no overview; a subject as long as a question is none */
export function readBrowsing(text: string): Browsing | null {
  const whole = normalise(text).replace(BEFORE, '');
  const plain = whole.replace(AFTER, '');
  if (ALL.test(whole) || ALL.test(plain)) return { type: 'all' };
  const subject = ABOUT.exec(plain)?.[1];
  if (subject === undefined) return null;
  return isSubject(subject) ? { type: 'about', subject } : null;
}

/** The themes the council has rules on, those with most of them first. */
export function themesOf(protocol: Protocol, library: Library): ThemeTopics[] {
  return library.taxonomy.themes
    .filter(({ kind }) => kind === 'protocol')
    .map((theme) => ({
      theme,
      topics: theme.topics.flatMap(({ id }) => {
        const topic = library.taxonomy.topics.get(id);
        return topic && isRuled(topic, protocol) ? [topic] : [];
      }),
    }))
    .filter(({ topics }) => topics.length > 0)
    .sort((a, b) => b.topics.length - a.topics.length);
}

/**
 * The topics the council has rules on whose title or theme speaks of a subject, nearest first: of a theme that is named, in its
 * order, which goes from the general to the particular; else those whose titles name it, and where these are few, its themes.
 */
export function findTopics(
  subject: string,
  { protocol, library }: { protocol: Protocol; library: Library },
): Topic[] {
  const read = createWordReader(library.taxonomy.concepts);
  const stemsOf = (text: string): string[] => [...new Set(matterOf(read(text).join(' ')).map(stem))];
  const wanted = stemsOf(subject);
  if (wanted.length === 0) return [];
  const names = (text: string): boolean => holdsAll(wanted, stemsOf(text));
  const themes = themesOf(protocol, library);
  const called = themes.filter(({ theme }) => {
    const stems = stemsOf(theme.title);
    return holdsAll(wanted, stems) && wanted.some((word) => isAlike(word, stems[0] ?? ''));
  });
  const titled = themes.flatMap(({ topics }) => topics.filter(({ title }) => names(title)));
  const themed = themes.filter(({ theme }) => names(theme.title)).map(({ topics }) => topics);
  if (called.length > 0) return [...new Set([...inTurn(called.map(({ topics }) => topics)), ...titled])];
  return titled.length >= FEW ? titled : [...new Set([...titled, ...inTurn(themed)])];
}

/** One of each list after the other, so that none of several themes is crowded out. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

function isRuled(topic: Topic, protocol: Protocol): boolean {
  return Array.isArray(guidanceFor(topic.id, protocol));
}
