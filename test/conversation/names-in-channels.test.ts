/** Whether a question asked where others read along names somebody. */
import { describe, expect, it } from 'vitest';
import { createDirectory, type Person } from '../../src/casework/people.ts';
import { namesSomebody } from '../../src/conversation/shared-answer.ts';
import { sharedKnowledge } from './chat.ts';

const NAMES = ['Cllr Gareth Hughes', 'Helen Marsh', 'Will Hunt', 'May Allen', 'Grace Ingham', 'Mark Hill'];
const people = NAMES.map((name): Person => ({
  key: name,
  name,
  kind: 'officer',
  email: null,
  jobTitle: null,
  offices: [],
  politicalGroup: null,
  lineManager: null,
  slackUserId: null,
  entraObjectId: null,
}));
const protocol = sharedKnowledge().library.protocols.get('swale');
if (!protocol) throw new Error('no protocol');
const known = { directory: createDirectory(people), protocol };

describe('a question where others read along', () => {
  it.each([
    'Gareth H. wants a briefing, is that fine?',
    'Gareth wants a briefing',
    'is gareth allowed to ask for that?',
    'gareth h may see it?',
    'may gareth’s group have an officer?',
    'Helen shouted at me',
    'is it right that marsh decides?',
    'Will H. asked for it',
    'Mark H asked for it',
    'May A. asked for it',
    'Grace I. asked for it',
    'can mark hill attend?',
  ])('"%s" names somebody', (text) => {
    expect(namesSomebody(text, known)).toBe(true);
  });

  it.each([
    'will officers attend a group meeting?',
    'may a member see the file?',
    'may I attend in May?',
    'will a councillor be told?',
    'can officers mark a report as private?',
    'is there a period of grace?',
    'can I hope for an answer?',
  ])('"%s" names nobody', (text) => {
    expect(namesSomebody(text, known)).toBe(false);
  });
});
