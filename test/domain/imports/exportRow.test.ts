// A contribution as a row, and that the row read again says the same.
import { expect, test } from 'vitest'
import { exportRow } from '#domain/imports/exportRow.ts'
import { readRow } from '#domain/imports/readRow.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import { keptContribution } from '#test/support/builders.ts'

const term = (kind: NamedTerm['kind'], code: string): NamedTerm => ({ kind, code, names: {}, parent: null })
const vocabulary = vocabularyOf([
  term('sub-cluster', 'peace-and-security-architecture'),
  term('priority-area', 'mission-management'),
  term('modality', 'training'),
  term('unit', 'seats'),
])

test('a row says what the contribution says', () => {
  const contribution = keptContribution({
    implementers: ['undp', 'kaiptc'],
    inKind: [{ quantity: '30', unit: 'seats' }],
    places: [{ country: 'KE', name: 'Nairobi' }],
    identifiers: [{ scheme: 'iati-activity', value: 'XM-1' }],
    priorityAreas: [{ code: 'mission-management', percent: 100 }],
  })

  const row = exportRow(contribution)
  const read = readRow(row, {
    vocabulary,
    priorityAreas: [],
    source: null,
    headerMoney: null,
    dates: null,
    decimals: null,
  })

  expect(row).toMatchObject({
    id: 'c1',
    implementing_partner: 'undp; kaiptc',
    priority_area: 'mission-management 100%',
    revision: '1',
  })
  expect(read.faults).toEqual([])
  expect(read).toMatchObject({ id: 'c1', revision: 1, partner: 'un-dpko', implementers: ['undp', 'kaiptc'] })
  const { title, money, period, inKind, places, identifiers, priorityAreas, modality, status } = contribution
  expect(read.sent).toMatchObject({ title, period, inKind, places, identifiers, priorityAreas, modality, status })
  expect(Number(read.sent.money?.amount)).toBe(Number(money?.amount))
})
