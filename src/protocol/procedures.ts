/**
 * What the dialogs and cases need to know of a council: `protocols/<council>/procedures.yaml`, and the plans that all
 * councils share: `protocols/plans.yaml`. `docs/protocols.md` shows how to write them.
 *
 * A dialog's answers are facts. The first route of its flow whose facts hold says who receives the case, who decides, who
 * is told, and which clocks run; its plan says which stages and moves there are.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const sentence = z.string().trim().min(1);
const labels = z.array(z.string());

/** A test on facts: every named fact must have the value, or one of the values. An absent fact matches nothing. */
const conditionSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));

/**
 * What a person is to a case. `subject`: complained of, or the other side of a relationship or of pressure. `officer`: the
 * officer invited or asked. `handler`: works on it. `decider`: must agree. `informed`: was told of it.
 */
export const CASE_ROLES = ['raiser', 'subject', 'officer', 'handler', 'decider', 'informed'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];
const party = z.enum(['raiser', 'subject', 'officer']);

/** How somebody is found. */
export const recipientSchema = z.union([
  /** Whoever holds an office. */
  z.strictObject({ office: id }),
  /** The line manager of a party. */
  z.strictObject({ line_manager_of: party }),
  /** The first person above a party, by line managers, who holds one of these offices. */
  z.strictObject({ above: party, holding: z.array(id).min(1) }),
  /** The party itself where they hold one of these offices, else the first person above who does. */
  z.strictObject({ at_or_above: party, holding: z.array(id).min(1) }),
  /** The leader of a party's political group, or of the group the case is about. */
  z.strictObject({ group_leader_of: z.enum(['raiser', 'subject', 'group']) }),
  /** The leaders of all groups but the one the case is about. */
  z.strictObject({ other_group_leaders: z.literal(true) }),
  /** Those who have a role in the case. */
  z.strictObject({ role: z.enum(CASE_ROLES) }),
]);
export type Recipient = z.infer<typeof recipientSchema>;

/** First those of the first recipient; where none of them can be found or may hear of it, the next one's. */
export const ladder = z.array(recipientSchema).min(1);
export type Ladder = readonly Recipient[];

const clockSchema = z
  .strictObject({
    id,
    /** What is due, as in "Outcome to the councillor". */
    title: sentence,
    /** How long it runs: exactly one of these. Counted from the day `from` happens, which is day 0. */
    working_days: z.int().positive().optional(),
    months: z.int().positive().optional(),
    /** Due on the day that an answer of the dialog or of the move names. */
    on: id.optional(),
    /** `start`, or the move that sets it running. */
    from: z.union([z.literal('start'), id]).default('start'),
    /** On the case's facts and the answers of the move that starts it. */
    when: conditionSchema.optional(),
    /** Moves that meet it. */
    met_by: z.array(id).min(1),
    /** Moves that put it off to a day they name: the move's id → the name of its date. */
    put_off_by: z.record(id, id).default({}),
    /** Moves after which it is no longer needed, without having been met. */
    stopped_by: z.array(id).optional(),
    /** A way out rather than a duty of its own: once its day has passed it is over, never overdue. */
    lapses: z.boolean().optional(),
    /** Stages in which it stands still. */
    paused_in: z.array(id).default([]),
    /** Whose it is: who is reminded first. */
    owner: z.enum(['handler', 'decider', 'raiser', 'officer']).default('handler'),
    /** Who hears of it next, once it is overdue. */
    then: ladder.optional(),
    /** Reminders in working days before and after it is due; 0 stands for the day itself. */
    remind: z.strictObject({ before: z.array(z.int().positive()), after: z.array(z.int().min(0)) }).default({
      before: [2],
      after: [0, 1, 5],
    }),
    /** What the owner reads in a reminder: what to do. */
    say: sentence,
    clauses: labels.default([]),
  })
  .refine(
    (clock) =>
      [clock.working_days, clock.months, clock.on].filter((length) => length !== undefined).length === 1,
    { message: 'give exactly one of working_days, months and on' },
  );
export type ClockRule = z.infer<typeof clockSchema>;

