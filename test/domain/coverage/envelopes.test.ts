// Envelopes and their remainders, on worked examples.
import type { CountedRecord } from '#domain/coverage/cells.ts'
import { Envelopes } from '#domain/coverage/envelopes.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { expect, test } from 'vitest'
import { group, record } from './groups.ts'

const partOf = (...envelopes: string[]) => ({ envelopes })
const announced = (within: CountedGroup, id: string, ...alsoFor: string[]) => {
  const named = (one: string) => within.records.find((found) => found.id === one) as CountedRecord
  const cells = new Envelopes(within).countedCells(named(id), [id, ...alsoFor].map(named))
  return cells.map(({ amounts }) => Number(amounts.announced))
}

test('counts the remainder by the envelope own shares', () => {
  // 1000 less 100 and 300: 600, a quarter of it in Q1 as of the whole.
  const within = group([
    record('e', { Q1: 250, Q2: 750 }),
    record('c', { Q3: 100 }, partOf('e')),
    record('d', { Q2: 300 }, partOf('e')),
  ])

  expect(announced(within, 'e')).toEqual([150, 450])
  expect(announced(within, 'c')).toEqual([100])
})

test('counts nothing of an envelope that its children pass', () => {
  const within = group([record('e', { Q1: 100 }), record('c', { Q1: 130 }, partOf('e'))])

  expect(announced(within, 'e')).toEqual([0])
})

test('reduces an envelope by what its child contains, where that is more than the child', () => {
  // The middle one is 100 and its child 130, so it takes 130 of the 1000 and counts nothing itself.
  const within = group([
    record('e', { Q1: 1000 }),
    record('m', { Q1: 100 }, partOf('e')),
    record('c', { Q1: 130 }, partOf('m')),
  ])

  expect([announced(within, 'e'), announced(within, 'm'), announced(within, 'c')]).toEqual([[870], [0], [130]])
})

test('takes a child that is declared twice, directly and through another child, once', () => {
  const within = group([
    record('e', { Q1: 1000 }),
    record('m', { Q1: 400 }, partOf('e')),
    record('c', { Q1: 130 }, partOf('m', 'e')),
  ])

  expect([announced(within, 'e'), announced(within, 'm')]).toEqual([[600], [270]])
})

test('takes an envelope declared by decision like one declared by the record', () => {
  const within = group([record('e', { Q1: 1000 }), record('c', { Q1: 130 })], { partOf: [{ part: 'c', whole: 'e' }] })

  expect(announced(within, 'e')).toEqual([870])
})

test('ignores declarations in a loop, to itself, and to records that are not there', () => {
  const within = group([
    record('a', { Q1: 100 }, partOf('b', 'a', 'gone')),
    record('b', { Q1: 100 }, partOf('c')),
    record('c', { Q1: 100 }, partOf('a')),
    record('d', { Q1: 30 }, partOf('b')),
  ])

  expect(['a', 'b', 'c'].map((id) => announced(within, id))).toEqual([[100], [70], [100]])
})

test('is not reduced by a withdrawn child', () => {
  const within = group([record('e', { Q1: 1000 }), record('c', { Q1: 130 }, { ...partOf('e'), withdrawn: true })])

  expect(announced(within, 'e')).toEqual([1000])
})

test('moves the children of a member to the record that stands for it', () => {
  // e and f are the same; f stands for both, with the children of both: 900 - 100 - 30.
  const within = group([
    record('e', { Q1: 1000 }),
    record('f', { Q2: 900 }),
    record('c', { Q1: 100 }, partOf('e')),
    record('d', { Q1: 30 }, partOf('f')),
  ])

  expect(announced(within, 'f', 'e')).toEqual([770])
})

test('takes a child in dollars at the month of its parent', () => {
  const at = (amount: bigint) => ({ announced: amount, arranged: 0n, delivered: 0n })
  const within = group([record('e', { Q1: 1000 }), record('c', { Q1: 130 }, partOf('e'))], {
    childUsdAtParentMonth: (child, parent) => (child === 'c' && parent === 'e' ? at(120n) : null),
  })

  expect(announced(within, 'e')).toEqual([880])
})

test('ends on a chain of a thousand envelopes', () => {
  const chain = Array.from({ length: 1000 }, (_, i) =>
    record(`r${i}`, { Q1: 1000 - i }, partOf(`r${i + 1}`, `r${i - 1}`)),
  )
  const tree = chain.map((one, i) => ({ ...one, envelopes: [`r${i - 1}`] }))

  expect(announced(group(tree), 'r0')).toEqual([1])
  expect(announced(group(chain), 'r0')).toEqual([1000])
})
