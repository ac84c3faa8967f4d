// Two efforts side by side: what overlaps, for how long, and what each adds.
import { expect, test } from 'vitest'
import { overlapOf } from '#domain/findings/overlap.ts'
import type { Contribution } from '#model/contribution.ts'
import { keptContribution } from '#test/support/builders.ts'

const usd = (amount: string): Contribution['usd'] => ({ amount, unitsPerEur: {}, month: '2008-01', provisional: false })
const one = keptContribution({
  id: 'one',
  provider: 'eu',
  beneficiary: 'auc',
  subCluster: 'peace-and-security-architecture',
  priorityAreas: [{ code: 'mission-planning' }, { code: 'mission-management' }],
  modality: 'training',
  training: { audience: 'planners' },
  money: { amount: '1234567.00', currency: 'EUR' },
  usd: usd('1800000.00'),
  inKind: [
    { quantity: '30', unit: 'seats' },
    { quantity: null, unit: 'items' },
  ],
  period: { start: '2008-01-01', end: '2008-03-31' },
  places: [{ country: 'KE', name: 'Nairobi' }, { country: 'RW' }],
})
const other = keptContribution({
  id: 'other',
  provider: 'france',
  beneficiary: 'auc',
  subCluster: 'peace-and-security-architecture',
  priorityAreas: [{ code: 'mission-planning' }],
  modality: 'training',
  training: { audience: 'planners' },
  money: null,
  usd: null,
  inKind: [],
  period: { start: '2008-03-30', end: null },
  places: [
    { country: 'KE', name: 'NAIROBI' },
    { country: null, name: 'Bamako' },
  ],
})

test('says what both work on, where, for whom and for how many days, and what only one gives', () => {
  expect(overlapOf(one, other, 'en')).toEqual({
    shared: {
      beneficiary: 'auc',
      subCluster: 'peace-and-security-architecture',
      priorityAreas: ['mission-planning'],
      modality: 'training',
      audience: 'planners',
      places: ['Nairobi (KE)'],
      period: { start: '2008-03-30', end: '2008-03-31' },
      days: 2,
    },
    adds: [
      {
        contribution: 'one',
        provider: 'eu',
        money: { amount: '1234567.00', currency: 'EUR' },
        usd: '1800000.00',
        inKind: [{ quantity: '30', unit: 'seats' }],
        priorityAreas: ['mission-management'],
        places: ['RW'],
        audience: null,
      },
      {
        contribution: 'other',
        provider: 'france',
        money: null,
        usd: null,
        inKind: [],
        priorityAreas: [],
        places: ['Bamako'],
        audience: null,
      },
    ],
    text: 'In common: support to auc; work on mission-planning; in Nairobi (KE); for planners; 2 days, 2008-03-30 to 2008-03-31. eu adds: 1,234,567.00 EUR; 30 seats; work on mission-management; work in RW. france adds: work in Bamako.',
  })
})

test('says it in French', () => {
  expect(overlapOf(one, other, 'fr').text).toBe(
    'En commun : appui à auc ; travail sur mission-planning ; à Nairobi (KE) ; pour planners ; 2 jours, du 2008-03-30 au 2008-03-31. eu apporte en plus : 1\u202f234\u202f567,00 EUR ; 30 seats ; travail sur mission-management ; travail à RW. france apporte en plus : travail à Bamako.',
  )
})

test('what cannot be told is not said', () => {
  const bare = keptContribution({
    ...other,
    beneficiary: 'ecowas',
    subCluster: null,
    priorityAreas: [],
    modality: null,
    training: { audience: 'judges' },
    places: [],
    period: null,
  })
  const { shared, adds, text } = overlapOf(
    bare,
    keptContribution({ ...bare, beneficiary: 'auc', training: null }),
    'en',
  )

  expect(shared).toMatchObject({ beneficiary: null, places: [], period: null, days: null })
  expect(adds.map(({ audience }) => audience)).toEqual(['judges', null])
  expect(text).toBe('The records state nothing in common. france adds: work for judges.')
  const [early, late] = ['2008-01', '2008-02'].map((month) =>
    keptContribution({ ...one, period: { start: `${month}-01`, end: `${month}-02` } }),
  ) as [Contribution, Contribution]
  expect(overlapOf(early, late, 'en').shared).toMatchObject({ period: null, days: 0 })
})
