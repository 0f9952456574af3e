/** Turns within a dialog: starting, answering, going back, changing, stopping, confirming, coming back to it. */
import type { Person } from '../casework/people.ts';
import {
  planAmendment,
  planDisclosure,
  planEnd,
  readDisclosure,
  type PlannedDisclosure,
} from '../casework/disclosures.ts';
import { authorize } from '../casework/access.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import {
  answerField,
  askedField,
  changeAnswer,
  currentScreen,
  fillScreen,
  goBack,
  isComplete,
  openFields,
  startDraft,
  type Draft,
  type FieldErrors,
} from '../flows/engine.ts';
import { relationshipFlow, type RelationshipContext } from '../flows/relationship.ts';
import type { PersonKind } from '../protocol/schema.ts';
import { endQuestionBlocks, formReply, receiptBlocks, stoppedBlocks, summaryReply } from './flow-view.ts';
import { matchAnswer } from './typed-answers.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { FormValues, Reply } from './vocabulary.ts';

export const FLOW = relationshipFlow;
/** What the dialog is about, for questions such as "why?" in the middle of it. */
const TOPIC = 'disclose-relationship';
const ONWARD = /^(continue|carry on|go on|next|ok(ay)?|yes|y)[.!]?$/i;

/** What the flow needs of the council and the person. */
export function flowContext(context: TurnContext, kind: PersonKind): RelationshipContext {
  const { protocol, directory, person } = context;
  return {
    protocol,
    discloser: kind,
    people: directory.all
      .filter((each) => each.kind !== kind && each.key !== person.key)
      .map((each) => ({ label: nameWithTitle(each), value: each.key }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
  };
}

function nameWithTitle(person: Person): string {
  const label = person.jobTitle === null ? person.name : `${person.name}, ${person.jobTitle}`;
  return label.length <= 75 ? label : person.name;
}

/** Begins a disclosure, or shows the one already under way. */
export function startFlow(context: TurnContext): Step {
  const { state, services, protocol, person } = context;
  if (person.kind === null) return askKind(context, { type: 'flow', flow: FLOW.id });
  if (state.draft) return showDraft(context, 'You have already begun this. Here is where you were.');
  const draft = startDraft(FLOW, flowContext(context, person.kind), {
    id: services.newId(),
    protocolVersion: protocol.version,
    startedAt: services.clock.now().toISOString(),
  });
  // Whoever asks why, once it has begun, asks why of this.
  const begun = { ...state, lastTopic: TOPIC, lastFacts: {}, lastAsked: null };
  return withDraft({ ...context, state: begun }, draft, {});
}

/** Asks once whether somebody not in the people file is an officer or a member; what they wanted waits. */
export function askKind(context: TurnContext, waiting: NonNullable<TurnContext['state']['waiting']>): Step {
  const { words } = context.protocol.council;
  return {
    state: { ...context.state, waiting },
    replies: [
      {
        audience: 'private',
        blocks: [
          { type: 'text', text: 'The answer depends on who you are. I will remember it.' },
          {
            type: 'choices',
            label: 'I am',
            choices: [
              { label: `An ${words.officer}`.replace(/^An (?![aeiou])/i, 'A '), value: 'i-am:officer' },
              { label: `A ${words.member}`.replace(/^A (?=[aeiou])/i, 'An '), value: 'i-am:member' },
            ],
          },
        ],
      },
    ],
  };
}

/** Shows the dialog where it stands, with a line before it. Without one, says so. */
export function showDraft(context: TurnContext, line?: string): Step {
  const { draft } = context.state;
  if (!draft)
    return say(context, {
      type: 'text',
      text: 'You have nothing under way. Type help to see what I can do.',
    });
  return withDraft(context, draft, {}, line);
}

/** A form sent from a card or a window. One of another draft, or of another screen, changes nothing. */
export function submitForm(context: TurnContext, formId: string, values: FormValues): Step {
  const [draftId, screenId] = formId.split('/');
  const { draft } = context.state;
  const kind = context.person.kind;
  if (!draft || kind === null || draft.id !== draftId) return closedDraft(context, draftId ?? '');
  const flow = flowContext(context, kind);
  if (currentScreen(FLOW, flow, draft)?.id !== screenId) {
    return showDraft(
      context,
      'That card is from an earlier step and changed nothing. Here is where you are.',
    );
  }
  const screen = currentScreen(FLOW, flow, draft);
  const names = Object.keys(values);
  const openNames = screen ? openFields(screen, flow, draft.answers).map((field) => field.name) : [];
  const only = names[0];
  // One value of several fields: a button pressed beside the question, not a whole form sent.
  const isSingle = names.length === 1 && only !== undefined && openNames.length > 1;
  const { draft: next, errors } = isSingle
    ? answerField(FLOW, flow, draft, only, values[only] ?? '')
    : fillScreen(FLOW, flow, draft, values);
  return afterAnswer(context, next, errors);
}

/** A text typed while a question is open. @returns null where the text is no answer to it */
export function typeAnswer(context: TurnContext, text: string): Step | null {
  const { draft } = context.state;
  const kind = context.person.kind;
  if (!draft || kind === null) return null;
  const flow = flowContext(context, kind);
  const asked = askedField(FLOW, flow, draft);
  if (!asked) return typeOnward(context, draft, flow, text);
  const matched = matchAnswer(asked, text, draft.answers, flow);
  if (matched.is === 'no-answer') return null;
  if (matched.is === 'fault') return withDraft(context, draft, { [asked.name]: matched.say });
  const { draft: next, errors } = answerField(FLOW, flow, draft, asked.name, matched.value);
  return afterAnswer(context, next, errors);
}

/** On a screen with every answer given, as after going back: a word that leads on, or another choice. */
function typeOnward(
  context: TurnContext,
  draft: Draft,
  flow: RelationshipContext,
  text: string,
): Step | null {
  const screen = currentScreen(FLOW, flow, draft);
  if (!screen) return null;
  if (isOnward(text)) return goOnInFlow(context);
  for (const field of openFields(screen, flow, draft.answers)) {
    const matched = field.kind === 'choice' ? matchAnswer(field, text, draft.answers, flow) : null;
    if (matched?.is !== 'answer') continue;
    const { draft: next, errors } = answerField(FLOW, flow, draft, field.name, matched.value);
    return afterAnswer(context, next, errors);
  }
  return null;
}

/** A word that means: go on. */
export function isOnward(text: string): boolean {
  return ONWARD.test(text.trim());
}

/** Shows where the dialog stands; where every answer of the screen is given, as after going back, leads on to the next. */
export function goOnInFlow(context: TurnContext): Step {
  const { draft } = context.state;
  const { kind } = context.person;
  if (!draft || kind === null) return showDraft(context);
  const flow = flowContext(context, kind);
  if (currentScreen(FLOW, flow, draft) === null || askedField(FLOW, flow, draft)) return showDraft(context);
  const { draft: next, errors } = fillScreen(FLOW, flow, draft, {});
  return afterAnswer(context, next, errors);
}

/** Whether everything was answered, so that the summary is what the person sees. */
export function isAtSummary(context: TurnContext): boolean {
  const { draft } = context.state;
  const { kind } = context.person;
  return draft !== null && kind !== null && currentScreen(FLOW, flowContext(context, kind), draft) === null;
}

export function goBackInFlow(context: TurnContext): Step {
  const { draft } = context.state;
  const { kind } = context.person;
  if (!draft || kind === null) return showDraft(context);
  return withDraft(context, goBack(FLOW, flowContext(context, kind), draft), {});
}

export function changeInFlow(context: TurnContext, draftId: string, field: string): Step {
  const { draft } = context.state;
  const { kind } = context.person;
  if (draft?.id !== draftId || kind === null) return closedDraft(context, draftId);
  return withDraft(context, changeAnswer(FLOW, flowContext(context, kind), draft, field), {});
}

/** Stops the dialog: nothing is recorded, nothing is kept. */
export function cancelFlow(context: TurnContext, draftId: string | null): Step {
  const { draft } = context.state;
  if (!draft) {
    return draftId === null
      ? say(context, { type: 'text', text: 'There was nothing to stop.' })
      : closedDraft(context, draftId);
  }
  if (draftId !== null && draft.id !== draftId) return closedDraft(context, draftId);
  return {
    state: { ...context.state, draft: null },
    replies: [{ audience: 'private', blocks: stoppedBlocks(draft.amends) }],
  };
}

/** Records the draft. Pressed twice, it makes one entry and shows the same reference. */
export async function confirmFlow(context: TurnContext, draftId: string): Promise<Step> {
  const { state, services, person } = context;
  const { draft } = state;
  if (draft?.id !== draftId || person.kind === null) return closedDraft(context, draftId);
  const flow = flowContext(context, person.kind);
  if (currentScreen(FLOW, flow, draft) !== null || !isComplete(FLOW, flow, draft)) {
    return showDraft(context, 'Something is still to be answered before this can be recorded.');
  }
  if (draft.protocolVersion !== flow.protocol.version || draft.flowVersion !== FLOW.version) {
    const renewed = { ...draft, protocolVersion: flow.protocol.version, flowVersion: FLOW.version };
    return withDraft(
      context,
      renewed,
      {},
      'What I know of your protocol has changed since you began. Nothing is recorded yet: please check this once more.',
    );
  }
  const planned = await plan(context, draft, flow);
  if (!planned) return { ...closedDraft(context, draftId), state: { ...state, draft: null } };
  const { kase } = await services.register.commit(planned.change);
  services.outboxChanged();
  if (planned.route.gap) {
    services.log.info(
      { council: kase.council, reference: kase.reference, office: planned.route.gap.office },
      'nobody could be told of an entry',
    );
  }
  return {
    state: { ...state, draft: null, lastRecorded: { draft: draft.id, reference: kase.reference } },
    replies: [{ audience: 'private', blocks: receiptBlocks(kase, planned, flow, draft.amends !== null) }],
  };
}

async function plan(
  context: TurnContext,
  draft: Draft,
  flow: RelationshipContext,
): Promise<PlannedDisclosure | null> {
  const { services, person, protocol, directory } = context;
  const needs = { directory, clock: services.clock, newId: services.newId };
  if (draft.amends === null) return planDisclosure(draft, person, flow, needs);
  const kase = await services.register.caseByReference(protocol.council.id, draft.amends);
  const authorized = authorize(kase, person, 'amend');
  return authorized ? planAmendment(authorized, draft, flow, needs) : null;
}

/** Opens an entry of one's own for changes. */
export async function amendEntry(context: TurnContext, reference: string): Promise<Step> {
  const { services, person, protocol, state } = context;
  const kase = await services.register.caseByReference(protocol.council.id, reference);
  const authorized = authorize(kase, person, 'amend');
  if (!authorized || person.kind === null) return notYours(context, reference);
  if (state.draft) {
    return showDraft(context, 'Please finish or stop what you have under way first. Here is where you were.');
  }
  const draft = startDraft(FLOW, flowContext(context, person.kind), {
    id: services.newId(),
    protocolVersion: protocol.version,
    startedAt: services.clock.now().toISOString(),
    answers: readDisclosure(authorized.kase).answers,
    amends: reference,
  });
  return withDraft(context, draft, {});
}

/** Asks whether an entry has really ended, and then ends it. */
export async function endEntry(context: TurnContext, reference: string, confirmed: boolean): Promise<Step> {
  const { services, person, protocol, directory } = context;
  const kase = await services.register.caseByReference(protocol.council.id, reference);
  const authorized = authorize(kase, person, 'end');
  if (!authorized || person.kind === null) return notYours(context, reference, kase);
  if (!confirmed) return say(context, ...endQuestionBlocks(authorized.kase));
  const change = planEnd(authorized, flowContext(context, person.kind), {
    directory,
    clock: services.clock,
    newId: services.newId,
  });
  await services.register.commit(change);
  services.outboxChanged();
  const told = change.messages.length > 0 ? ' Those who were told of it are told that it has ended.' : '';
  return say(context, {
    type: 'text',
    text: `${reference} is marked as ended. It stays in the register, with its history.${told}`,
  });
}

function notYours(context: TurnContext, reference: string, kase?: CaseRecord | null): Step {
  if (kase?.raisedBy === context.person.key && kase.stage === 'ended') {
    return say(context, { type: 'text', text: `${reference} has already ended. Nothing was changed.` });
  }
  return say(context, { type: 'text', text: `You have no open entry ${reference}. Nothing was changed.` });
}

/** Where a draft leads after an answer: on, to its end, or back to what was wrong; with a line before it. */
export function afterAnswer(context: TurnContext, draft: Draft, errors: FieldErrors, line?: string): Step {
  const { kind } = context.person;
  if (
    kind !== null &&
    Object.keys(errors).length === 0 &&
    FLOW.stops(draft.answers, flowContext(context, kind))
  ) {
    return {
      state: { ...context.state, draft: null },
      replies: [{ audience: 'private', blocks: stoppedBlocks(draft.amends) }],
    };
  }
  return withDraft(context, draft, errors, line);
}

function withDraft(context: TurnContext, draft: Draft, errors: FieldErrors, line?: string): Step {
  const { kind } = context.person;
  if (kind === null) return askKind(context, { type: 'flow', flow: FLOW.id });
  const flow = flowContext(context, kind);
  const touched = { ...draft, touchedAt: context.services.clock.now().toISOString() };
  const reply: Reply =
    currentScreen(FLOW, flow, touched) === null
      ? summaryReply(FLOW, flow, touched)
      : formReply(FLOW, flow, touched, errors);
  const blocks = line === undefined ? reply.blocks : [{ type: 'text' as const, text: line }, ...reply.blocks];
  return { state: { ...context.state, draft: touched }, replies: [{ ...reply, blocks }] };
}

function closedDraft(context: TurnContext, draftId: string): Step {
  const { lastRecorded } = context.state;
  if (lastRecorded?.draft === draftId) {
    return say(context, {
      type: 'text',
      text: `This is already recorded as ${lastRecorded.reference}. Nothing was recorded twice. Type mine to see it.`,
    });
  }
  return say(context, {
    type: 'text',
    text: 'That card belongs to something that is no longer open. Nothing was changed. Type disclose to begin again.',
  });
}
