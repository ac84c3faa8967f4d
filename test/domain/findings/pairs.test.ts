// Which side of a pair is which.
import { expect, test } from 'vitest'
import { fromOtherSide, pairOrder } from '#domain/findings/pairs.ts'

test('a pair has one order whoever is looked at first', () => {
  expect(pairOrder('b', 'a')).toEqual(['a', 'b'])
  expect(pairOrder('a', 'b')).toEqual(['a', 'b'])
})

test('evidence read from the other side swaps the values and keeps the rest', () => {
  const evidence = [{ field: 'amount', a: 'EUR 1', b: 'USD 2', weight: 3, text: 'near' }]

  expect(fromOtherSide(evidence)).toEqual([{ field: 'amount', a: 'USD 2', b: 'EUR 1', weight: 3, text: 'near' }])
  expect(fromOtherSide(fromOtherSide(evidence))).toEqual(evidence)
})
