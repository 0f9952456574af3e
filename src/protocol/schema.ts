/**
 * What a council's protocol is, as data: the shapes of every file under `protocols/`.
 * Each schema documents the file it validates; `docs/protocols.md` shows how to write one.
 */
import { z } from 'zod';
import { caseworkFields, noticeSchema } from './procedures.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const sentence = z.string().trim().min(1);
const language = z.string().regex(/^[a-z]{2}$/, 'use the two letters of the language, as in "cy"');

/** The dialogs Beadle can offer. Only those that a running Beadle has are shown as buttons. */
export const FLOW_IDS = [
  'relationship',
  'group-meeting',
  'complaint',
  'pressure',
  'information',
  'enquiry',
  'escalate',
] as const;
export type FlowId = (typeof FLOW_IDS)[number];

export const VERDICTS = ['yes', 'no', 'conditional', 'info'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const PERSON_KINDS = ['officer', 'member'] as const;
/** The two sides of every protocol: paid staff, and elected or co-opted councillors. */
export type PersonKind = (typeof PERSON_KINDS)[number];

/** `protocols/<council>/council.yaml`: who the council is, what it calls things, what state its document is in. */
export const councilSchema = z.strictObject({
  id,
  name: sentence,
  /** Prefix of case references, as in `SWA-2026-0042`. */
  reference_prefix: z.string().regex(/^[A-Z]{3}$/),
  /** Whose bank holidays count. */
  division: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  languages: z.array(language).min(1),
  protocol: z.strictObject({
    title: sentence,
    status: z.enum(['adopted', 'draft', 'proposed']),
    /** When the text was put forward or adopted, as far as the document itself says. */
    dated: z.iso.date().nullable(),
    /** The document's standing in our own words, shown when people ask what the protocol is. */
    note: sentence,
    /** Further texts printed with the protocol that its clauses may be cited from. */
    sources: z.array(z.strictObject({ id, title: sentence })).default([]),
  }),
  /** What this council calls its people; used in every sentence Beadle writes for it. */
  words: z.strictObject({
    member: sentence,
    members: sentence,
    officer: sentence,
    officers: sentence,
    /** As in "Labour group": the council's own term for a party's councillors. */
    political_group: sentence,
    /** As in "ward" or "division". */
    ward: sentence,
  }),
  offices: z
    .array(
      z.strictObject({
        id,
        title: sentence,
        /** Where the protocol names this office. */
        clauses: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  /** Faults and oddities of the document that a reader must know of when a clause is cited. */
  quirks: z.array(z.strictObject({ clauses: z.array(z.string()).min(1), note: sentence })).default([]),
});
export type Council = z.infer<typeof councilSchema>;

/** `protocols/<council>/clauses.yaml`: every clause, in the order of the document. */
export const clausesSchema = z.strictObject({
  clauses: z
    .array(
      z.strictObject({
        /** The label people cite: "7.2", or the heading where the text is not numbered. */
        label: sentence,
        /** The label as the document prints it, where that differs from the effective one. */
        printed: sentence.optional(),
        /** The part of the document the clause stands in. */
        heading: sentence,
        /** What it says, in our own words: one or two sentences. */
        gist: sentence,
        binds: z.array(z.enum(['member', 'officer', 'council'])).min(1),
        /** `protocol`, or the id of one of the council's further sources. */
        source: z.string().default('protocol'),
        /** Other ways people may write the label. */
        aliases: z.array(sentence).default([]),
        /** The document's own fault at this place. */
        note: sentence.optional(),
      }),
    )
    .min(1),
});
export type Clause = z.infer<typeof clausesSchema>['clauses'][number];

/** A test on facts: every named fact must have the value, or one of the values. */
const conditionSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));
export type Condition = z.infer<typeof conditionSchema>;

const ruleSchema = z.strictObject({
  when: conditionSchema.optional(),
  verdict: z.enum(VERDICTS),
  /** Replaces the usual opening words of the verdict ("Yes, if these conditions are met."). */
  lead: sentence.optional(),
  /** The answer itself: one full sentence that reads well alone and after "Yes." or "No.". */
  say: sentence,
  /** Conditions or steps, each a short sentence. */
  points: z.array(sentence).max(5).default([]),
  clauses: z.array(z.string()).min(1).max(4),
  /** What to do now. */
  next: sentence.optional(),
  offers: z.array(z.enum(FLOW_IDS)).default([]),
});
export type Rule = z.infer<typeof ruleSchema>;

const notCoveredSchema = z.strictObject({
  not_covered: z.strictObject({
    /** What the protocol lacks, if more can be said than that it has no rule. */
    say: sentence.optional(),
    /** Clauses near the matter, named as related, never as authority. */
    related: z.array(z.string()).max(4).default([]),
    offers: z.array(z.enum(FLOW_IDS)).default(['escalate']),
  }),
});
export type NotCovered = z.infer<typeof notCoveredSchema>['not_covered'];

/** `protocols/<council>/guidance.yaml`: for every topic, the council's rules, first match first, or that it has none. */
export const guidanceSchema = z.strictObject({
  topics: z.record(id, z.union([z.array(ruleSchema).min(1), notCoveredSchema])),
  /** Topics the protocol is simply silent about. */
  not_covered: z.array(id).default([]),
});
export type Guidance = z.infer<typeof guidanceSchema>;

export const RELATIONSHIP_KINDS = ['family', 'friendship', 'business', 'social-media', 'other'] as const;
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

const relationshipRouteSchema = z.strictObject({
  /** `must`: the protocol requires it. `consider`: it asks people to think about it. `none`: it says nothing. */
  duty: z.enum(['must', 'consider', 'none']),
  clauses: z.array(z.string()).default([]),
  /** Shown before the questions: what the protocol asks, in a sentence or two. */
  say: sentence,
  /** The office told, or null where the protocol names nobody. */
  tell: id.nullable(),
  /** Told to the discloser in the receipt: what happens next, as far as the protocol says. */
  next: sentence,
});
export type RelationshipRoute = z.infer<typeof relationshipRouteSchema>;

/** `protocols/<council>/procedures.yaml`: what each flow needs to know of the council. */
export const proceduresSchema = z.strictObject({
  relationship: z.strictObject({
    kinds: z.record(z.enum(RELATIONSHIP_KINDS), relationshipRouteSchema),
    /** What differs when the tie is older than the election or appointment. */
    before_election: z.strictObject({ say: sentence, clauses: z.array(z.string()).min(1) }).optional(),
    /** What follows when one of the two takes decisions that touch the other. */
    decides: z.strictObject({ say: sentence, clauses: z.array(z.string()).min(1) }).optional(),
    /** Whom Beadle offers to tell where the protocol names nobody. */
    offer: id,
    /** How many months after it was disclosed or last confirmed the discloser is asked whether it is still right. */
    confirm_after_months: z.int().positive().default(12),
    /** Who hears of it besides the one told, as when it is recorded or ended. */
    tells: z.array(noticeSchema).default([]),
  }),
  ...caseworkFields,
});
export type Procedures = z.infer<typeof proceduresSchema>;

/** `protocols/topics/<theme>.yaml`: situations that protocols settle one way, shared by all councils. */
export const themeSchema = z.strictObject({
  theme: id,
  title: sentence,
  /** `protocol`: every council rules on it or says it does not. `out-of-scope`: none of our business. `chat`: small talk with the bot. */
  kind: z.enum(['protocol', 'out-of-scope', 'chat']).default('protocol'),
  topics: z
    .array(
      z.strictObject({
        id,
        title: sentence,
        /** Who asks this; `any` where it is the same for both. */
        who: z.enum(['officer', 'member', 'any']).default('any'),
        /** What Beadle says, for topics that no council rules on. */
        reply: sentence.optional(),
      }),
    )
    .min(1),
});
export type Theme = z.infer<typeof themeSchema>;

/** `protocols/topics/facts.yaml`: what turns a verdict, and the words that show it. */
export const factsSchema = z.strictObject({
  facts: z.array(
    z.strictObject({
      id,
      title: sentence,
      /** Asked under an answer whose verdict turns on the fact, where it is not known; a fact without one is never asked for. */
      question: sentence.optional(),
      values: z
        .array(
          z.strictObject({
            id,
            title: sentence,
            /** Phrases; `*` at the end of a word stands for any ending. */
            words: z.array(sentence).default([]),
          }),
        )
        .min(1),
    }),
  ),
});
export type FactDefinition = z.infer<typeof factsSchema>['facts'][number];

/** A phrase that words are looked for by. Without a letter or digit of its own it would be found everywhere. */
const phrase = sentence.regex(/[a-z0-9]/i, 'a phrase needs a letter or a digit');
const phrases = z.array(phrase).min(1);

/** `protocols/topics/urgent.yaml`: words of distress and danger, and what is said to them before anything else is read. */
export const urgentSchema = z.strictObject({
  matters: z
    .array(
      z.strictObject({
        id,
        say: sentence,
        /** Said where somebody else wrote the words. */
        about_another: sentence,
        /** Where to turn. */
        points: z.array(sentence).min(1).max(5),
        /** Phrases; `*` at the end of a word stands for any ending, alone for any one word. */
        words: phrases,
        /** Phrases that say it only in a short message; in a long one they are said of much else. */
        alone: z.array(phrase).default([]),
        /** Phrases taken out of a message first. */
        unless: z.array(phrase).default([]),
        /** The same in other languages, with what is said in them. */
        languages: z
          .array(
            z.strictObject({
              id: language,
              say: sentence,
              words: phrases,
              unless: z.array(phrase).default([]),
            }),
          )
          .default([]),
      }),
    )
    .min(1),
  /** What became of the words. */
  nothing_kept: sentence,
  in_dialog: sentence,
  others_read: sentence,
  /** Offered besides where somebody's conduct is spoken of, and for some matters always. */
  conduct: z.strictObject({
    say: sentence,
    offers: z.array(z.enum(FLOW_IDS)).min(1),
    always: z.array(id).default([]),
    words: phrases,
  }),
});
export type Urgent = z.infer<typeof urgentSchema>;

/** `protocols/topics/plain.yaml`: short statements of what somebody did, whose topic turns on who says it of whom. */
export const plainSchema = z.strictObject({
  /** The words by which it is known of whom one speaks. */
  sides: z.strictObject({
    member: phrases,
    officer: phrases,
    senior: phrases,
    chief: phrases,
    /** With these it is no such statement. */
    neither: phrases,
  }),
  statements: z
    .array(
      z.strictObject({
        id,
        words: phrases,
        /** How many words may stand before and after them. */
        before: z.int().nonnegative(),
        after: z.int().nonnegative(),
        /** It need not be said of whom. */
        anybody: z.boolean().default(false),
        /** Somebody must follow: a side's word, or a name. */
        of_somebody: z.boolean().default(false),
        /** It must be said of a councillor. */
        of_member: z.boolean().default(false),
        /** The topic by who says it, and of whom where that is not simply the other side. */
        topics: z.strictObject({
          officer: id.optional(),
          member: id.optional(),
          member_of_senior: id.optional(),
          member_of_chief: id.optional(),
          officer_of_senior: id.optional(),
          officer_of_chief: id.optional(),
        }),
      }),
    )
    .min(1),
});
export type Plain = z.infer<typeof plainSchema>;

/** `protocols/topics/languages.yaml`: by which words a message in another language than English is known. */
export const languagesSchema = z.strictObject({
  /** Said to a message in any of them. */
  say: sentence,
  next: sentence,
  offers: z.array(z.enum(FLOW_IDS)).min(1),
  languages: z
    .array(
      z.strictObject({
        id: language,
        name: sentence,
        /** The same in that language, said where it is one of the council's. */
        say: sentence.optional(),
        /** Words that English does not have. */
        words: phrases,
        /** Words that English has too, which count only beside those. */
        shared: z.array(phrase).default([]),
      }),
    )
    .min(1),
});
export type Languages = z.infer<typeof languagesSchema>;

/** `protocols/topics/concepts.yaml`: words that mean the same for our purposes. */
export const conceptsSchema = z.strictObject({
  concepts: z.array(
    z.strictObject({
      /** The words that are read instead. */
      id: sentence,
      /** Words and phrases, in lower case without punctuation. */
      words: z.array(sentence).min(1),
    }),
  ),
});
export type Concept = z.infer<typeof conceptsSchema>['concepts'][number];
