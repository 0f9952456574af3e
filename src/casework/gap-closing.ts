/** Cases that nobody could be found for: once somebody can be, they get them. */
import type { CaseGround } from './case-ground.ts';
import { planOf, routeOf, routingGround, withTies } from './case-ground.ts';
import { deciderCard, handlerCard, newsCard } from './case-cards.ts';
import { readCaseData, toCaseJson } from './case-data.ts';
import { rolesOf, routePeople } from './cases.ts';
import { peopleIn } from './access.ts';
import type { CasePerson, CaseRecord, Change, Gap } from './register-port.ts';

/**
 * Plans to give a case to whoever can handle it by now, where nobody could when it was recorded.
 * @returns null where there is still nobody, or nothing left to do
 */
export function planCaseGapClosing(gap: Gap, kase: CaseRecord, ground: CaseGround): Change | null {
  const { protocol, directory, clock, newId } = ground;
  const route = routeOf(kase, ground);
  const plan = planOf(kase, ground);
  const data = readCaseData(withTies(kase, ground));
  const raiser = directory.byKey(kase.raisedBy);
  if (!route || !plan || !data || !raiser || kase.ended) return null;
  const { subject = [], officer = [] } = rolesOf(raiser, kase.people);
  const routing = routingGround(
    { raiser, subjects: subject, officers: officer, group: data.group, barred: data.barred },
    ground,
  );
  const { handled, deciders } = routePeople(route, routing, ground);
  const had = [...peopleIn(kase, 'handler'), ...peopleIn(kase, 'decider')];
  const found: CasePerson[] = [
    ...(peopleIn(kase, 'handler').length > 0
      ? []
      : handled.people.map(({ key }) => ({ role: 'handler' as const, person: key }))),
    ...deciders.flatMap(({ route: { people } }) =>
      people
        .filter(({ key }) => !had.includes(key))
        .map(({ key }) => ({ role: 'decider' as const, person: key })),
    ),
  ];
  if (found.length === 0) return null;
  const people = [...kase.people, ...found];
  // One card for whoever both handles and decides.
  const cards = [...new Set(found.map(({ person }) => person))].flatMap((person) => {
    const recipient = directory.byKey(person);
    if (!recipient) return [];
    const decides = found.some((each) => each.person === person && each.role === 'decider');
    const card = decides ? deciderCard : handlerCard;
    const reply = card(
      { route, plan, data, raiser, recipient, stage: kase.stage, people, clocks: [] },
      ground,
    );
    return [{ id: newId(), recipient: person, reply, live: true }];
  });
  const news = newsCard(
    kase,
    'Somebody can deal with this now who could not be found when it was recorded. They are being told.',
    { title: route.title, rows: [] },
  );
  return {
    council: kase.council,
    at: clock.now().toISOString(),
    kase: {
      is: 'update',
      id: kase.id,
      revision: kase.revision,
      stage: kase.stage,
      ended: kase.ended,
      route: kase.route,
      people,
      data: toCaseJson({
        ...data,
        deciders: deciders.map(({ title, route: { people: each } }) => ({
          title,
          people: each.map(({ key }) => key),
        })),
      }),
      onceKey: `gap:${gap.id}`,
    },
    history: [
      {
        actor: 'beadle',
        action: 'told',
        data: { told: found.map(({ person }) => person), office: gap.office },
        versions: { protocol: protocol.version, flow: `plan:${plan.id}` },
      },
    ],
    messages: [...cards, { id: newId(), recipient: kase.raisedBy, reply: news }],
    gaps: [],
    closes: [gap.id],
  };
}
