// Records confirmed to be one, followed to their last survivor.
import { confirmedNodes } from '#domain/report/confirmedNodes.ts'
import { expect, test } from 'vitest'
import { decision, finding } from './material.ts'

const same = (id: string, sides: string[], survivor: string, state: 'decided' | 'awaiting-confirmation' = 'decided') =>
  finding(id, sides, { state, decisions: [decision('same-contribution', { survivor })] })

test('follows survivors of survivors', () => {
  const { survivorOf, recordsOf } = confirmedNodes([same('f1', ['a', 'b'], 'b'), same('f2', ['b', 'c'], 'c')])

  expect(['a', 'b', 'c', 'd'].map(survivorOf)).toEqual(['c', 'c', 'c', 'd'])
  expect(recordsOf('c')).toEqual(['a', 'b'])
})

test('joins nothing before the second coordinator, nor for another verdict, nor after a reopening', () => {
  const { survivorOf } = confirmedNodes([
    same('f1', ['a', 'b'], 'b', 'awaiting-confirmation'),
    finding('f2', ['c', 'd'], { state: 'decided', decisions: [decision('not-duplicate')] }),
    finding('f3', ['e', 'f'], { decisions: [decision('same-contribution', { survivor: 'f' }), decision('reopen')] }),
  ])

  expect(['a', 'c', 'e'].map(survivorOf)).toEqual(['a', 'c', 'e'])
})

test('ends even when verdicts run in a circle', () => {
  const { survivorOf } = confirmedNodes([same('f1', ['a', 'b'], 'b'), same('f2', ['a', 'b'], 'a')])

  expect(typeof survivorOf('a')).toBe('string')
})
