// What is derived, and what of it differs between two histories that end the same.
import { expect, test } from 'vitest'
import { derivedLines, isDerived } from '#store/derivedItems.ts'

test.each([
  ['FINDING#f', 'FINDING', true],
  ['FINDING#f', 'DECISIONS', false],
  ['CONTRIBUTION#c', 'FINDING#f', true],
  ['CONTRIBUTION#c', 'CONTRIBUTION', false],
  ['PARTNER#p', 'LISTED', true],
  ['PARTNER#p', 'PARTNER', false],
  ['COVERAGE#everyone#usd#none#items', '~#2008', true],
  ['VERIFICATION', 'VERIFICATION', false],
  ['AUDIT#NEED#n', '00000001', false],
])('%s %s: derived is %s', (pk, sk, derived) => {
  expect(isDerived({ pk, sk })).toBe(derived)
})

test('zeros, versions, the order of fields and what is no more than nothing make no difference', () => {
  const cell = { pk: 'COVERAGE#everyone#usd#none#items', sk: '~#2008' }

  expect(derivedLines([{ ...cell, v: 7, t: 8, '1a': 5, '2a': 0 }])).toEqual(derivedLines([{ '1a': 5n, ...cell, v: 1 }]))
  expect(derivedLines([{ ...cell, '1a': 5 }])).not.toEqual(derivedLines([{ ...cell, '1a': 6 }]))
  expect(derivedLines([{ ...cell, '1a': 0 }])).toEqual([])
  expect(derivedLines([{ pk: 'FINDING#f', sk: 'FINDING', finding: { state: 'gone' } }])).toEqual([])
})
