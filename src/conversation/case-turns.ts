/** Turns about cases: those that wait for somebody, one case's card, and the moves on it. */
import { authorize, authorizeMove } from '../casework/access.ts';
import { caseBlocks, caseLine, liveCase } from '../casework/case-cards.ts';
import { planOf, routeOf, withTies } from '../casework/case-ground.ts';
import { readCaseData } from '../casework/case-data.ts';
import { startDraft } from '../flows/engine.ts';
import type { FlowId } from '../protocol/schema.ts';
import { showReceipt } from './advice-turns.ts';
import { casesWaiting, dueFirst } from './case-lists.ts';
import { dialogOf } from './dialog.ts';
import { showDraft, withDraft } from './flow-turns.ts';
import { entriesBlocks } from './entries-view.ts';
import { makeMove } from './recording.ts';
import { say, type Step, type TurnContext } from './turn-context.ts';
import type { Block } from './vocabulary.ts';

/** The most cases shown at once: platforms take only so many blocks. */
const MOST = 12;

/** The open cases in which somebody has something to do, each with what is due in it. */
export async function listCases(context: TurnContext): Promise<Step> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const ground = await services.groundOf(council);
  const cases = await casesWaiting(context);
  if (!ground || cases.length === 0) {
    return say(context, {
      type: 'text',
      text: 'No case waits for you. Type mine for what you raised yourself.',
    });
  }
  const clocks = await services.register.clocksOfCases(
    council,
    cases.map(({ id }) => id),
  );
  const sorted = dueFirst(cases, clocks);
  const shown = sorted.slice(0, MOST);
  const rest = sorted.length - shown.length;
  const blocks: Block[] = [
    { type: 'heading', text: `Your cases: ${cases.length}` },
    ...shown.flatMap((kase) => caseLine(kase, person, clocks, ground)),
    ...(rest > 0
      ? [
          {
            type: 'text' as const,
            text: `And ${rest} more, due later: ${sorted
              .slice(MOST)
              .map(({ reference }) => reference)
              .join(', ')}. Type a reference to open it.`,
          },
        ]
      : []),
  ];
  return say(context, ...blocks);
}

/** What somebody raised or keeps, newest first. */
export async function listEntries(context: TurnContext): Promise<Step> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const cases = await services.register.casesRaisedBy(council, person.key);
  const ground = await services.groundOf(council);
  if (!ground) return say(context);
  const clocks = await services.register.clocksOfCases(
    council,
    cases.map(({ id }) => id),
  );
  return say(context, ...entriesBlocks(cases, clocks, person.kind, ground));
}

/** What is under a reference: a case, or advice that the person kept. */
export async function openReference(context: TurnContext, reference: string): Promise<Step> {
  const kase = await context.services.register.caseByReference(context.protocol.council.id, reference);
  const isOwnAdvice = kase?.type === 'advice' && authorize(kase, context.person, 'read') !== null;
  return isOwnAdvice ? showReceipt(context, reference) : showCase(context, reference);
}

/** A case's card as it stands now, for whoever may read it; with a line before it. */
export async function showCase(context: TurnContext, reference: string, line?: string): Promise<Step> {
  const { services, protocol, person } = context;
  const council = protocol.council.id;
  const kase = await services.register.caseByReference(council, reference);
  const ground = await services.groundOf(council);
  const authorized = ground && authorize(kase && withTies(kase, ground), person, 'read');
  if (!authorized || authorized.kase.type === 'advice') {
    return say(context, { type: 'text', text: line ?? `I have no case ${reference} to show you.` });
  }
  const clocks = await services.register.clocksOf(council, authorized.kase.id);
  const blocks: Block[] = [
    ...(line === undefined ? [] : [{ type: 'text' as const, text: line }]),
    ...caseBlocks(authorized.kase, person, clocks, ground),
  ];
  const { id, revision, reference: name } = authorized.kase;
  const shows = { council, kase: id, person: person.key, revision };
  return { state: context.state, replies: [{ audience: 'private', blocks, ...liveCase(name), shows }] };
}

/** Begins a move: one with questions asks them; one without is made at once. A button of an earlier card changes nothing. */
export async function startMove(
  context: TurnContext,
  { reference, move: id, step }: { reference: string; move: string; step: number },
): Promise<Step> {
  const { services, protocol, person, state } = context;
  const council = protocol.council.id;
  const found = await services.register.caseByReference(council, reference);
  const ground = await services.groundOf(council);
  const kase = found && ground && withTies(found, ground);
  const authorized =
    ground && kase && authorizeMove(kase, person, planOf(kase, ground), routeOf(kase, ground), id);
  if (!authorized || readCaseData(authorized.kase)?.step !== step) {
    return showCase(
      context,
      reference,
      'This case has moved on since that card, or that is not yours to do. Nothing was changed.',
    );
  }
  if (authorized.move.asks.length === 0)
    return makeMove(context, authorized.kase, id, { values: {}, shown: [] });
  if (state.draft) {
    return showDraft(context, 'Please finish or stop what you have under way first. Here is where you were.');
  }
  const start = { flow: authorized.kase.type as FlowId, amends: reference, move: id };
  const dialog = await dialogOf(context, start);
  if (!dialog) return showCase(context, reference);
  const draft = startDraft(dialog.flow, dialog.context, {
    id: services.newId(),
    protocolVersion: protocol.version,
    startedAt: services.clock.now().toISOString(),
    amends: reference,
    move: id,
    since: readCaseData(authorized.kase)?.since ?? null,
  });
  return withDraft(context, dialog, draft, {});
}
