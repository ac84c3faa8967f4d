// The weights file: rounded, ordered, versioned, and whole: what the labels say nothing of stays.
import {
  type FittedWeights,
  logOddsBy,
  versionAfter,
  type WeightsFile,
  weightsFileOf,
} from '#domain/matching/fitting/weightsFile.ts'
import { expect, test } from 'vitest'

const hand = { base: -4.5, fields: { audience: { same: 4 } } }
const present: WeightsFile = {
  version: '2026-11-22.4',
  kinds: {
    'duplicate-record': {
      base: -1,
      fields: { quantity: { same: 1 }, place: { city: 2, country: 1 }, 'place×start': { 'city|far': 1 } },
    },
    'overlapping-effort': { base: -7, fields: {} },
    'schedule-clash': hand,
    'part-of': hand,
  },
}
const fitted = (weights: [string, string, number][], base = -2.345): FittedWeights => ({
  base,
  features: weights.map(([field, level]) => ({ field, level, seen: 50 })),
  weights: Float64Array.from(weights, ([, , weight]) => weight),
})
const made = (weights: [string, string, number][]) =>
  weightsFileOf(present, '2026-11-22.5', { 'duplicate-record': fitted(weights), 'overlapping-effort': fitted([]) })

test('keeps the kinds that are set by hand, and levels that no labelled pair shows', () => {
  const { kinds } = made([['place', 'city', 1.5]])

  expect(kinds['schedule-clash']).toEqual(hand)
  expect(kinds['part-of']).toEqual(hand)
  expect(kinds['duplicate-record'].fields).toEqual({ quantity: { same: 1 }, place: { city: 1.5, country: 1 } })
})

test('rounds to hundredths and drops what weighs next to nothing', () => {
  const { base, fields } = made([['place', 'city', 1.2345], ['place', 'country', 0.049], ['series', 'same', -0.0499]])
    .kinds['duplicate-record'] // prettier-ignore

  expect(base).toBe(-2.35)
  expect(fields['place']).toEqual({ city: 1.23 })
  expect(fields['series']).toBeUndefined()
})

test('puts fields in the order of evidence, interactions last, and levels by falling weight', () => {
  const { fields } = made([
    ['amount×start', 'equal|same', 1],
    ['place', 'other-city', -4],
    ['place', 'city', 2],
    ['parties', 'provider', 1],
  ]).kinds['duplicate-record'] // prettier-ignore

  expect(Object.keys(fields)).toEqual(['parties', 'quantity', 'place', 'amount×start'])
  expect(Object.keys(fields['place'] ?? {})).toEqual(['city', 'country', 'other-city'])
})

test('numbers the versions of a day', () => {
  expect(versionAfter('2026-11-22.4', '2026-11-22')).toBe('2026-11-22.5')
  expect(versionAfter('2026-11-22.9', '2026-11-22')).toBe('2026-11-22.10')
  expect(versionAfter('2026-11-22.4', '2026-12-01')).toBe('2026-12-01.1')
})

test('adds up levels, and two levels together where the file weighs them so', () => {
  const logOdds = logOddsBy({ base: -1, fields: { place: { city: 2 }, 'place×start': { 'city|same': 0.5 } } })

  expect(logOdds({ place: 'city', start: 'same', series: 'other' })).toBe(1.5)
  expect(logOdds({ place: 'city', start: 'far' })).toBe(1)
  expect(logOdds({ start: 'same' })).toBe(-1)
})