export const noticeSchema = z.strictObject({
  /** `start`, or the move that causes it. */
  on: z.union([z.literal('start'), id]).default('start'),
  who: recipientSchema,
  /** One sentence, for the person told: what has happened, what it asks of them. */
  say: sentence,
  /** Which answers of the dialog, or of the move, they see beside it. None by default: a notice is not the file. */
  shows: z.array(z.string()).default([]),
  when: conditionSchema.optional(),
  clauses: labels.default([]),
});
export type Notice = z.infer<typeof noticeSchema>;

const routeSchema = z
  .strictObject({
    id,
    /** As in "Formal complaint about an officer". */
    title: sentence,
    /** On the dialog's facts; a route without it takes every case that comes so far. */
    when: conditionSchema.optional(),
    clauses: z.array(z.string()).min(1).max(6),
    /** What the protocol provides: read before anything is recorded. */
    say: sentence,
    /** Steps or conditions, each a short sentence. */
    points: z.array(sentence).max(6).default([]),
    /** Nothing is recorded: the protocol does not allow it, or sends people elsewhere. `say` says why. */
    stops: z.boolean().default(false),
    /** Who handles it. Left out where the protocol names nobody: then `offer` is offered, and that said. */
    receive: ladder.optional(),
    /** An office that may be told where the protocol names nobody. */
    offer: id.optional(),
    /** Each of these must agree before it is agreed. */
    decide: z.array(z.strictObject({ title: sentence, who: ladder })).default([]),
    tells: z.array(noticeSchema).default([]),
    /** The plan it runs by: stages and moves. */
    plan: id.optional(),
    /** What may come of it, for moves that ask for an outcome. */
    outcomes: z.array(z.strictObject({ id, label: sentence })).default([]),
    clocks: z.array(clockSchema).default([]),
    /** The route that a move to another route leads to ("make it formal", "refer it"): the move's id → the route's. */
    leads: z.record(id, id).default({}),
    /** Conditions that go to both sides once it is agreed. */
    conditions: z.array(sentence).max(8).default([]),
    /** Not for whoever handled it before: somebody new looks at it. */
    fresh: z.boolean().optional(),
    /** What the protocol says of time where it gives no number of days to count; instead of saying that it sets none. */
    timing: sentence.optional(),
    /** It cannot wait: marked so wherever it is shown. */
    urgent: z.boolean().default(false),
    /** Told to whoever raised it, in the receipt: what happens next, as far as the protocol says. */
    next: sentence,
  })
  .refine(
    (route) => route.stops || (route.plan !== undefined && (route.receive ?? route.offer) !== undefined),
    {
      message: 'a route that does not stop needs a plan, and receive or offer',
    },
  );
export type Route = z.infer<typeof routeSchema>;

/** Something to know, where its facts hold. */
const cardSchema = z.strictObject({
  when: conditionSchema.optional(),
  say: sentence,
  points: z.array(sentence).max(6).default([]),
  clauses: labels.default([]),
  /** `warning` where it tells people what not to do. */
  tone: z.enum(['normal', 'warning']).default('normal'),
});
export type ProcedureCard = z.infer<typeof cardSchema>;

const flowFields = {
  /** Shown before the first question: what to know before anything else, prohibitions first. */
  before: z.array(cardSchema).default([]),
  /** Questions this council needs besides those everybody is asked, by their names in the flow. */
  asks: z.array(z.string()).default([]),
  /** Shown above the summary where their facts hold: another way out, such as whistleblowing. */
  signposts: z.array(cardSchema).default([]),
  routes: z.array(routeSchema).min(1),
};
export const flowProcedureSchema = z.strictObject(flowFields);
export type FlowProcedure = z.infer<typeof flowProcedureSchema>;

const groupMeetingSchema = z.strictObject({
  ...flowFields,
  /** A second group's request on the same subject: what the protocol says of it; null where it says nothing. */
  parity: z.strictObject({ say: sentence, clauses: z.array(z.string()).min(1) }).nullable(),
});
export type GroupMeetingProcedure = z.infer<typeof groupMeetingSchema>;

