// What the fit may not do, whatever the labels show.
import { fittedKinds, interactions, limitsOf } from '#domain/matching/fitting/fitSettings.ts'
import { comparedFields } from '#domain/matching/comparedFields.ts'
import { expect, test } from 'vitest'

test('gives back no floor through an interaction', () => {
  expect(limitsOf('duplicate-record', 'place×start', 'other-city|same')).toEqual([-12, 0])
  expect(limitsOf('duplicate-record', 'place×start', 'city|same')).toEqual([-12, 12])
})

test('holds floors, in translation too', () => {
  expect(limitsOf('duplicate-record', 'place', 'other-city')).toEqual([-12, -9])
  expect(limitsOf('duplicate-record', 'identifiers', 'same')).toEqual([3, 12])
  expect(limitsOf('overlapping-effort', 'identifiers', 'same')).not.toEqual([3, 12])
  expect(limitsOf('duplicate-record', 'series', 'other')).toEqual([-12, -12])
  expect(limitsOf('overlapping-effort', 'subject', 'few-translated')).toEqual([-12, -1.5])
  expect(limitsOf('overlapping-effort', 'subject', 'none')).toEqual([-12, -6])
  expect(limitsOf('overlapping-effort', 'subject', 'none-translated')).toEqual([-12, -4])
})

test('holds plain agreement for, and plain disagreement against', () => {
  expect(limitsOf('duplicate-record', 'amount', 'equal')).toEqual([0, 12])
  expect(limitsOf('duplicate-record', 'activity', 'other')).toEqual([-12, 0])
  expect(limitsOf('duplicate-record', 'subject', 'half')).toEqual([-12, 12])
})

test('leaves an overlap free where agreement tells of one record, and in what others say', () => {
  expect(limitsOf('overlapping-effort', 'amount', 'equal')).toEqual([-12, 12])
  expect(limitsOf('overlapping-effort', 'parties', 'different')).toEqual([-12, 12])
  expect(limitsOf('overlapping-effort', 'likeness', 'none')).toEqual([-12, 12])
  expect(limitsOf('overlapping-effort', 'place', 'city')).toEqual([0, 12])
})

test('joins only fields that are compared', () => {
  for (const kind of fittedKinds) expect(comparedFields).toEqual(expect.arrayContaining(interactions[kind].flat()))
})
