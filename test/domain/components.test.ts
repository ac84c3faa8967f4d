// Lists of ids that belong together, in one group each however they are told.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { components } from '#domain/components.ts'

test('lists with an id in common are one group, and who is in no list is alone', () => {
  const rootOf = components([['a', 'b'], ['c', 'd'], ['b', 'c'], ['e', 'f'], []])

  expect(new Set(['a', 'b', 'c', 'd'].map(rootOf)).size).toBe(1)
  expect(rootOf('e')).toBe(rootOf('f'))
  expect(rootOf('e')).not.toBe(rootOf('a'))
  expect(rootOf('alone')).toBe('alone')
})

test('the order of the lists and of their ids makes no other groups', () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String)
  fc.assert(
    fc.property(fc.array(fc.array(id, { maxLength: 4 }), { maxLength: 12 }), (lists) => {
      const [one, other] = [components(lists), components(lists.toReversed().map((list) => list.toReversed()))]
      const ids = [...new Set(lists.flat())]
      for (const a of ids) for (const b of ids) expect(one(a) === one(b)).toBe(other(a) === other(b))
    }),
  )
})
