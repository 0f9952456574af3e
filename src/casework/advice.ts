/** Advice receipts: an answer as it was given, kept by whoever got it. Later changes of the guidance do not reach it. */
import { z } from 'zod';
import { PERSON_KINDS, VERDICTS } from '../protocol/schema.ts';
import type { Authorized } from './access.ts';
import { calendarYear } from './clock.ts';
import type { Person } from './people.ts';
import type { CaseRecord, Change, Json } from './register-port.ts';

/** The form that receipts are written in, as their history names it. */
export const ADVICE_VERSION = 'advice-1';

const clauseSchema = z.object({
  label: z.string(),
  heading: z.string(),
  gist: z.string(),
  note: z.string().nullable(),
});

export const adviceSchema = z.object({
  /** As it was typed; for a topic picked from a list, its title. */
  question: z.string(),
  picked: z.boolean(),
  /** Whom it was answered for. */
  as: z.enum(PERSON_KINDS).nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  headline: z.string(),
  /** Conditions or steps. */
  points: z.array(z.string()),
  next: z.string().nullable(),
  /** The clauses it rests on and those near it, with the words they were shown under. */
  clauses: z.array(z.object({ label: z.string(), clauses: z.array(clauseSchema) })),
  notes: z.array(z.string()),
  /** The title of the document. */
  source: z.string(),
  /** SHA-256 over the council's protocol and guidance as they stood. */
  version: z.string(),
  /** When it was given. */
  at: z.string(),
});

/** An answer as somebody was shown it: facts and sentences, no pointers to what may change. */
export type Advice = z.infer<typeof adviceSchema>;

/**
 * Plans the keeping of an answer. Keeping the same answer twice makes one receipt.
 * @param answerId of the answer shown
 */
export function planAdvice(
  answerId: string,
  advice: Advice,
  person: Person,
  { council, referencePrefix, now, newId }: AdviceNeeds,
): Change {
  const data = toJson(advice);
  return {
    council,
    at: now.toISOString(),
    kase: {
      is: 'new',
      id: newId(),
      type: 'advice',
      stage: 'kept',
      raisedBy: person.key,
      ended: false,
      route: null,
      people: [],
      data,
      onceKey: `keep:${answerId}`,
      referencePrefix,
      year: calendarYear(now),
    },
    history: [
      {
        actor: person.key,
        action: 'kept',
        data,
        versions: { protocol: advice.version, flow: ADVICE_VERSION },
      },
    ],
    messages: [],
    gaps: [],
  };
}

export type AdviceNeeds = { council: string; referencePrefix: string; now: Date; newId: () => string };

/** What a receipt holds. @returns null where the case is no receipt */
export function readAdvice({ kase }: Pick<Authorized<'read'>, 'kase'>): Advice | null {
  return kase.type === 'advice' ? adviceSchema.parse(kase.data) : null;
}

function toJson(advice: Advice): CaseRecord['data'] {
  return JSON.parse(JSON.stringify(advice)) as Record<string, Json>;
}
