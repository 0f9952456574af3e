/** Reads from its grammar how a message asks: may it be done, must it be done, an open question, or no question at all. */
import { normalise } from './text.ts';

export type AskForm = 'may' | 'must' | 'open' | 'tell';

const OPEN = /\b(who|whos|whom|whose|what|whats|which|when|where|wheres|how|hows|why|whys)\b/g;
/** Phrases with an open word in them that asks nothing, or asks for a yes or no. */
const OPEN_YES_NO =
  /\b(what if|how about|what about|whatever|somehow|anyhow|somewhat|know what|no matter|so what|guess what|somewhere|whenever|whoever)\b/g;
const MUST =
  /\b((do|does|did|would|will) (i|we|you|he|she|they|it|officers?|members?|councillors?|cllrs?|staff|the [a-z]+( [a-z]+)?|my [a-z]+|our [a-z]+|anyone|someone|somebody|people|[a-z]+) (really |still |actually |always |even )?(have|need|got|hav|ned|hve) to|should (i|we|he|she|they|it|you|officers?|members?|the|my|our|a|an)|must (i|we|he|she|they|it|you|the|my|our|a|an|officers?|members?)|am i (supposed|meant|obliged|expected|required|bound)|are we (supposed|meant|obliged|expected|required|bound)|have i got to|got to|obliged to|required to|supposed to|meant to|need i|ought|(is|are|isnt|arent) ([a-z]+ ){1,4}(supposed|meant|obliged|expected|required|bound)|compulsory|mandatory|^(have|need) to)\b/;
/** "Is it compulsory", "do they have a duty": asked of a duty, whatever the verb. */
const OBLIGES =
  /\b(?:compulsory|mandatory|obligatory|(?:a|any|my|our|their|his|her) (?:duty|obligation|requirement) (?:to|on|for)|(?:be|am i|are we|are they|is he|is she|i|we) (?:expected|required|obliged|supposed|meant) to)\b/;
const MAY =
  /\b((can|cn|may|could|might|am i|are we|is he|is she|are they|is it|is that|is this|was i|was he|was she|was that|were they|would it be|is there)( [a-z]+)? ?(i|we|he|she|they|you|it|allowed|aloud|alowed|ok|okay|alright|all right|fine|permitted|right|within|any)?|allowed|allowd|aloud|ok to|okay to|alright to|all right to|any harm|anything wrong|mind if|permitted|acceptable|fair|legit|entitled|right to|wrong to|in order)\b/;
/** In a statement, "I can smell it" and "elected in May" ask nothing: there the verb has to stand before its subject. */
const MAY_TURNED =
  /\b(?:(?:can|cn|may|could|might) (?:i|we|he|she|they|you|it|the|a|an|my|our|officers?|members?|councillors?|cllrs?|staff|someone|anyone|anybody|somebody)\b|(?:am i|are we|is he|is she|are they|is it|is that|is this|was i|was he|was she|was that|were they|would it be|is there)\b|(?:am|is|are|be|was|were|not|i m|it s) (?:allowed|permitted|entitled)|(?:ok|okay|alright|all right) (?:to|if)|any harm|anything wrong|mind if)/;
const YES_NO_OPENING =
  /^(and |so |but |hi |hello |hey |ok |also |er |um |erm |please |sorry |quick one |quick question )*(is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had|am|isnt|arent|cant|dont|doesnt|shouldnt|wouldnt)\b/;
/** "Next step?", "Route please": a question of two or three words without a verb. */
const VERBLESS =
  /^(the )?((first|next|best|right|proper|correct) (step|steps|move|port of call|person|route|contact)|route|deadline|time ?limit|timescale|definition|procedure|process|escalation|report to|contact)( please)?\?$/i;
