/** Hears from a message's own words whether, and how, it may lean on the question before it: "why?", "and if…", "no, he's my brother". */
import { normalise } from '../understanding/text.ts';
import { matterOf } from './vague.ts';

/** What of the last answer a message asks for, and nothing else. */
export type Part = 'why' | 'who' | 'when' | 'next';

export type Leaning =
  | { type: 'part'; part: Part }
  /** It adds or puts right something. */
  | {
      type: 'change';
      /** The message without the words that lean. */
      rest: string;
      /** Its words that carry a matter of their own. */
      matter: readonly string[];
      /** `opening`: "and if…", "what about…". `correction`: "no, …", "I meant…". `pronoun`: nothing but pronouns says what it is about. */
      by: 'opening' | 'correction' | 'pronoun';
      /** Whether it is a question of its own ("but can they…") and no mere piece of one ("what about…"). */
      isQuestion: boolean;
      /** Whether it has a meaning only beside another message: "even if it's approved", "what about hers". */
      isBound: boolean;
      /** Whether it turns something into its opposite: "what if I don't". */
      isNegated: boolean;
    };

/** Nobody leans in more words than these. */
const LONGEST = { part: 9, change: 14, pronoun: 8 } as const;

/** What people put before and after a question without changing it. */
const BEFORE =
  /^(and|but|so|ok|okay|then|right|yes|yeah|hm+|er|um|well|also|please|oh|ah|sorry|thanks|hang on) /;
const AFTER = / (then|please|exactly|though|again|first|now|anyway|in that case|here|about (it|this|that))$/;

const SUBJECT = '(?:i|we|you|he|she|they|one)';
const THAT = '(?:it|this|that|them|those|these)';
const PARTS: readonly { part: Part; pattern: RegExp }[] = [
  {
    part: 'why',
    pattern: new RegExp(
      `^(?:why|why not|why so|how come|how so|says who|who says(?: so)?|why (?:is|was|are) ${THAT}(?: so)?|why (?:can|cant|must|mustnt|should|shouldnt|do|dont|may|would|wouldnt)(?: ${SUBJECT})?(?: not)?|on what (?:grounds|basis|authority)|whats? (?:is |are )?the (?:reason|basis|grounds|authority|reasoning)(?: for ${THAT})?|which (?:clause|clauses|rule|rules|part)(?: (?:is|are|says?) (?:${THAT}|so))?|where (?:does it|is|does) ?(?:${THAT})? ?(?:say|said|says|written)?(?: so| ${THAT})?|explain(?: ${THAT}| why)?|can you explain(?: ${THAT}| why)?|what does ${THAT} rest on|what makes you say ${THAT})$`,
    ),
  },
  {
    part: 'who',
    pattern: new RegExp(
      `^(?:(?:and )?(?:to |by )?whom|whose (?:decision|call|job)(?: is ${THAT})?|who(?:m|s)?(?: (?:decides?|approves?|agrees?|allows?|authorises?|settles|hears|handles|investigates|deals with|sorts out|checks|signs(?: ${THAT})?(?: off)?|says yes|gives (?:the )?(?:permission|approval|consent|ok|agreement)|makes (?:the|that) decision|has to (?:agree|approve|decide|be asked|be told|know)|needs to (?:agree|approve|decide|be asked|be told|know)|must (?:agree|approve|decide|be asked|be told)|is (?:asked|told|informed|in charge|responsible)|do ${SUBJECT} (?:ask|tell|inform|contact|go to|speak to|talk to|see|notify|report(?: ${THAT})? to)|(?:should|must|can|shall|would) ${SUBJECT} (?:ask|tell|inform|contact|go to|speak to|talk to|see|notify|report(?: ${THAT})? to)))?(?: (?:to )?${THAT})?(?: on ${THAT})?)$`,
    ),
  },
  {
    part: 'when',
    pattern: new RegExp(
      `^(?:(?:by |until |till )?when(?: (?:by|do ${SUBJECT} (?:have|need) to|must ${SUBJECT}|should ${SUBJECT}|is ${THAT})(?: do ${THAT}| tell them)?)?|how (?:long|soon|quickly|fast|many days|much time|much notice|long in advance)(?: (?:do ${SUBJECT} (?:have|get|need|need to give)|have ${SUBJECT} got|does ${THAT} take|will ${THAT} take|must ${THAT} be|is ${THAT}|before|for))?|what(?:s| is)? the (?:deadline|time limit|notice)(?: for ${THAT})?|is there a (?:deadline|time limit))$`,
    ),
  },
  {
    part: 'next',
    pattern: new RegExp(
      `^(?:how|how do ${SUBJECT} do ${THAT}|how (?:would|should|can) ${SUBJECT}(?: do ${THAT})?|what (?:do|should|can|must|shall|would) ${SUBJECT} do(?: next| about ${THAT})?|what next|what now|whats next|what happens next|next steps?|whats the next step|what are the (?:conditions|steps)|(?:on|under) what conditions|what conditions|which conditions)$`,
    ),
  },
];

