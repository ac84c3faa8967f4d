// What is said of a change: enough to make the next state, and of a list that keeps its first items only the others.
import { array, assert, constantFrom, dictionary, integer, oneof, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields, type Fields } from '#actions/changedFields.ts'
import { sameValue } from '#actions/sameValue.ts'

/** The state after a change, made of the state before it and the entry alone. */
const applied = (state: Fields, changes: readonly { field: string; after: unknown }[]): Fields => {
  const next = { ...state }
  for (const { field, after } of changes) {
    const [name = '', at] = field.split('/')
    next[name] = at === undefined ? after : [...(next[name] as unknown[]).slice(0, Number(at)), after]
  }
  return next
}

test('a list that grew is said by what it gained', () => {
  expect(changedFields({ decisions: ['a', 'b'] }, { decisions: ['a', 'b', 'c'] })).toEqual([
    { field: 'decisions/2', before: null, after: 'c' },
  ])
})

test('an item changed at the end is said before and after', () => {
  expect(changedFields({ decisions: ['a', 'b'] }, { decisions: ['a', 'c'] })).toEqual([
    { field: 'decisions/1', before: 'b', after: 'c' },
  ])
})

test('a list that lost items, or begins otherwise, is said whole', () => {
  expect(changedFields({ codes: ['a', 'b'] }, { codes: ['a'] })).toEqual([
    { field: 'codes', before: ['a', 'b'], after: ['a'] },
  ])
  expect(changedFields({ codes: ['a'] }, { codes: ['b', 'a'] })).toEqual([
    { field: 'codes', before: ['a'], after: ['b', 'a'] },
  ])
})

const item = record({ n: integer({ min: 0, max: 2 }) })
const state = dictionary(constantFrom('a', 'b', 'c'), oneof(string(), integer(), array(item, { maxLength: 4 })))

test('every state follows from the one before it and what is said of the change', () => {
  assert(
    property(state, state, (was, is) => {
      expect(sameValue(applied(was, changedFields(was, is)), is)).toBe(true)
    }),
  )
})
