/** Recognises messages that say too little to be about anything: "can I go to it on Thursday". */
import { wordsOf } from '../understanding/text.ts';

/** Words that carry no matter of their own. */
const EMPTY = new Set(
  `a about after again all along alright also am an and any anyone anything are as ask at aye be because been before being
  but by can cant come coming could did do does doing done dont else ever for from get give go going gonna good got had
  has have having he hello help her here hey hi him his how i if im in into is isnt it its ive just know let like long me
  might mind more morning must my need no not now of ok okay on one or other our out over please put quick question
  really right said same say see shall she should so some someone something soon still sure take tell than thanks that
  thats the their them then there these they thing things think this those to today tomorrow too try up us very want was
  we week well were what whats when where which who whos why will with wont would yeah yes yet you your
  monday tuesday wednesday thursday friday saturday sunday next allowed fine then tonight weekend weds thurs tues`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** True where nothing in a message says what it is about, or only one word does, whatever it is: "cabinet". */
export function isTooVague(text: string): boolean {
  return new Set(wordsOf(text)).size < 2 || matterOf(text).length === 0;
}

/** The words of a message that say what it is about. */
export function matterOf(text: string): string[] {
  return wordsOf(text).filter((word) => !EMPTY.has(word) && !/^\d+$/.test(word));
}
