/** What is answered before any topic is looked for: words of distress or danger, and messages that are not in English. */
import type { Protocol } from '../protocol/load.ts';
import type { Understanding } from '../understanding/understand.ts';
import { NOTHING_ELSE, type Answer } from './answer.ts';

/** Where the words came from, which decides what is said of them. */
export type WordsFrom = 'asker' | 'dialog' | 'anothers';

type Read = Pick<Understanding, 'urgent' | 'otherLanguage'>;

/** @returns null where a message is to be read as any other */
export function answerAtOnce(read: Read, protocol: Protocol, from: WordsFrom = 'asker'): Answer | null {
  return answerUrgent(read, from) ?? answerOtherLanguage(read, protocol);
}

/** Whom to turn to; never a verdict, since no protocol is what counts now. */
export function answerUrgent({ urgent }: Pick<Read, 'urgent'>, from: WordsFrom): Answer | null {
  if (!urgent) return null;
  const { matter, inOwnLanguage, isConduct, said } = urgent;
  const say = from === 'anothers' ? matter.about_another : matter.say;
  const kept = from === 'dialog' ? said.in_dialog : said.nothing_kept;
  return {
    ...confidential(),
    headline: inOwnLanguage === null ? say : `${inOwnLanguage} ${say}`,
    points: matter.points,
    next: isConduct && from !== 'dialog' ? `${kept} ${said.conduct.say}` : kept,
    offers: isConduct && from !== 'dialog' ? said.conduct.offers : [],
  };
}

function answerOtherLanguage({ otherLanguage }: Read, { council }: Protocol): Answer | null {
  if (!otherLanguage) return null;
  const { language, said } = otherLanguage;
  const isOurs = language?.say !== undefined && council.languages.includes(language.id);
  return {
    ...confidential(),
    headline: isOurs ? `${language.say} ${said.say}` : said.say,
    next: said.next,
    offers: said.offers,
  };
}

/** Made when it is asked for: the two files know each other. */
function confidential(): Pick<Answer, keyof typeof NOTHING_ELSE | 'kind' | 'confidence' | 'isConfidential'> {
  return { ...NOTHING_ELSE, kind: 'out-of-scope', confidence: 1, isConfidential: true };
}
