/** Which groups were briefed on what: a second group's request on the same subject must not be treated differently. */
import { stem, wordsOf } from '../understanding/text.ts';
import { readCaseData } from './case-data.ts';
import type { CaseGround } from './case-ground.ts';
import { formatDay } from './clock.ts';
import type { CaseRecord, Register } from './register-port.ts';

/** An earlier briefing of another group on what looks like the same subject. */
export type Parity = { reference: string; group: string; topic: string; date: string };

/** Subjects are taken for the same where they share at least this part of the shorter one's words that matter. */
const ALIKE = 0.5;
const EMPTY = new Set(
  'a an the of on in for and to about at our your with next new meeting briefing update group'.split(' '),
);
const AGREED = ['agreed', 'done'];

/**
 * Looks through the council's agreed attendances for one of another group on the same subject.
 * @returns the newest; null where the council's protocol has no such rule, or there is none
 */
export async function findParity(
  kase: CaseRecord,
  { protocol }: Pick<CaseGround, 'protocol'>,
  register: Pick<Register, 'casesOfType'>,
): Promise<Parity | null> {
  const own = readCaseData(kase);
  if (kase.type !== 'group-meeting' || !own || protocol.procedures['group-meeting'].parity === null)
    return null;
  const earlier = await register.casesOfType(kase.council, 'group-meeting', AGREED);
  for (const other of earlier) {
    const data = readCaseData(other);
    if (!data || other.id === kase.id || data.group === null || data.group === own.group) continue;
    const topic = data.answers['topic'] ?? '';
    if (isSameSubject(topic, own.answers['topic'] ?? '')) {
      return {
        reference: other.reference,
        group: data.group,
        topic,
        date: formatDay(data.answers['date'] ?? other.createdAt),
      };
    }
  }
  return null;
}

/** Whether two subjects, as people typed them, look like one. */
export function isSameSubject(one: string, other: string): boolean {
  const [a, b] = [matterIn(one), matterIn(other)];
  const shorter = Math.min(a.size, b.size);
  if (shorter === 0) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / shorter >= ALIKE;
}

function matterIn(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !EMPTY.has(word))
      .map(stem),
  );
}