const OPENING =
  /^(?:(?:and|but|so|or|ok|okay|also|then) )*(?:what if|what about|how about|even if|even though|only if|suppose|supposing|unless|same (?:for|with|if)|is (?:it|that) the same (?:for|if|with)|(?:does|do|would|will|is) (?:that|it|this|the same) (?:also )?(?:apply|applies|go|count|hold|true) (?:to|for|if|with|of)|in that case|what happens if)\b|^(?:and|but|or|then|if)\b/;
const WHOLE_AS_WELL = /^(?:if|what happens if)$/;
const CORRECTION =
  /^(?:(?:no|nope|sorry|oops|wait|actually|correction|rather|er|um|oh|ah|not quite|hang on) )*(?:no|nope|sorry|actually|correction|rather|i meant|i mean|i was (?:asking|talking) about|make that|its not|hes not|shes not|not)\b/;
const OWN_QUESTION =
  /^(?:is|are|was|were|can|cant|could|couldnt|may|might|must|should|shouldnt|shall|do|does|did|will|would|has|have|had|am|who|what|when|where|how|why|which)\b/;
const ANAPHOR =
  /\b(?:it|that|this|those|these|he|she|they|him|her|them|his|their|hers|theirs|its|hes|shes|theyre|one)\b/;
const NEGATED =
  /\b(?:dont|doesnt|didnt|not|never|cant|wont|wouldnt|shouldnt|isnt|arent|wasnt|hasnt|havent|nobody|without|refuses?|refused|no)\b/;
/** Words of leaning that say nothing of the matter either. */
const LEANING_WORDS = new Set(
  `what about how even though suppose supposing same apply applies case meant mean sorry nope actually rather instead
  either correction oops hes shes theyre im ive were ill wasnt isnt arent dont doesnt didnt wont wouldnt shouldnt hasnt
  havent nobody never without unless only go goes count hold true happens not no sure certain asking talking also both
  alright allowed okay possible ones theirs hers ours yours mine somebody anybody first second`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** @returns null for a message that stands on its own feet by its form */
export function readLeaning(text: string): Leaning | null {
  const normal = normalise(text);
  const length = normal === '' ? 0 : normal.split(' ').length;
  if (length === 0 || length > LONGEST.change) return null;
  if (length <= LONGEST.part) {
    const plain = strip(normal);
    const asked = PARTS.find(({ pattern }) => pattern.test(plain));
    if (asked) return { type: 'part', part: asked.part };
  }
  // "No, …" before "and if…": a correction may begin with both.
  const correction = CORRECTION.exec(normal)?.[0];
  const opening = OPENING.exec(normal)?.[0];
  const lead = correction ?? opening;
  const rest = lead === undefined ? normal : normal.slice(lead.length).trim();
  if (lead !== undefined && rest === '') return null;
  const matter = matterOf(rest).filter((word) => !LEANING_WORDS.has(word));
  // Many a whole question begins with "if".
  if (lead !== undefined && WHOLE_AS_WELL.test(lead) && matter.length > 1) return null;
  if (lead === undefined && (length > LONGEST.pronoun || matter.length > 0 || !ANAPHOR.test(normal))) {
    return null;
  }
  return {
    type: 'change',
    rest,
    matter,
    by: correction !== undefined ? 'correction' : opening !== undefined ? 'opening' : 'pronoun',
    isQuestion: OWN_QUESTION.test(rest),
    isBound: ANAPHOR.test(rest) || (lead !== undefined && /\bif\b/.test(lead)),
    // The "no" of a correction is no longer there.
    isNegated: NEGATED.test(rest),
  };
}

/** Whether a message says that the one before was meant otherwise. @returns what is meant instead, or null */
export function readCorrection(text: string): string | null {
  const leaning = readLeaning(text);
  return leaning?.type === 'change' && leaning.by === 'correction' ? leaning.rest : null;
}

function strip(normal: string): string {
  let plain = normal;
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(BEFORE, '').replace(AFTER, '');
  }
  return plain;
}
