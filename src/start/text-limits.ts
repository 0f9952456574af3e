/** Renders every text the protocols hold and every screen of the flows once, so that what a platform would cut or refuse is found at the start. */
import { answerPickedTopic } from '../answering/answer.ts';
import { decidingFactOf } from '../answering/deciding-fact.ts';
import { checkCardLimits } from '../channels/shared/card-limits.ts';
import { checkSlackLimits } from '../channels/slack/check-limits.ts';
import { answerBlocks, answerMoves, helpBlocks, inboxNote, quote } from '../conversation/answer-view.ts';
import { formReply } from '../conversation/flow-view.ts';
import type { Reply } from '../conversation/vocabulary.ts';
import { startDraft } from '../flows/engine.ts';
import { bareContext } from '../flows/context.ts';
import { relationshipFlow } from '../flows/relationship.ts';
import type { Library, Protocol } from '../protocol/load.ts';
import { ProtocolError, type Problem } from '../protocol/problems.ts';
import { PERSON_KINDS, RELATIONSHIP_KINDS } from '../protocol/schema.ts';
import { caseworkReplies } from './casework-limits.ts';

const SOME_ID = '00000000-0000-0000-0000-000000000000';

/** Libraries that were found to fit: a server that starts again in this process need not check its own once more. */
const fitting = new WeakSet<Library>();

/** @throws ProtocolError naming every text that would not fit on Slack or Teams */
export function checkTexts(library: Library): void {
  if (fitting.has(library)) return;
  const problems: Problem[] = [];
  for (const [id, protocol] of library.protocols) {
    for (const { where, reply } of repliesOf(protocol, library)) {
      for (const fault of [...checkSlackLimits(reply), ...checkCardLimits(reply)]) {
        problems.push({ file: `protocols/${id}`, line: 0, message: `${where}: ${fault}` });
      }
    }
  }
  if (problems.length > 0) throw new ProtocolError(problems);
  fitting.add(library);
}

function* repliesOf(protocol: Protocol, library: Library): Generator<{ where: string; reply: Reply }> {
  const reply = (...blocks: Reply['blocks']): Reply => ({ audience: 'private', blocks });
  for (const clause of protocol.clauses.all) {
    yield {
      where: `clause ${clause.label}`,
      reply: reply({ type: 'clauses', label: 'This rests on', clauses: [quote(clause)] }),
    };
  }
  for (const [topic, entry] of Object.entries(protocol.guidance.topics)) {
    const conditions = Array.isArray(entry) ? entry.map(({ when }) => when ?? {}) : [{}];
    for (const condition of conditions) {
      const facts = Object.fromEntries(
        Object.entries(condition).map(([fact, wanted]) => [
          fact,
          typeof wanted === 'string' ? wanted : (wanted[0] ?? ''),
        ]),
      );
      const answer = answerPickedTopic(topic, facts, protocol, library);
      if (!answer) continue;
      const moves = answerMoves(SOME_ID, { rate: true, keep: true });
      const deciding = decidingFactOf(answer, { protocol, library });
      const blocks = answerBlocks(answer, protocol, { note: inboxNote(protocol), moves }, deciding);
      yield { where: `topic ${topic}`, reply: reply(...blocks) };
    }
  }
  yield* caseworkReplies(protocol, library);
  for (const kind of PERSON_KINDS) {
    yield { where: 'help', reply: reply(...helpBlocks(protocol, kind)) };
    for (const relationship of RELATIONSHIP_KINDS) {
      const context = bareContext(protocol, kind);
      const draft = startDraft(relationshipFlow, context, {
        id: SOME_ID,
        protocolVersion: '',
        startedAt: '',
        answers: { kind: relationship },
      });
      yield {
        where: `relationship ${relationship}`,
        reply: formReply(relationshipFlow, context, draft, {}),
      };
    }
  }
}
