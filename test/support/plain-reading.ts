/** What nobody should have to read: keys, ids, dates of machines, the same thing twice. */

const FAULTS: Readonly<Record<string, RegExp>> = {
  'an email address for a name': /[\w.]+@council\.example/,
  'a date of a machine': /\b\d{4}-\d{2}-\d{2}\b/,
  'an exclamation mark': /!/,
  'a value that is not there': /undefined|null|\[object|NaN/,
  'a placeholder': /\{\{|\}\}|\{reference\}|%\w+%/,
  'the id of an office, a route or a fact':
    /\b(?:chief-executive|monitoring-officer|group-leader|section-151-officer|ward-party|political-group|third-party|subject-level|member-line-manager|officer-(?:formal|informal|afresh))\b/,
  'two full stops': /[^.]\.\.(?!\.)/,
  'a doubled article': /\bthe (?:the|a|an|another)\b/i,
};
const SHORT = 30;

/**
 * @param mayRepeat as a form does, with what is chosen standing beside the choices
 * @returns what is wrong with a text that people read; empty where nothing is
 */
export function faultsOf(text: string, mayRepeat = false): string[] {
  const found = Object.entries(FAULTS).flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match ? [`${what}: ${text.slice(Math.max(0, match.index - 30), match.index + 40)}`] : [];
  });
  if (mayRepeat) return found;
  const lines = text.split('\n').filter((line) => line.length > SHORT);
  const repeated = [...new Set(lines.filter((line, at) => lines.indexOf(line) !== at))];
  return [...found, ...repeated.map((line) => `said twice: ${line}`)];
}
