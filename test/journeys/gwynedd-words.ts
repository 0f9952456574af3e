/** What Gwynedd's stories share: how they open a council of its own, and their usual words. */
import { emailOf, openTeamsCouncil, type TeamsCouncil } from '../support/teams-council.ts';
import { expectPlainWords, type Values } from '../support/play.ts';
import { STAFF } from './gwynedd-staff.ts';

export const WHAT = { what: 'He shouted at me.', when: 'On Monday' };

export function complaint(about: string, way: Values = {}): Values[] {
  return [
    { about: emailOf(about) },
    { formality: 'informal', step: 'first', concerns: 'conduct', ...way },
    WHAT,
  ];
}

export const outcome = (id: string, more: Values = {}): Values => ({
  outcome: id,
  reply: 'We have talked it over.',
  changes: 'no',
  ...more,
});

export const NOT_YOURS = /not yours to do\. Nothing was changed\.$/;
export const NO_CASE = /^I have no case GWY-\d{4}-\d{4} to show you\.$/;

/** A council of its own on some day. */
export const openGwynedd = (day?: string): Promise<TeamsCouncil> => openTeamsCouncil('gwynedd', STAFF, day);

/** Closes it, once all that was read in it was in plain words. */
export async function closeGwynedd(gwynedd: TeamsCouncil): Promise<void> {
  expectPlainWords(gwynedd.read, [/councillor/i]);
  await gwynedd.close();
}