/** How senior somebody is who is complained of: the first whose offices they hold; an officer or a member otherwise. */
const levelSchema = z.strictObject({ id, title: sentence, offices: z.array(id).min(1) });

/** What every council has besides its relationships. */
export const caseworkFields = {
  /** How days are counted. */
  counting: z
    .strictObject({
      /** Days that count as bank holidays at this council only, or once only. */
      extra_holidays: z.array(z.strictObject({ date: z.iso.date(), name: sentence })).default([]),
    })
    .prefault({}),
  /** Most senior first. */
  levels: z.array(levelSchema),
  /** Who takes a case on where everybody on its route is party to it or absent; the last resort is said to be ours, not the protocol's. */
  last_resort: ladder,
  'group-meeting': groupMeetingSchema,
  complaint: flowProcedureSchema,
  pressure: flowProcedureSchema,
  information: flowProcedureSchema,
  enquiry: flowProcedureSchema,
  escalate: flowProcedureSchema,
} as const;

const askSchema = z.strictObject({
  name: id,
  kind: z.enum(['text', 'choice', 'date', 'person']),
  label: sentence,
  hint: sentence.optional(),
  /** Its name for those who read the answer; its label where it is left out. */
  reads_as: sentence.optional(),
  required: z.boolean().default(true),
  options: z.array(z.strictObject({ id, label: sentence })).optional(),
  /** The route's outcomes, instead of options of its own; or offices of the council. */
  options_from: z.enum(['outcomes', 'offices']).optional(),
  /** On the answers given so far in this move. */
  when: conditionSchema.optional(),
});
export type MoveAsk = z.infer<typeof askSchema>;

const moveSchema = z.strictObject({
  id,
  /** On its button. */
  label: sentence,
  /** Other labels, where facts of the case make the usual one untrue. */
  labels: z.array(z.strictObject({ when: conditionSchema, label: sentence })).optional(),
  /** What has been done once it is made: "Acknowledged". */
  done: sentence.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  /** Who may make it. */
  by: z.array(z.enum([...CASE_ROLES, 'monitoring-officer'])).min(1),
  /** In which stages; `open` stands for all that do not end the case. */
  from: z.union([z.literal('open'), z.array(id).min(1)]),
  /** Where it leads; left out where the stage stays. */
  to: id.optional(),
  asks: z.array(askSchema).default([]),
  /** Who hears of it whatever the council; a route's `tells` add to it. */
  tells: z
    .array(
      z.strictObject({
        who: z.enum(CASE_ROLES),
        say: sentence,
        shows: z.array(z.string()).default([]),
        when: conditionSchema.optional(),
      }),
    )
    .default([]),
  /** What it does besides: `agree` counts one decider's agreement and leads on once all have agreed; `lead` goes to the route that the case's route names in `leads`; `hand-over` makes the person in its answer `to` the handler; `inform` tells that person of it; `notify` is for routes that tell somebody by it, and hidden on others. */
  does: z.enum(['agree', 'lead', 'hand-over', 'inform', 'notify']).optional(),
  /** Only where the case's route leads somewhere by it, has outcomes, and so on: hidden otherwise. */
  when: conditionSchema.optional(),
});
export type PlanMove = z.infer<typeof moveSchema>;

/** `protocols/plans.yaml`: the stages a case goes through, and the moves that lead from one to the next. */
export const plansSchema = z.strictObject({
  plans: z.array(
    z.strictObject({
      id,
      start: id,
      stages: z.array(z.strictObject({ id, title: sentence, ends: z.boolean().default(false) })).min(2),
      moves: z.array(moveSchema).min(1),
      /** Days that people give as they make a move: kept like the protocol's own, and said not to be its own. */
      clocks: z.array(clockSchema).default([]),
    }),
  ),
});
export type Plans = z.infer<typeof plansSchema>;
export type Plan = Plans['plans'][number];

/** The flows that go by routes; relationships have kinds instead. */
export const ROUTED_FLOWS = [
  'group-meeting',
  'complaint',
  'pressure',
  'information',
  'enquiry',
  'escalate',
] as const;
export type RoutedFlow = (typeof ROUTED_FLOWS)[number];
