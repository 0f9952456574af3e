/** The register's tables. STRICT, append-only where history is kept: see `db/migrations`. Instants are ISO 8601 text in UTC. */
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const cases = sqliteTable(
  'cases',
  {
    id: text('id').primaryKey(),
    council: text('council').notNull(),
    reference: text('reference').notNull(),
    type: text('type').notNull(),
    stage: text('stage').notNull(),
    /** 1 where the stage is an end. */
    ended: integer('ended').notNull().default(0),
    route: text('route'),
    raisedBy: text('raised_by').notNull(),
    /** JSON list of role and person; `case_people` holds the same, to look up. */
    people: text('people').notNull().default('[]'),
    revision: integer('revision').notNull().default(1),
    data: text('data').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('cases_reference').on(table.council, table.reference),
    index('cases_raised_by').on(table.council, table.raisedBy),
    index('cases_open').on(table.council, table.type, table.ended),
  ],
);

/** Who has a part in a case: a copy of `cases.people` by person. */
export const casePeople = sqliteTable(
  'case_people',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    council: text('council').notNull(),
    role: text('role').notNull(),
    person: text('person').notNull(),
    /** As in `cases`, so that the open ones are found without reading the others. */
    ended: integer('ended').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.role, table.person] }),
    index('case_people_person').on(table.council, table.person, table.ended, table.role),
  ],
);

/** What is due in a case, and when. Days are calendar days; instants are ISO 8601 text in UTC. */
export const clocks = sqliteTable(
  'clocks',
  {
    id: text('id').primaryKey(),
    council: text('council').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    route: text('route').notNull(),
    clock: text('clock').notNull(),
    state: text('state').notNull(),
    startedOn: text('started_on').notNull(),
    dueOn: text('due_on').notNull(),
    putOffTo: text('put_off_to'),
    /** JSON list of stretches. */
    pauses: text('pauses').notNull(),
    endedOn: text('ended_on'),
    /** When to remind (again); null where nobody is reminded. A claim moves it on by the lease. */
    remindAt: text('remind_at'),
    reminder: text('reminder'),
  },
  (table) => [
    index('clocks_case').on(table.caseId),
    index('clocks_due').on(table.remindAt),
    index('clocks_open').on(table.council, table.state),
  ],
);

/** The last number given in a council's year. */
export const counters = sqliteTable(
  'counters',
  { council: text('council').notNull(), year: integer('year').notNull(), last: integer('last').notNull() },
  (table) => [primaryKey({ columns: [table.council, table.year] })],
);

/** One row a change that must happen once: the key its sender gave, and the case it led to. */
export const onceKeys = sqliteTable('once_keys', {
  key: text('key').primaryKey(),
  caseId: text('case_id')
    .notNull()
    .references(() => cases.id),
});

export const history = sqliteTable(
  'history',
  {
    council: text('council').notNull(),
    /** From 1 in each council, without holes. */
    sequence: integer('sequence').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    data: text('data').notNull(),
    protocolVersion: text('protocol_version').notNull(),
    flowVersion: text('flow_version').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.council, table.sequence] }),
    index('history_case').on(table.caseId, table.sequence),
  ],
);

export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    council: text('council').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    recipient: text('recipient').notNull(),
    reply: text('reply').notNull(),
    createdAt: text('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When to try (again); null once sent. A claim moves it on by the lease. */
    dueAt: text('due_at'),
    lastCode: text('last_code'),
    sentAt: text('sent_at'),
    sentThrough: text('sent_through'),
    /** `message`; `card`, which is kept up to date; or `update`, which changes one that was sent. */
    kind: text('kind').notNull().default('message'),
    /** The case's revision that it was made of. */
    revision: integer('revision').notNull().default(1),
    /** Of an update: the card it changes. */
    cardId: text('card_id'),
    /** Key of the person whose doing it tells of, or `beadle`; null for messages of before that was kept. */
    causedBy: text('caused_by'),
    /** 1 where no channel could deliver it when it was last tried. */
    unreached: integer('unreached').notNull().default(0),
  },
  (table) => [
    index('outbox_due').on(table.dueAt),
    index('outbox_card').on(table.cardId),
    index('outbox_recipient').on(table.council, table.recipient),
    index('outbox_unreached').on(table.council, table.unreached),
  ],
);

