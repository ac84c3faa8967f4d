// A contribution as an edition of a series.
import { expect, test } from 'vitest'
import { editionOf } from '#domain/findings/seriesEdition.ts'
import { ListedEdition } from '#model/series.ts'
import { keptContribution } from '#test/support/builders.ts'

const title = 'Disarmament and reintegration course 2008, third session'

test('it has what a list shows of it, and the key of its title', () => {
  const edition = editionOf(
    keptContribution({
      title,
      period: { start: '2008-06-02', end: null },
      inKind: [{ quantity: '30', unit: 'seats', value: null }],
    }),
  )

  expect(edition).toMatchObject({
    title,
    period: { start: '2008-06-02', end: null },
    numbers: [{ kind: 'cohort', number: 3 }],
    years: [2008],
    declared: [],
  })
  expect(edition?.amounts).toContainEqual({ measure: 'seats', amount: '30.00' })
  expect(edition?.key).toMatch(/^[a-z0-9]+$/)
  expect(ListedEdition.parse(edition)).toEqual(edition)
})

test('money without a rate stands as it was written', () => {
  const money = { amount: '500.00', currency: 'ETB' }
  expect(editionOf(keptContribution({ title, money, usd: null }))?.unconverted).toEqual(money)
})

test('what is withdrawn is none, nor what says too little and continues nothing', () => {
  expect(editionOf(keptContribution({ title, withdrawn: true }))).toBeNull()
  expect(editionOf(keptContribution({ title: 'Course' }))).toBeNull()
})

test('it continues what it is declared a phase or a tranche of, once, and nothing else', () => {
  const relations = (['phase-of', 'tranche-of', 'part-of', 'complements'] as const).map((type, at) => ({
    type,
    contribution: at < 2 ? 'first' : 'other',
  }))
  expect(editionOf(keptContribution({ title: 'Course', relations }))).toMatchObject({ key: null, declared: ['first'] })
})
