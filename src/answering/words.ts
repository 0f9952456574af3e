/** Compares words for what they speak of, whatever their form. */

/** Whether two stems speak of one thing: "friend" and "friendship", "complain" and "complainant". */
export function isAlike(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short === long || (short.length >= 5 && long.startsWith(short) && long.length - short.length <= 4);
}

/** Whether every stem of the one is among the other's. */
export function holdsAll(wanted: readonly string[], there: readonly string[]): boolean {
  return wanted.every((word) => there.some((other) => isAlike(word, other)));
}
