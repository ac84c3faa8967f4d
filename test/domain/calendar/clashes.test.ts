// Which trainings clash, and which only look like it.
import { expect, test } from 'vitest'
import { clashesOf, type ComparedPair, type Training } from '#domain/calendar/clashes.ts'

const training = (id: string, start: string, end: string, beneficiary = 'auc'): Training => ({
  id,
  beneficiary,
  start,
  end,
})
const pair = (a: string, b: string, settled = false): ComparedPair => ({ contributions: [a, b], settled })
const shown = (trainings: Training[], compared: ComparedPair[] = []) =>
  Object.fromEntries([...clashesOf(trainings, compared)].map(([id, others]) => [id, [...others].toSorted()]))

test('two for one beneficiary that share a day clash, both ways', () => {
  const both = [training('a', '2008-06-04', '2008-06-14'), training('b', '2008-06-14', '2008-06-20')]

  expect(shown(both)).toEqual({ a: ['b'], b: ['a'] })
})

test.each([
  ['one after the other', training('b', '2008-06-15', '2008-06-20')],
  ['for another beneficiary', training('b', '2008-06-04', '2008-06-14', 'ecowas')],
  ['one that lasts longer than a month', training('b', '2008-06-01', '2008-07-02')],
])('no clash: %s', (_, other) => {
  expect(shown([training('a', '2008-06-04', '2008-06-14'), other])).toEqual({})
})

test('one that runs on clashes with all that begin meanwhile', () => {
  const all = [
    training('a', '2008-06-01', '2008-06-30'),
    training('b', '2008-06-02', '2008-06-03'),
    training('c', '2008-06-20', '2008-06-21'),
  ]

  expect(shown(all)).toEqual({ a: ['b', 'c'], b: ['a'], c: ['a'] })
})

test('what was found to clash does, also between beneficiaries; what was settled does not', () => {
  const apart = [training('a', '2008-06-01', '2008-06-05'), training('b', '2008-06-01', '2008-06-05', 'ecowas')]
  const same = [training('a', '2008-06-01', '2008-06-05'), training('b', '2008-06-01', '2008-06-05')]

  expect(shown(apart, [pair('a', 'b')])).toEqual({ a: ['b'], b: ['a'] })
  expect(shown(same, [pair('b', 'a', true)])).toEqual({})
})

test('a clash with what the calendar does not show is not told', () => {
  expect(shown([training('a', '2008-06-01', '2008-06-05')], [pair('a', 'hidden')])).toEqual({})
})
