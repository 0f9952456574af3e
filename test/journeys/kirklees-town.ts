/** Kirklees for journeys: its people in Slack, and what they answer in its dialogs. */
import { join } from 'node:path';
import { SlackTown } from '../support/slack-stories.ts';
import type { Answers } from '../support/slack-cases.ts';
import { startSlackWorld } from '../support/world.ts';

export const PEOPLE = join(import.meta.dirname, 'people', 'kirklees.csv');

/** By first name, the ids in Slack. */
const IDS = {
  Ruth: 'U0CHIEF',
  Grace: 'U0DEPUTYCX',
  Daniel: 'U0EXEC',
  Ines: 'U0CHILDREN',
  Hannah: 'U0SERVICE',
  Peter: 'U0MANAGER',
  Olwen: 'U0OLWEN',
  Sam: 'U0SAM',
  Lou: 'U0LOU',
  Helen: 'U0MONITOR',
  Tom: 'U0DEPUTYMO',
  Iain: 'U0FINANCE',
  Carol: 'U0CAROL',
  Gareth: 'U0GARETH',
  Nadia: 'U0NADIA',
  Anita: 'U0ANITA',
  Martin: 'U0MARTIN',
  Joan: 'U0JOAN',
} as const;

export type Name = keyof typeof IDS;
export type Town = SlackTown<Name>;

export async function startKirklees(variables: Record<string, string> = {}): Promise<Town> {
  return new SlackTown(await startSlackWorld('kirklees', { PEOPLE_FILE: PEOPLE, ...variables }), IDS);
}

/** The dialogs, by the buttons that begin them. */
export const DIALOGS = {
  complaint: 'Raise a complaint or concern',
  meeting: 'Ask for an officer at a group meeting',
  pressure: 'Report pressure',
  information: 'Ask for information',
  enquiry: 'Send an enquiry',
  advice: 'Ask the Monitoring Officer',
  relationship: 'Disclose a relationship',
} as const;

/** A complaint, informal and not raised before unless said otherwise. */
export function complaint(about: string, changes: Answers = {}): { raise: string; answers: Answers } {
  return {
    raise: DIALOGS.complaint,
    answers: {
      'About whom': about,
      'How would': 'Informally',
      'Have you raised': 'No',
      'Does it touch': 'No',
      'What happened': 'They shouted at me in the car park.',
      'When did': 'Last Tuesday',
      ...changes,
    },
  };
}

export function meeting(changes: Answers = {}): { raise: string; answers: Answers; confirm: string } {
  return {
    raise: DIALOGS.meeting,
    answers: {
      'What kind': 'A meeting of a group',
      'Which group': 'Labour',
      'Who is to attend': 'Olwen Parry',
      'What is the subject': 'The local plan',
      'When is': '2026-12-10',
      'Will there be': 'No',
      ...changes,
    },
    confirm: 'Record it',
  };
}

/** Pressure of a kind that begins so, on an officer by a councillor, or the other way round. */
export function pressure(from: string, kind: string): { raise: string; answers: Answers } {
  const isOnOfficer = from.startsWith('Cllr');
  return {
    raise: DIALOGS.pressure,
    answers: {
      'From whom': from,
      [isOnOfficer ? 'What kind' : 'What is it?']: kind,
      'What was asked': 'To change what my report says.',
      'How was it put': 'By phone. I said no.',
      'When was it': 'Yesterday',
    },
  };
}

export function information(changes: Answers = {}): { raise: string; answers: Answers } {
  return {
    raise: DIALOGS.information,
    answers: {
      'What would you like to have': 'The figures on planning appeals.',
      'In which form': 'Information',
      'For whom': 'For me',
      'Do you have an interest': 'No',
      'Why do you need': 'I sit on the planning committee.',
      'Do you know an officer': 'Olwen Parry',
      ...changes,
    },
  };
}

export function enquiry(to = 'Olwen Parry', about = 'My own work'): { raise: string; answers: Answers } {
  return {
    raise: DIALOGS.enquiry,
    answers: {
      'To whom': to,
      'What is it about': about,
      'What would you like to know': 'When is the bridge mended?',
    },
  };
}