/** "Could you tell me who", "please set out the": asks to be told; but "tell me if" asks for a yes or no, "tell him" for an act. */
const ASKS_TO_BE_TOLD =
  /(?:^|\b(?:please|pls|(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: please| kindly| just)?) )(?:tell me (?:what|who|whom|how|why|when|where|which|about|more|the)|explain (?:what|who|how|why|when|where|which|in|the)|sum up|summarise|set out|state (?:the|what|which)|outline|define|list (?:the|what|of)|give me (?:the|a) (?:list|rule|definition|summary))\b/;
/** "Is it for members or officers?": which of the two, however it begins. */
const EITHER_OR =
  /\b(?:members?|councillors?|cllrs?|officers?|staff|employees?|us|we|me|them|they|you|director|manager|leader|chair|group|party|committee|cabinet|chief executive|ceo)(?: [a-z]+)? or (?:(?:the|a|an|our|my|their|do|does|is|just|to|with|via|by|for) )*(?:members?|councillors?|cllrs?|officers?|staff|employees?|us|we|me|them|they|both|neither|director|manager|leader|chair|group|party|committee|cabinet|chief executive|ceo|somebody else|someone else)$/;
/** "…, shouldn't I", "… Fine": a story that ends by asking for a yes or no, with or without a question mark. */
const VERDICT_AT_END =
  /\b(fine|ok|okay|right|permissible|permitted|proper|correct|reasonable|acceptable|allowed|enough|fair|true|wrong|alright|yeah|legit|approved of|overkill|out of order|above board|in order|yes or no|or not|(is|are|am|was|were|do|does|did|can|could|should|would|will|wont|have|has|had|must|isnt|arent|aint|dont|doesnt|didnt|cant|couldnt|shouldnt|wouldnt|havent|hasnt|mustnt) (i|he|she|it|we|they|you|that|this|there))$/;

const BE_IT =
  '(?:(?:is|was|are|were|am|would|could|can|might|isnt|wasnt|wouldnt) (?:it|that|this|these|they|he|she|i|we|you|there)(?: be| have been| count as| amount to| considered| really| actually| not)*|does (?:it|that|this) (?:count as|amount to|constitute))';
const OF_WRONG = new RegExp(
  `\\b${BE_IT} (?:a |an |any |in |the |very |so |too |clearly )*(?:wrong|bad idea|unwise|improper|inappropriate|unacceptable|unfair|unreasonable|breach|breaching|breaking|against|forbidden|banned|barred|prohibited|out of order|out of line|off limits|unlawful|illegal|misconduct|problem|issue|trouble|offence|bullying|harassment|discrimination|intimidation)\\b|^(?:a |any |is there a |is there any )?(?:breach|problem|problems|trouble|bother|harm)$|\\b(?:anything wrong|anything against|any harm|wrong (?:of|for) (?:me|him|her|us|them))\\b`,
);

/** What may stand before an open word at the beginning of a question: "so who", "to whom", "hi there, by when". */
const LEAD_IN =
  /^(and|so|but|hi|hello|hey|ok|also|er|um|erm|please|sorry|quick one|quick question|exactly|just|then|now|well|right|anyway|urgent|hiya|morning|evening|afternoon|all|there|team|beadle|if not|if so|by|to|from|for|at|with|in|on|about|under|of|until|since|within)?( (and|so|but|hi|please|then|exactly|just|to|by|for|from|at|with|in|on|about|under|of))*$/;
/** What makes an open word in the middle a question after all: "tell me who". */
const ASKED_FOR =
  /\b(know|tell me|wonder|wondering|advise|clarify|explain|unsure|not sure|idea|clue|remind me|find out|question|check|confirm|ask)( (exactly|about|on))?$/;
/** But not where somebody else is the one who asks: "she wants to know which". */
const ASKED_BY_ANOTHER =
  /\b(he|she|they|wants?|wanted|asked|asks|asking|didnt|doesnt|leader|chair|cllr|councillor|member) (to )?(know|tell me|wonder|wondering|explain|ask)$/;
const AUXILIARY =
  /^(do|does|did|is|are|am|will|can|should|must|would|was|were|has|have|had|may|might|could|shall|s)\b/;
