/** What people type and choose in the journeys that are the same on every platform, and what such a journey is. */
import type { Answers } from '../support/both-platform.ts';
import type { Line } from '../support/both-town.ts';

export const COUNCILS = ['swale', 'kirklees', 'gwynedd', 'tdc', 'south-somerset'] as const;
export type CouncilId = (typeof COUNCILS)[number];

/** A journey, and the stage at which the case recorded last then is at each council; left out where none is left. */
export type Journey = {
  title: string;
  /** Where it is gone; at all councils unless said otherwise. What no council changes is gone at two. */
  at?: readonly CouncilId[];
  lines: (council: CouncilId) => readonly Line[];
  ends?: Partial<Record<CouncilId, string>>;
};

/** Signs that one platform or another gives a meaning: marks, entities, mentions, templates, other scripts, and their direction. */
export const ODD =
  '<b>a & b</b> &amp; *bold* _low_ ~out~ `code` |bar| <@U1> <!channel> @channel {{DATE(2026)}} [x](http://y.z) \\* \u{1F600} ‏مرحبا بالعالم‏ עברית é';
export const LONG = `${'A long story. '.repeat(210)}End.`;
export const LINES = 'First line\n\n  * second *  \n\tthird';

/** Typed into fields of several lines, and to be stored as it is. */
export const TYPED = `${ODD}\n${LINES}`;

export const DISCLOSURE: Answers = {
  'What kind': 'Family',
  'Would you like to have it': 'Yes',
  'Shall I tell': 'Yes',
  'With whom': 'Olwen Parry',
  'Did it begin': 'After it',
  'Does either': 'No',
};

export const complaint = (about: Answers[string], more: Answers = {}): Answers => ({
  'Is it about one': 'One',
  'About whom': about,
  'Under which': 'Under the protocol',
  'What post': '',
  'How would': 'Informally',
  'Have you raised': 'No',
  'Have you spoken': 'Yes',
  'Does it touch': 'No',
  'What happened': 'They shouted at me.',
  'When did': 'Last Monday',
  'Would you like a trade': 'No',
  ...more,
});

export const OUTCOME: Answers = {
  'What came of it?': 'No ',
  'What do you tell': 'I found nothing wrong.',
  'Does anything': 'No',
};

export const MEETING: Answers = {
  'What kind of meeting': 'A meeting of',
  'Who is to attend?': 'Another',
  'Is it the political': 'No',
  'Which group': 'Labour',
  'Who is to attend? Choose': 'Olwen Parry',
  'What is the subject': 'The local plan',
  'When is the meeting': '2026-12-10',
  'Will there be': 'No',
  'Is it about the budget': 'No',
};
export const WENT: Answers = {
  'Did you attend': 'Yes',
  'How long': 'Until the political',
  'Do notes': 'Yes, and they are not',
  'What is not right': 'I never said the site was safe.',
};

export const INFORMATION: Answers = {
  'What would you like': 'The figures on planning appeals.',
  'In which form': 'Documents',
  'For whom': 'For me',
  'Do you have an interest': 'No',
  'Are all': 'Yes',
  'Why do you need': 'I sit on the planning committee.',
  'Do you know': 'Olwen Parry',
};
