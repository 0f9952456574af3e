/** What people at Swale press and answer in the stories of its casework. */
import { raise, type Act, type Answers } from '../support/slack-story.ts';

export const COMPLAINT = 'Raise a complaint or concern';
export const MEETING = 'Ask for an officer at a group meeting';
export const PRESSURE = 'Report pressure';
export const INFORMATION = 'Ask for information';
export const ENQUIRY = 'Send an enquiry';
export const ADVICE = 'Ask the Monitoring Officer';

export const WHAT: Answers = { 'What happened?': 'My letters were not answered.', 'When did': 'In October' };
export const first = (formality: string): Answers => ({
  'How would you like': formality,
  'Have you raised it': 'No',
  'Have you spoken': 'Yes',
  'Does it touch': 'No',
});
export const again: Answers = { ...first('Informally'), 'Have you raised it': 'Yes' };
export const complain = (about: string, way: Answers = first('Informally')): Act =>
  raise(COMPLAINT, { 'About whom?': about }, way, WHAT);
export const OUTCOME: Answers = {
  'What came of it?': 'No action',
  'What do you tell': 'I found nothing wrong.',
  'Does anything': 'No',
};
export const meeting = (group: string, topic: string, date = '2026-12-17'): Answers => ({
  'Which group': group,
  'Who is to attend': 'Olwen Parry',
  'What is the subject': topic,
  'When is the meeting': date,
  'Will there be people': 'No',
});
export const GROUP: Answers = { 'What kind of meeting': 'A meeting of a' };
