/** The end of a dialog: what was answered becomes an entry of the register, a change of one, or a move in a case. */
import { isAway } from '../casework/absence-words.ts';
import { authorize, authorizeMove, peopleIn } from '../casework/access.ts';
import { planOf, routeOf, stageTitle, withTies } from '../casework/case-ground.ts';
import { readCaseData } from '../casework/case-data.ts';
import { planCase } from '../casework/cases.ts';
import { planAmendment, planDisclosure, planEnd, readDisclosure } from '../casework/disclosures.ts';
import { planMove } from '../casework/moves.ts';
import type { CaseRecord } from '../casework/register-port.ts';
import {
  currentScreen,
  describeAnswers,
  isComplete,
  openAnswers,
  startDraft,
  type Draft,
} from '../flows/engine.ts';
import { caseFlowOf } from '../flows/flows.ts';
import { showCase } from './case-turns.ts';
import { caseReceiptBlocks, endQuestionBlocks, NOBODY_FOUND, receiptBlocks } from './case-receipts.ts';
import { dialogOf, type Dialog } from './dialog.ts';
import { closedDraft, isAtSummary, showDraft, withDraft } from './flow-turns.ts';
import { answersSeen } from './flow-view.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** Records the draft where it is still what the pressed summary showed; an older summary's button records nothing. */
export async function confirmSeen(context: TurnContext, draftId: string, seen: string | null): Promise<Step> {
  const { draft } = context.state;
  if (draft?.id !== draftId || seen === answersSeen(draft) || !(await isAtSummary(context)))
    return confirmFlow(context, draftId);
  return showDraft(
    context,
    'This has changed since that card was shown, so nothing was recorded. Here it is as it is now: please check it once more.',
  );
}

/** Records the draft. Pressed twice, it makes one entry and shows the same reference. */
export async function confirmFlow(context: TurnContext, draftId: string): Promise<Step> {
  const { draft } = context.state;
  if (draft?.id !== draftId) return closedDraft(context, draftId);
  const dialog = await dialogOf(context, draft);
  if (!dialog) return closedDraft(context, draftId);
  const { flow, context: known } = dialog;
  if (currentScreen(flow, known, draft) !== null || !isComplete(flow, known, draft)) {
    return showDraft(context, 'Something is still to be answered before this can be recorded.');
  }
  if (draft.protocolVersion !== known.protocol.version || draft.flowVersion !== flow.version) {
    const renewed = { ...draft, protocolVersion: known.protocol.version, flowVersion: flow.version };
    return withDraft(
      context,
      dialog,
      renewed,
      {},
      'What I know of your protocol has changed since you began. Nothing is recorded yet: please check this once more.',
    );
  }
  return recordDraft(context, dialog, draft);
}

/** Records a complete draft at once. */
export async function recordDraft(context: TurnContext, dialog: Dialog, draft: Draft): Promise<Step> {
  if (dialog.kase) return recordMove(context, dialog, draft, dialog.kase);
  return draft.flow === 'relationship'
    ? recordDisclosure(context, dialog, draft)
    : recordCase(context, dialog, draft);
}

async function recordDisclosure(
  context: TurnContext,
  { context: flow, ground }: Dialog,
  draft: Draft,
): Promise<Step> {
  const { services, person, protocol, state } = context;
  let planned;
  if (draft.amends === null) planned = planDisclosure(draft, person, flow, ground);
  else {
    const kase = await services.register.caseByReference(protocol.council.id, draft.amends);
    const authorized = authorize(kase, person, 'amend');
    if (!authorized) return { ...closedDraft(context, draft.id), state: { ...state, draft: null } };
    planned = planAmendment(authorized, draft, flow, ground);
  }
  const { kase, stale } = await services.register.commit(planned.change);
  if (stale)
    return showDraft(context, 'The entry has changed meanwhile. Please check your changes once more.');
  noteGaps(context, kase, planned.change.gaps);
  return recorded(context, draft, kase, receiptBlocks(kase, planned, flow, draft.amends !== null, ground));
}

async function recordCase(
  context: TurnContext,
  { context: known, ground }: Dialog,
  draft: Draft,
): Promise<Step> {
  const { services, person } = context;
  const flow = caseFlowOf(draft.flow);
  if (!flow) return closedDraft(context, draft.id);
  const answers = openAnswers(flow, known, draft.answers);
  const planned = planCase(
    {
      draft,
      flow: flow.id,
      raiser: person,
      answers,
      shown: flow.shown(answers, known),
      facts: flow.facts(answers, known),
      ...flow.parties(answers, known),
    },
    ground,
  );
  const { kase } = await services.register.commit(planned.change);
  noteGaps(context, kase, planned.change.gaps);
  const clocks = await services.register.clocksOf(kase.council, kase.id);
  return recorded(context, draft, kase, caseReceiptBlocks(kase, planned, clocks, ground));
}