/** "… who do I ring", "… how long have I got": a question in so many words, question mark or not. */
const ASKS_OUTRIGHT =
  /^((long|much|many|soon|often|far|quickly) |(do|does|did|is|are|am|can|should|must|may|will|would|shall|have|has) (i|we|you|it|they|he|she|that|this|there|the|my|our)\b)/;
const ASKS_WHEN = /\b(know|tell me|by|of|say|wonder\w*|and)$/;

/**
 * The last sentence with a question in it decides, since people tell their story first. A yes-or-no form at the beginning of
 * a sentence wins over an open word within it.
 */
export function readAskForm(text: string): AskForm {
  const sentences = text
    .split(/(?<=[?!.])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const asking = sentences.filter((sentence) => sentence.endsWith('?'));
  const candidates = asking.length > 0 ? [...asking].reverse() : [...sentences].reverse();
  for (const candidate of candidates) {
    const form = formOf(candidate);
    if (form === 'tell' && VERBLESS.test(candidate)) return 'open';
    if (form !== 'tell') return form;
  }
  return asking.length > 0 || VERDICT_AT_END.test(normalise(text)) ? 'may' : 'tell';
}

/**
 * Whether the question is if something is wrong: "is it a breach?", "was she wrong to go?", "is that bullying?". Then yes and no
 * change places: no to "is it a breach" allows what no to "may I" forbids.
 */
export function asksOfWrong(text: string): boolean {
  const asking = text
    .split(/(?<=[?!.])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.endsWith('?'));
  const last = asking.at(-1);
  return (
    last !== undefined && OF_WRONG.test(normalise(last).replace(/\b(?:right or wrong|wrong or right)\b/g, ''))
  );
}

function formOf(candidate: string): AskForm {
  const sentence = normalise(candidate);
  const isQuestion = candidate.endsWith('?');
  if (ASKS_TO_BE_TOLD.test(sentence) || EITHER_OR.test(sentence)) return 'open';
  const plain = sentence.replace(OPEN_YES_NO, ' ');
  // "Is it members or officers who …" asks which.
  if (/\bis it [a-z ]{2,40} or [a-z ]{2,40} (that|who|which)\b/.test(plain)) return 'open';
  const must = MUST.exec(plain);
  const opening = YES_NO_OPENING.exec(plain)?.[0];
  // However long the greeting before it was.
  if (opening !== undefined) {
    if (/(?:should|must)$/.test(opening) || OBLIGES.test(plain)) return 'must';
    return must && must.index < Math.max(12, opening.length) ? 'must' : 'may';
  }
  // "what can I do" is open, "can I do what he asks" is not: whichever word comes first.
  const forms = [
    { form: 'open' as const, at: findOpenWord(plain, isQuestion) },
    { form: 'must' as const, at: must?.index ?? Infinity },
    { form: 'may' as const, at: (isQuestion ? MAY : MAY_TURNED).exec(plain)?.index ?? Infinity },
  ];
  const first = forms.reduce((best, each) => (each.at < best.at ? each : best));
  return first.at === Infinity ? 'tell' : first.form;
}

/** Where the first open word stands that asks something; Infinity where there is none. */
function findOpenWord(sentence: string, isQuestion: boolean): number {
  for (const match of sentence.matchAll(OPEN)) {
    const before = sentence.slice(0, match.index).trim();
    const after = sentence.slice(match.index + match[0].length).trim();
    // "When a councillor rings me, …" tells; "when does it count" asks.
    const isTime = match[0] === 'when' && after !== '' && !AUXILIARY.test(after) && !ASKS_WHEN.test(before);
    if (isTime) continue;
    if (isQuestion || LEAD_IN.test(before) || after === '' || ASKS_OUTRIGHT.test(after)) return match.index;
    if (ASKED_FOR.test(before) && (!ASKED_BY_ANOTHER.test(before) || before.endsWith('i want to know'))) {
      return match.index;
    }
  }
  return Infinity;
}
