/**
 * When a message reaches nobody, as where somebody has no Beadle yet: whoever caused it is told so, once, and what there is to
 * do goes also to whoever stands in. The message itself waits in the outbox.
 */
import type { Block, Reply } from '../conversation/vocabulary.ts';
import { authorize, peopleIn } from './access.ts';
import { caseBlocks, liveCase, newsCard } from './case-cards.ts';
import { planOf, routeOf, withTies, type CaseGround } from './case-ground.ts';
import type { ClockRecord } from './clocks-port.ts';
import { raiserOf, type Person } from './people.ts';
import type {
  CasePerson,
  CaseRecord,
  Change,
  HistoryEntry,
  NewMessage,
  Register,
  UnreachedMessage,
} from './register-port.ts';
import { findStandIns, withStandIns, type StandIns } from './stand-ins.ts';

/** A case that moves on while this is planned is looked at again, so many times at most. */
const TRIES = 3;
const ACTION = 'unreached';
/** Parts that everybody who may open a case reads on its card. */
const SHOWN_PARTS: readonly CasePerson['role'][] = ['handler', 'decider', 'officer'];

export type UnreachedNeeds = {
  register: Pick<Register, 'unreachedMessage' | 'unreachedPeople' | 'historyOf' | 'clocksOf' | 'commit'>;
  groundOf: (council: string) => Promise<CaseGround | null>;
};

/** @returns what the outbox calls, with a message's id, each time that no channel could deliver it */
export function createUnreachedKeeper({ register, groundOf }: UnreachedNeeds): (id: string) => Promise<void> {
  return async (id) => {
    for (let left = TRIES; left > 0; left -= 1) {
      const message = await register.unreachedMessage(id);
      const ground = message && (await groundOf(message.kase.council));
      if (!message || !ground) return;
      const { council, id: caseId } = message.kase;
      const [history, clocks, people] = await Promise.all([
        register.historyOf(council, caseId),
        register.clocksOf(council, caseId),
        register.unreachedPeople(council),
      ]);
      const change = planUnreached(message, { history, clocks, unreached: new Set(people) }, ground);
      // Where it goes on being stale, the message's next try comes here again.
      if (!change || !(await register.commit(change)).stale) return;
    }
  };
}

type Known = {
  history: readonly HistoryEntry[];
  clocks: readonly ClockRecord[];
  /** Keys of those whom no channel reaches now. */
  unreached: ReadonlySet<string>;
};

/**
 * Plans what follows from a message that reached nobody.
 * @returns null where nothing does: it was said before, or there is nobody who may know
 */
export function planUnreached(message: UnreachedMessage, known: Known, ground: CaseGround): Change | null {
  const kase = withTies(message.kase, ground);
  const { recipient } = message;
  const standIns = findStandIns(kase, recipient, known.unreached, ground);
  const teller = message.causedBy === 'beadle' ? kase.raisedBy : message.causedBy;
  const wasSaid = known.history.some(
    ({ action, data }) =>
      action === ACTION && data['person'] === recipient && lists({ data }, 'said', teller),
  );
  const says = mayHear(teller, recipient, kase, known.history) && !(wasSaid && standIns.people.length === 0);
  if (!says && standIns.people.length === 0) return null;
  const after = withStandIns(kase, recipient, standIns);
  const name = nameOf(recipient, kase, ground);
  const messages: NewMessage[] = [
    ...standIns.people.map((person) => ({
      id: ground.newId(),
      recipient: person.key,
      reply: standInCard(after, person, name, standIns, known.clocks, ground),
      live: true,
    })),
    ...(says
      ? [{ id: ground.newId(), recipient: teller, reply: honestLine(after, teller, name, standIns, ground) }]
      : []),
  ];
  const keys = standIns.people.map(({ key }) => key);
  return {
    council: kase.council,
    at: ground.clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: kase.stage,
      ended: kase.ended,
      route: kase.route,
      people: after.people,
      data: after.data,
      onceKey: `${ACTION}:${kase.id}:${recipient}:${says ? teller : ''}:${keys.join(',')}`,
    },
    history: [
      {
        actor: 'beadle',
        action: ACTION,
        data: { person: recipient, standIns: keys, said: says ? [teller] : [] },
        versions: {
          protocol: ground.protocol.version,
          flow: `plan:${planOf(kase, ground)?.id ?? kase.type}`,
        },
      },
    ],
    messages,
    gaps: [],
  };
}

/** Whether somebody knows by what they were shown that this person was to be told. Nobody is told of themselves. */
function mayHear(
  teller: string,
  recipient: string,
  kase: CaseRecord,
  history: readonly HistoryEntry[],
): boolean {
  if (teller === recipient || peopleIn(kase, 'subject').includes(teller)) return false;
  const isShown = SHOWN_PARTS.some((role) => peopleIn(kase, role).includes(recipient));
  // Whoever did something has read whom it told.
  return isShown || history.some((entry) => entry.actor === teller && lists(entry, 'told', recipient));
}

function lists({ data }: Pick<HistoryEntry, 'data'>, field: string, person: string): boolean {
  const people = data[field];
  return Array.isArray(people) && people.includes(person);
}

function honestLine(
  kase: CaseRecord,
  teller: string,
  name: string,
  { people, isLastResort }: StandIns,
  ground: CaseGround,
): Reply {
  const others = people.map((each) => each.name).join(', ');
  const meanwhile =
    people.length === 0
      ? 'If it cannot wait, please tell them yourself.'
      : isLastResort
        ? `Meanwhile I am passing it to ${others} as well. That it goes to them is my suggestion: the protocol does not say who takes it.`
        : `Meanwhile I am passing it to ${others} as well, to act in their place.`;
  return newsCard(
    kase,
    `This is recorded, and nothing is lost. But I could not reach ${name} through Beadle yet: my message waits, and goes to them as soon as I can reach them. ${meanwhile}`,
    {
      title: routeOf(kase, ground)?.title,
      rows: [],
      opens: authorize(kase, raiserOf({ raisedBy: teller }, ground.directory), 'read') !== null,
    },
  );
}

function standInCard(
  kase: CaseRecord,
  person: Person,
  name: string,
  { isLastResort }: StandIns,
  clocks: readonly ClockRecord[],
  ground: CaseGround,
): Reply {
  const why = isLastResort
    ? 'It comes to you as well, because nobody else on the route could be reached or may hear of it. That you are asked is my suggestion, not the protocol’s.'
    : 'It comes to you as well, to act in their place.';
  const blocks: Block[] = [
    { type: 'text', text: `I could not reach ${name} through Beadle yet. ${why}` },
    ...caseBlocks(kase, person, clocks, ground),
    { type: 'text', tone: 'subtle', text: 'Please treat it in confidence.' },
  ];
  return { audience: 'private', blocks, ...liveCase(kase.reference) };
}

function nameOf(key: string, kase: CaseRecord, { directory }: CaseGround): string {
  const known = directory.byKey(key)?.name;
  return (
    known ??
    (key === kase.raisedBy ? 'the person who raised it' : raiserOf({ raisedBy: key }, directory).name)
  );
}
