/** "Away until 5 January", "I am back": cases go to somebody else's deputy meanwhile. */
import { DateTime } from 'luxon';
import { calendarDay, formatDay } from '../casework/clock.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

const I_AM = "(?:(?:i am|i['’]m|im) )?";
const AWAY = new RegExp(
  `^${I_AM}(?:away|off|on leave|out of office) (?:until|till|to) (.{3,40}?)[.!]?$`,
  'i',
);
/** "Back" alone is a step back in a dialog. */
const BACK = new RegExp(
  `^(?:(?:i am|i['’]m|im) back|${I_AM}back (?:now|again|at work|in the office|from (?:leave|holiday))|${I_AM}(?:no longer|not) (?:away|on leave|out of office)(?: any ?more| any longer| now)?)[.!]?$`,
  'i',
);
const FORMATS = ['yyyy-MM-dd', 'd/M/yyyy', 'd LLLL yyyy', 'd LLL yyyy', 'd LLLL', 'd LLL'];

/** @returns null where a text says nothing of being away */
export async function readAbsence(context: TurnContext, text: string): Promise<Step | null> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const now = services.clock.now();
  if (BACK.test(text.trim())) return endAbsence(context);
  const named = AWAY.exec(text.trim())?.[1];
  if (named === undefined) return null;
  const until = readDay(named, calendarDay(now));
  if (until === null) {
    return say(context, {
      type: 'text',
      text: 'I cannot tell which day you mean. Please write it like this: away until 5 January 2027. Nothing was changed.',
    });
  }
  await services.register.setAbsence(council, person.key, until, now.toISOString());
  const noted = `Noted: you are away up to and including ${formatDay(until)}.`;
  return say(context, { type: 'text', text: `${noted} ${meanwhile(context)}` });
}

/** Says that somebody is back, by a word or a button. */
export async function endAbsence(context: TurnContext): Promise<Step> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const now = services.clock.now();
  const away = await services.register.absentOn(council, calendarDay(now));
  if (!away.has(person.key)) {
    return say(context, { type: 'text', text: 'I do not have you down as away. Nothing was changed.' });
  }
  await services.register.setAbsence(council, person.key, null, now.toISOString());
  const text = person.kind === 'member' ? 'Welcome back.' : 'Welcome back. New cases come to you again.';
  return say(context, { type: 'text', text });
}

/** What becomes of things while somebody is away. Only officers have others who stand in for them. */
function meanwhile({ person }: TurnContext): string {
  const back = 'Type "I am back" when you are back.';
  return person.kind === 'member'
    ? `Nobody stands in for you: what comes to you waits until you are back. Whoever raises something that comes to you is told that you are away. ${back}`
    : `New cases go to your deputy or to whoever is above you, where there is somebody. What is put to you by name waits for you, and whoever sends it is told that you are away. What you have now stays with you: hand it over from its card if it cannot wait. ${back}`;
}

/** A day from today on; one without a year is the next of that name. */
function readDay(text: string, today: string): string | null {
  const plain = text
    .trim()
    .replace(/(\d)(st|nd|rd|th)\b/i, '$1')
    .replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? /i, '');
  for (const format of FORMATS) {
    const day = DateTime.fromFormat(plain, format, { zone: 'utc', locale: 'en-GB' });
    if (!day.isValid) continue;
    if (format.includes('y')) return day.toISODate() >= today ? day.toISODate() : null;
    const thisYear = day.set({ year: Number(today.slice(0, 4)) });
    return (thisYear.toISODate() >= today ? thisYear : thisYear.plus({ years: 1 })).toISODate();
  }
  return null;
}
