/** Words that may be about somebody, or tell of what was done to the speaker: nobody is sent them unasked. */
import { withoutName } from '../casework/learning.ts';
import type { Directory, Person } from '../casework/people.ts';
import type { Protocol } from '../protocol/load.ts';
import { namesOffice, namesSomebody } from './shared-answer.ts';

type Known = {
  directory: Pick<Directory, 'all' | 'holdersOf'>;
  protocol: Pick<Protocol, 'council'>;
  person: Person;
};

/** Names people go by at work for offices, whatever their title is and whoever holds them. */
const OFFICES = /\b(?:(?:deputy )?monitoring officers?|M\.?O|chief exec(?:utive)?s?|head of paid service)\b/i;

/** What complaints, disclosures and calls for help are told in. */
const GRIEVANCE = new RegExp(
  [
    'complain|grievance|whistle-?blow|disclos|confess|in confidence|confidential',
    'rude|bull(?:y|ied)|harass|shout|scream|yell|insult|threat|pressur|intimidat|humiliat|victimi|bribe|blackmail|corrupt|fraud',
    'swore|abus|assault|racis|sexis|homophob|discriminat|groped|touched|stalk|follow(?:s|ed|ing)? me|hit me|lied|lying|liar',
    'affair|relationship|married|marriage|dating|sleeping with|wife|husband|partner|boyfriend|girlfriend|brother|sister|famil|friend',
    'scared|afraid|frightened|unsafe|terrified|suicid|kill|die\\b|dying|harm|hurt|crying|in tears|depress|anxi|despair|desperate',
    "cope\\b|breakdown|hell\\b|stress|alone\\b|stand it|take (?:it|this) any|can(?:no|['’]?)t go on|had enough|fed up|sick of",
  ].join('|'),
  'i',
);

/** One other person, without a name. */
const ONE_OTHER = /\b(?:he|him|his|himself|she|her|hers|herself|he['’]s|she['’]s)\b/i;

/** Whether a text's words are for their writer alone to send on; when in doubt, they are. */
export function arePrivateWords(text: string, known: Known): boolean {
  // One's own name tells of nobody else, and goes to nobody.
  const words = withoutName(text, known.person).replaceAll('(name)', '');
  return (
    GRIEVANCE.test(words) ||
    ONE_OTHER.test(words) ||
    OFFICES.test(words) ||
    namesOffice(words, known) ||
    namesByFirstName(words, known) ||
    namesSomebody(words, known)
  );
}

/** A first name counts as written with its capital, wherever it stands. */
function namesByFirstName(text: string, { directory, person }: Known): boolean {
  const said = new Set(text.match(/\p{Lu}[\p{L}-]+/gu) ?? []);
  return directory.all.some(
    ({ key, name }) =>
      key !== person.key &&
      name
        .split(/\s+/)
        .slice(0, -1)
        .some(
          (part) => part.length > 2 && !/^(?:cllr|councillor|mrs|miss|prof)\b/i.test(part) && said.has(part),
        ),
  );
}
