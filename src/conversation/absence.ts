/** "Away until 5 January", "I am back": cases go to somebody else's deputy meanwhile. */
import { DateTime } from 'luxon';
import { calendarDay, formatDay } from '../casework/clock.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';

const AWAY = /^(?:i am |i'm |im )?(?:away|off|on leave|out of office) (?:until|till|to) (.{3,40}?)[.!]?$/i;
const BACK = /^(?:i am |i'm |im )?back(?: at work| in the office)[.!]?$/i;
const FORMATS = ['yyyy-MM-dd', 'd/M/yyyy', 'd LLLL yyyy', 'd LLL yyyy', 'd LLLL', 'd LLL'];

/** @returns null where a text says nothing of being away */
export async function readAbsence(context: TurnContext, text: string): Promise<Step | null> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const now = services.clock.now();
  if (BACK.test(text.trim())) {
    await services.register.setAbsence(council, person.key, null, now.toISOString());
    return say(context, { type: 'text', text: 'Welcome back. New cases come to you again.' });
  }
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
  return say(context, {
    type: 'text',
    text: `Noted: you are away up to and including ${formatDay(until)}. New cases go to your deputy, where there is one. What you have now stays with you: hand it over from its card if it cannot wait. Type "back at work" when you are back.`,
  });
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
