/** Who hears of a move, and what. */
import { meets } from '../answering/rules.ts';
import type { Block } from '../conversation/vocabulary.ts';
import { clauseBlocks } from '../flows/routes.ts';
import type { Route } from '../protocol/procedures.ts';
import { newsCard, noticeCard, waitingFor } from './case-cards.ts';
import { routeOf } from './case-ground.ts';
import { rolesOf } from './cases.ts';
import { groundOf, rowsFor, type Effect, type Step } from './move-step.ts';
import type { NewMessage } from './register-port.ts';
import { resolveRecipient } from './routing.ts';

/** Who hears of a move: those the plan names, and those the council's route adds. */
export function noticesOf(step: Step, effect: Effect): NewMessage[] {
  const { kase, person, move, raiser, ground } = step;
  const facts = effect.data.facts;
  const roles = rolesOf(raiser, effect.people);
  const route = routeOf(kase, ground);
  const byPlan = move.tells
    .filter(({ when }) => when === undefined || meets(when, facts))
    .flatMap(({ who, say, shows }) =>
      (roles[who] ?? []).map((recipient) => ({
        id: ground.newId(),
        recipient,
        reply: newsCard(kase, say, {
          title: route?.title,
          rows: rowsFor(step, shows),
          blocks: extras(step, effect, who),
          opens: who !== 'informed',
        }),
      })),
    );
  // Who has two parts in a case, such as an officer who asked for leave to go, hears of a move once.
  const once = byPlan.filter(
    ({ recipient }, at) => byPlan.findIndex((each) => each.recipient === recipient) === at,
  );
  const routing = groundOf(step, effect.people, effect.data.barred);
  const byRoute = (route?.tells ?? [])
    .filter(({ on, when }) => on === move.id && (when === undefined || meets(when, facts)))
    .flatMap((notice) =>
      resolveRecipient(notice.who, { ...routing, roles }).map((recipient) => ({
        id: ground.newId(),
        recipient: recipient.key,
        reply: noticeCard(route as Route, notice, [...effect.data.shown, ...step.answers.shown], ground),
      })),
    );
  return [...once, ...byRoute].filter(({ recipient }) => recipient !== person.key);
}

/** While others still have to agree, only whoever asked hears how far it is. */
export function progressNotices({ kase, person, ground }: Step, { data }: Effect): NewMessage[] {
  const say = `${person.name} has agreed. Still to agree: ${waitingFor(data).join(', ')}.`;
  const title = routeOf(kase, ground)?.title;
  return [{ id: ground.newId(), recipient: kase.raisedBy, reply: newsCard(kase, say, { title, rows: [] }) }];
}

/** What goes with the news: on agreement, what was asked for and the conditions, for both sides. */
function extras({ move, ground, kase }: Step, effect: Effect, who: string): Block[] {
  const route = routeOf(kase, ground);
  if (move.does !== 'agree' || !route || route.conditions.length === 0) return [];
  if (who !== 'raiser' && who !== 'officer') return [];
  return [
    { type: 'facts', rows: effect.data.shown.map(({ label, value }) => ({ label, value })) },
    { type: 'text', tone: 'strong', text: 'What to keep to' },
    { type: 'list', items: route.conditions },
    ...clauseBlocks(route.clauses, ground.protocol),
  ];
}

/** What one person is told by one move is one card. */
export function mergeByRecipient(messages: readonly NewMessage[]): NewMessage[] {
  const merged = new Map<string, NewMessage>();
  for (const message of messages) {
    const first = merged.get(message.recipient);
    const more = message.reply.blocks.filter(({ type }) => type !== 'heading');
    if (!first) merged.set(message.recipient, message);
    else
      merged.set(message.recipient, {
        ...first,
        reply: { ...first.reply, blocks: [...first.reply.blocks, ...more] },
      });
  }
  return [...merged.values()];
}
