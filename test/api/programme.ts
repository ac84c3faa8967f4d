// A small programme whose figures a reader can follow: what coverage and gaps are tested on.
import { architecture, need, recovery } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import type { TestTracker } from '#test/support/tracker.ts'

/** Plainly different contributions, so that no two are suspected to be one. */
const rows: [name: string, as: Who, body: Record<string, unknown>][] = [
  [
    'pledge',
    'eu',
    {
      provider: 'eu',
      title: 'Map reading',
      status: 'pledged',
      inKind: [{ quantity: '80', unit: 'seats' }],
      priorityAreas: [{ code: 'mission-planning' }],
      period: { start: '2009-01-01', end: '2009-03-31' },
    },
  ],
  [
    'commitment',
    'un-dpko',
    {
      provider: 'un-dpko',
      title: 'Logistics of convoys',
      status: 'committed',
      inKind: [{ quantity: '120', unit: 'seats' }],
      priorityAreas: [{ code: 'mission-planning' }],
      period: { start: '2009-01-05', end: '2009-02-27' },
    },
  ],
  [
    'year',
    'eu',
    {
      provider: 'eu',
      title: 'Secretariat support',
      status: 'completed',
      instrument: 'eu-peace-facility-for-africa',
      money: { amount: '10000.00', currency: 'USD' },
      priorityAreas: [{ code: 'mission-management' }],
      period: { start: '2008-01-01', end: '2008-12-31' },
    },
  ],
  [
    'split',
    'france',
    {
      provider: 'france',
      title: 'Two areas by share',
      status: 'committed',
      money: { amount: '100.01', currency: 'USD' },
      priorityAreas: [
        { code: 'mission-planning', percent: 33.33 },
        { code: 'mission-management', percent: 66.67 },
      ],
      period: { start: '2007-02-01', end: '2007-02-28' },
    },
  ],
  [
    'shared',
    'france',
    {
      provider: 'france',
      title: 'Vehicles for both',
      status: 'pledged',
      money: { amount: '500', currency: 'USD' },
      priorityAreas: [{ code: 'mission-planning' }, { code: 'mission-management' }],
      period: { start: '2007-05-01', end: '2007-05-02' },
    },
  ],
  [
    'areaLess',
    'un-dpko',
    {
      provider: 'un-dpko',
      title: 'Advisers in general',
      status: 'active',
      money: { amount: '70', currency: 'USD' },
      subCluster: recovery,
      period: { start: '2007-08-01', end: '2007-08-31' },
    },
  ],
  [
    'unspecified',
    'ecowas',
    {
      provider: 'ecowas',
      title: 'Radio network',
      status: 'active',
      money: { amount: '30', currency: 'USD' },
      subCluster: null,
      period: { start: '2007-11-01', end: '2007-11-30' },
    },
  ],
  [
    'unconverted',
    'kaiptc',
    {
      provider: 'kaiptc',
      title: 'Teachers',
      status: 'active',
      money: { amount: '5000', currency: 'ETB' },
      period: { start: '2009-08-01' },
    },
  ],
  [
    'experts',
    'eu',
    {
      provider: 'eu',
      title: 'Budget office',
      beneficiary: 'ecowas',
      status: 'active',
      inKind: [{ quantity: '4', unit: 'experts' }],
      priorityAreas: [{ code: 'mission-management' }],
      period: { start: '2009-01-01', end: '2009-03-31' },
    },
  ],
]

const needs: [name: string, body: Record<string, unknown>][] = [
  ['need', need()],
  ['startUp', need({ title: 'Start-up planners', beneficiary: 'ecowas', amount: '20', urgency: 'start-up' })],
  [
    'large',
    need({
      title: 'Peacebuilders',
      subCluster: recovery,
      priorityArea: 'peacebuilding',
      amount: '900',
      urgency: 'recurrent',
    }),
  ],
  ['larger', need({ title: 'Managers', priorityArea: 'mission-management', amount: '500' })],
  [
    'met',
    need({
      title: 'Money',
      measure: 'usd',
      amount: '4000',
      priorityArea: 'mission-management',
      period: { start: '2008-01-01', end: '2008-06-30' },
    }),
  ],
  ['unquantified', need({ title: 'More staff', amount: null, period: null })],
]

/** Enters all of it and lets the figures follow, every event twice; answers the ids by name. */
export const enterProgramme = async (tracker: TestTracker): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {}
  for (const [name, as, body] of rows) {
    const sent = { beneficiary: 'auc', subCluster: architecture, ...body }
    ids[name] = (await callerOf(tracker, as).made('/v1/contributions', sent)).id
  }
  const delivery = { date: '2009-01-20', quantity: '40', unit: 'seats' }
  await callerOf(tracker, 'un-dpko').made(`/v1/contributions/${ids['commitment']}/deliveries`, delivery)
  for (const [name, body] of needs) ids[name] = (await callerOf(tracker, 'coordinator').made('/v1/needs', body)).id
  await tracker.settled(2)
  return ids
}