/** Cards of cases in people's messages, and what their channel needs to change them. */
export const sentCards = sqliteTable(
  'sent_cards',
  {
    /** The message's id in the outbox. */
    id: text('id').primaryKey(),
    council: text('council').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    recipient: text('recipient').notNull(),
    channel: text('channel').notNull(),
    /** Opaque: the channel's own. */
    reference: text('reference').notNull(),
    /** The case's revision that it shows, or will once its update is sent. */
    revision: integer('revision').notNull(),
    /** 1 where the case has moved on since. */
    stale: integer('stale').notNull(),
    /** 1 where it is changed no more. */
    closed: integer('closed').notNull(),
  },
  (table) => [
    index('sent_cards_case').on(table.caseId),
    index('sent_cards_stale').on(table.council, table.stale),
  ],
);

export const gaps = sqliteTable('gaps', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  council: text('council').notNull(),
  caseId: text('case_id')
    .notNull()
    .references(() => cases.id),
  office: text('office').notNull(),
  reason: text('reason').notNull(),
  at: text('at').notNull(),
  /** When somebody could be told after all; null while nobody could. */
  closedAt: text('closed_at'),
});

export const inboundEvents = sqliteTable(
  'inbound_events',
  {
    council: text('council').notNull(),
    channel: text('channel').notNull(),
    id: text('id').notNull(),
    at: text('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.council, table.channel, table.id] }),
    index('inbound_events_at').on(table.at),
  ],
);

export const conversationStates = sqliteTable(
  'conversation_states',
  {
    council: text('council').notNull(),
    person: text('person').notNull(),
    revision: integer('revision').notNull(),
    data: text('data').notNull(),
    /** What is remembered only until the person's next turn. */
    passing: text('passing'),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.council, table.person] })],
);

export const conversationReferences = sqliteTable(
  'conversation_references',
  {
    council: text('council').notNull(),
    person: text('person').notNull(),
    channel: text('channel').notNull(),
    reference: text('reference').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.council, table.person, table.channel] })],
);

/** Who is away, and until when: cases go to their deputies meanwhile. */
export const absences = sqliteTable(
  'absences',
  {
    council: text('council').notNull(),
    person: text('person').notNull(),
    /** The last day away: a calendar day. */
    until: text('until').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.council, table.person] })],
);

/** Questions for the Monitoring Officer. No column says who asked, and none leads to anybody. */
export const inbox = sqliteTable(
  'inbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    council: text('council').notNull(),
    /** Empty once it is settled. */
    question: text('question').notNull(),
    /** 1 where the question is a topic's title, picked from a list. */
    picked: integer('picked').notNull(),
    asKind: text('as_kind'),
    reason: text('reason').notNull(),
    topic: text('topic'),
    verdict: text('verdict'),
    /** JSON list of labels. */
    clauses: text('clauses').notNull(),
    confidence: real('confidence').notNull(),
    /** A calendar day: no hour. */
    day: text('day').notNull(),
    times: integer('times').notNull().default(1),
    settledBy: text('settled_by'),
    settledTopic: text('settled_topic'),
    settledDay: text('settled_day'),
  },
  (table) => [index('inbox_open').on(table.council, table.settledBy)],
);

/** Messages that the Monitoring Officer filed under a topic: training data of this council. */
export const examples = sqliteTable(
  'examples',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    council: text('council').notNull(),
    topic: text('topic').notNull(),
    asKind: text('as_kind'),
    /** JSON list of labels. */
    clauses: text('clauses').notNull(),
    text: text('text').notNull(),
    day: text('day').notNull(),
  },
  (table) => [index('examples_council').on(table.council)],
);

/** How often what was answered, and called right or wrong, by day. An empty topic stands for none. */
export const answerCounts = sqliteTable(
  'answer_counts',
  {
    council: text('council').notNull(),
    day: text('day').notNull(),
    topic: text('topic').notNull(),
    outcome: text('outcome').notNull(),
    given: integer('given').notNull(),
    right: integer('right').notNull(),
    wrong: integer('wrong').notNull(),
  },
  (table) => [primaryKey({ columns: [table.council, table.day, table.topic, table.outcome] })],
);