async function recordMove(
  context: TurnContext,
  dialog: Dialog,
  draft: Draft,
  kase: CaseRecord,
): Promise<Step> {
  const { flow, context: known, ground } = dialog;
  const since = readCaseData(kase)?.since ?? null;
  const plan = planOf(kase, ground);
  const mayStill =
    authorizeMove(kase, context.person, plan, routeOf(kase, ground), draft.move ?? '') !== null;
  if (mayStill && since !== (draft.since ?? null)) {
    // Somebody else was first, as where two handle a case: what they did is seen before the same is done again.
    const begunAnew = { ...draft, since };
    const line = `This case has moved on since you began: ${stageTitle(kase, plan)}. Nothing was changed yet. Please check whether this still fits, and send it again if it does.`;
    return withDraft(context, dialog, begunAnew, {}, line);
  }
  const values = openAnswers(flow, known, draft.answers);
  const done = { ...context, state: { ...context.state, draft: null } };
  const answers = { values, shown: describeAnswers(flow, known, values) };
  // What was typed besides stays, and is sent again with another answer.
  return makeMove(done, kase, draft.move ?? '', answers, (field, say) => {
    const screen = flow.screens.find(({ fields }) => fields.some(({ name }) => name === field));
    return withDraft(
      context,
      dialog,
      { ...draft, at: screen?.id ?? draft.at },
      { [field]: `${say} Nothing was changed yet.` },
    );
  });
}

/** Makes a move on a case as it stands now, if the person may, and shows what came of it. */
export async function makeMove(
  context: TurnContext,
  kase: CaseRecord,
  id: string,
  answers: Parameters<typeof planMove>[1],
  mend?: (field: string, say: string) => Step,
): Promise<Step> {
  const { services, person, protocol } = context;
  const ground = await services.groundOf(protocol.council.id);
  if (!ground) return say(context, ...NOT_OPEN);
  const now = withTies(kase, ground);
  const authorized = authorizeMove(now, person, planOf(now, ground), routeOf(now, ground), id);
  if (!authorized)
    return showCase(context, kase.reference, 'That cannot be done at this stage. Nothing was changed.');
  const clocks = await services.register.clocksOf(kase.council, kase.id);
  const planned = planMove(authorized, answers, clocks, ground);
  if ('refused' in planned && planned.mend !== undefined && mend) {
    return mend(planned.mend, planned.refused);
  }
  if ('refused' in planned)
    return showCase(context, kase.reference, `${planned.refused} Nothing was changed.`);
  const { kase: after, fresh } = await services.register.commit(planned.change);
  if (!fresh)
    return showCase(
      context,
      kase.reference,
      'Somebody has just changed this case, so nothing was done. Here it is as it stands now.',
    );
  services.outboxChanged();
  noteGaps(context, after, planned.change.gaps);
  const told = planned.told.length > 0 ? ` Told: ${planned.told.join(', ')}.` : '';
  const gap = planned.change.gaps.length > 0 ? ` ${NOBODY_FOUND}` : '';
  const before = peopleIn(kase, 'handler');
  const away = peopleIn(after, 'handler').flatMap((key) =>
    ground.absent.has(key) && !before.includes(key) ? (ground.directory.byKey(key) ?? []) : [],
  );
  const waits = away.map((each) => ` ${isAway(each, ground)}: it waits until they are back.`).join('');
  return showCase(context, after.reference, `Done: ${authorized.move.label}.${told}${gap}${waits}`);
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
  const dialog = await dialogOf(context, { flow: 'relationship', amends: reference });
  if (!dialog) return notYours(context, reference);
  const draft = startDraft(dialog.flow, dialog.context, {
    id: services.newId(),
    protocolVersion: protocol.version,
    startedAt: services.clock.now().toISOString(),
    answers: readDisclosure(authorized.kase).answers,
    amends: reference,
  });
  return withDraft(context, dialog, draft, {});
}

/** Asks whether an entry has really ended, and then ends it. */
export async function endEntry(context: TurnContext, reference: string, confirmed: boolean): Promise<Step> {
  const { services, person, protocol } = context;
  const kase = await services.register.caseByReference(protocol.council.id, reference);
  const authorized = authorize(kase, person, 'end');
  const dialog = await dialogOf(context, { flow: 'relationship', amends: null });
  if (!authorized || !dialog) return notYours(context, reference, kase);
  if (!confirmed) return say(context, ...endQuestionBlocks(authorized.kase));
  const clocks = await services.register.clocksOf(authorized.kase.council, authorized.kase.id);
  const change = planEnd(authorized, dialog.context, dialog.ground, clocks);
  const { fresh } = await services.register.commit(change);
  if (!fresh) return endEntry(context, reference, true);
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

const NOT_OPEN: Block[] = [{ type: 'text', text: 'This cannot be done just now. Nothing was changed.' }];

function recorded(context: TurnContext, draft: Draft, kase: CaseRecord, blocks: readonly Block[]): Step {
  context.services.outboxChanged();
  return {
    state: {
      ...context.state,
      draft: null,
      carried: null,
      lastRecorded: { draft: draft.id, reference: kase.reference },
    },
    replies: [{ audience: 'private', blocks }],
  };
}

function noteGaps({ services }: TurnContext, kase: CaseRecord, gaps: readonly { office: string }[]): void {
  for (const { office } of gaps) {
    services.log.info(
      { council: kase.council, reference: kase.reference, office },
      'nobody could be told of an entry',
    );
  }
}
