// How urgent a cell is, by the needs registered for it.
import { urgencies, urgencyRank } from '#domain/report/urgency.ts'
import { expect, test } from 'vitest'
import { cell, need } from './material.ts'

test('lets the most urgent need speak, over the days of all', () => {
  const needs = [
    need('n1', { urgency: 'recurrent', period: { start: '2008-01-01', end: '2009-12-31' } }),
    need('n2', { urgency: 'start-up', period: { start: '2008-03-01' } }),
  ]

  expect(urgencies(needs)(cell, 'usd', null)).toMatchObject({
    urgency: 'start-up',
    neededFrom: '2008-01-01',
    neededUntil: '2009-12-31',
    needs: [{ id: 'n2' }, { id: 'n1' }],
  })
})

test.each([
  ['of another measure', need('n1', { measure: 'seats' })],
  ['withdrawn', need('n1', { withdrawn: true })],
  ['without a figure', need('n1', { amount: null })],
  ['of another area', need('n1', { priorityArea: 'training' })],
  ['after the quarter', need('n1', { period: { start: '2008-04-01', end: '2008-06-30' } })],
])('does not hear a need %s', (_, other) => {
  expect(urgencies([other])(cell, 'usd', '2008-Q1')).toMatchObject({ urgency: null, needs: [] })
})

test('ranks start-up first and the unknown last', () => {
  expect((['start-up', 'one-off', 'recurrent', null] as const).map(urgencyRank)).toEqual([0, 1, 2, 3])
})
