/** Renders every text the protocols hold and every screen of the flows once, so that what a platform would cut or refuse is found at the start. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerPickedTopic } from '../answering/answer.ts';
import { decidingFactOf } from '../answering/deciding-fact.ts';
import { checkCardLimits } from '../channels/shared/card-limits.ts';
import { checkSlackLimits } from '../channels/slack/check-limits.ts';
import { checkTeamsLimits } from '../channels/teams/check-limits.ts';
import {
  answerBlocks,
  answerMoves,
  helpBlocks,
  inboxNote,
  quote,
  RESTS_ON,
} from '../conversation/answer-view.ts';
import { writeChoice } from '../conversation/choices.ts';
import { formReply } from '../conversation/flow-view.ts';
import type { Reply } from '../conversation/vocabulary.ts';
import { sharedWelcomeBlocks, welcomeBlocks } from '../conversation/welcome.ts';
import { startDraft } from '../flows/engine.ts';
import { bareContext } from '../flows/context.ts';
import { relationshipFlow } from '../flows/relationship.ts';
import type { Library, Protocol } from '../protocol/load.ts';
import { createLocator, type LocateText } from '../protocol/locate.ts';
import { ProtocolError, type Problem } from '../protocol/problems.ts';
import { PERSON_KINDS, RELATIONSHIP_KINDS } from '../protocol/schema.ts';
import { caseworkReplies, type Checked, type Place } from './casework-limits.ts';
import { PROTOCOLS } from './library.ts';

const SOME_ID = '00000000-0000-0000-0000-000000000000';

/** Libraries that were found to fit: a server that starts again in this process need not check its own once more. */
const fitting = new WeakSet<Library>();

/**
 * @param root the folder that the library was loaded from, where the lines of what does not fit are looked up
 * @throws ProtocolError naming every text that would not fit on Slack or Teams
 */
export function checkTexts(library: Library, root = PROTOCOLS): void {
  if (fitting.has(library)) return;
  const problems: Problem[] = [];
  const locate = createPlaces(root);
  for (const replies of [
    sharedReplies(library),
    ...[...library.protocols.values()].map((protocol) => repliesOf(protocol, library)),
  ]) {
    // Dialogs show many a screen again.
    const seen = new Set<string>();
    for (const checked of replies) {
      const look = JSON.stringify(checked.reply);
      if (seen.has(look)) continue;
      seen.add(look);
      problems.push(...problemsOf(checked, locate));
    }
  }
  if (problems.length > 0) throw new ProtocolError(problems);
  fitting.add(library);
}

function problemsOf({ where, at, reply }: Checked, locate: Locate): Problem[] {
  const faults = [...checkSlackLimits(reply), ...checkCardLimits(reply), ...checkTeamsLimits(reply)];
  return faults.map((fault) => ({
    ...locate(at, fault),
    message: `${where}: ${fault}`,
  }));
}

type Locate = (place: Place, fault: string) => Pick<Problem, 'file' | 'line'>;

/** A fault quotes the text that it is about; where it does not, the part of the file that was shown is named. */
function createPlaces(root: string): Locate {
  const locators = new Map<string, LocateText | null>();
  const locatorOf = (file: string): LocateText | null => {
    const known = locators.get(file);
    if (known !== undefined) return known;
    const path = join(root, file);
    const locator = existsSync(path) ? createLocator(readFileSync(path, 'utf8')) : null;
    locators.set(file, locator);
    return locator;
  };
  return ({ file, path }, fault) => {
    const [council = ''] = file.split('/');
    // What a council shows may be of its own, or shared by all.
    const others = [`${council}/council.yaml`, `${council}/guidance.yaml`, 'plans.yaml'];
    const found = [{ file, path }, ...others.map((other) => ({ file: other, path: [] }))].flatMap((place) => {
      const located = locatorOf(place.file)?.(place.path, fault);
      return located ? [{ file: `protocols/${place.file}`, ...located }] : [];
    });
    const { line, ...best } = found.find(({ isText }) => isText) ??
      found[0] ?? { file: `protocols/${file}`, line: 0 };
    return { file: best.file, line };
  };
}

function privately(...blocks: Reply['blocks']): Reply {
  return { audience: 'private', blocks };
}

/** What stands on buttons at every council: the names of themes and topics. */
function* sharedReplies({ taxonomy }: Library): Generator<Checked> {
  for (const { theme, title, topics } of taxonomy.themes) {
    const file = `topics/${theme}.yaml`;
    yield {
      where: `theme ${theme}`,
      at: { file, path: ['title'] },
      reply: privately({
        type: 'choices',
        choices: [{ label: title, value: writeChoice({ act: 'theme', theme }) }],
      }),
    };
    for (const [index, { id, title: label }] of topics.entries()) {
      yield {
        where: `topic ${id}`,
        at: { file, path: ['topics', index, 'title'] },
        reply: privately({
          type: 'choices',
          choices: [{ label, value: writeChoice({ act: 'topic', topic: id }) }],
        }),
      };
    }
  }
}

function* repliesOf(protocol: Protocol, library: Library): Generator<Checked> {
  const { id } = protocol.council;
  for (const [index, clause] of protocol.clauses.all.entries()) {
    yield {
      where: `clause ${clause.label}`,
      at: { file: `${id}/clauses.yaml`, path: ['clauses', index] },
      reply: privately({ type: 'clauses', label: RESTS_ON, clauses: [quote(clause)] }),
    };
  }
  for (const topic of Object.keys(protocol.guidance.topics)) yield* answersOn(topic, protocol, library);
  yield* caseworkReplies(protocol, library);
  const council: Place = { file: `${id}/council.yaml`, path: [] };
  yield { where: 'welcome to a group', at: council, reply: privately(...sharedWelcomeBlocks(protocol)) };
  for (const kind of PERSON_KINDS) {
    yield { where: 'help', at: council, reply: privately(...helpBlocks(protocol, kind)) };
    yield { where: 'welcome', at: council, reply: privately(...welcomeBlocks(protocol, kind)) };
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
        at: { file: `${id}/procedures.yaml`, path: ['relationship', 'kinds', relationship] },
        reply: formReply(relationshipFlow, context, draft, {}),
      };
    }
  }
}

/** Every answer on a topic; what is shown of it to others, or kept, is less. */
function* answersOn(topic: string, protocol: Protocol, library: Library): Generator<Checked> {
  const entry = protocol.guidance.topics[topic];
  const conditions = Array.isArray(entry) ? entry.map(({ when }) => when ?? {}) : [{}];
  for (const [index, condition] of conditions.entries()) {
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
    const path = ['topics', topic, ...(Array.isArray(entry) ? [index] : [])];
    const at = { file: `${protocol.council.id}/guidance.yaml`, path };
    const blocks = answerBlocks(answer, protocol, { note: inboxNote(protocol), moves }, deciding);
    yield { where: `topic ${topic}`, at, reply: privately(...blocks) };
  }
}
