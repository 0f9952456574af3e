import type { Staff } from '../support/teams-council.ts';

/** Three tiers under the Chief Executive, the Monitoring Officer with a deputy, and members in groups. */
export const STAFF: readonly Staff[] = [
  { id: 'elin', name: 'Elin Rees', job: 'Chief Executive', offices: ['chief-executive'] },
  { id: 'owain', name: 'Owain Price', job: 'Director of Place', offices: ['director'], manager: 'elin' },
  { id: 'mair', name: 'Mair Evans', job: 'Head of Planning', offices: ['head-of-service'], manager: 'owain' },
  { id: 'huw', name: 'Huw Lloyd', job: 'Planning Manager', manager: 'mair' },
  { id: 'olwen', name: 'Olwen Parry', job: 'Planning Officer', manager: 'huw' },
  { id: 'sam', name: 'Sam Okafor', job: 'Housing Officer', manager: 'owain' },
  {
    id: 'helen',
    name: 'Helen Marsh',
    job: 'Monitoring Officer',
    offices: ['monitoring-officer'],
    manager: 'elin',
  },
  {
    id: 'tom',
    name: 'Tom Bright',
    job: 'Deputy Monitoring Officer',
    offices: ['deputy-monitoring-officer'],
    manager: 'helen',
  },
  { id: 'rhys', name: 'Rhys Bowen', job: 'Political Assistant' },
  { id: 'carol', name: 'Cllr Carol Finch', offices: ['group-leader'], group: 'Labour', isMember: true },
  { id: 'gareth', name: 'Cllr Gareth Hughes', group: 'Labour', isMember: true },
  {
    id: 'anita',
    name: 'Cllr Anita Shah',
    offices: ['leader', 'group-leader'],
    group: 'Plaid Cymru',
    isMember: true,
  },
  { id: 'nia', name: 'Cllr Nia Jones', offices: ['cabinet-member'], group: 'Plaid Cymru', isMember: true },
  { id: 'joan', name: 'Cllr Joan Pike', isMember: true },
];
