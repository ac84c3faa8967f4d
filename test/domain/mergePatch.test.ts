// JSON Merge Patch by the examples of RFC 7396, appendix A, and by what it must never do.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergePatch } from '#domain/mergePatch.ts'

const examples: [unknown, unknown, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
]

test.each(examples)('merges %j and %j to %j', (target, patch, merged) => {
  expect(mergePatch(target, patch)).toEqual(merged)
})

test('leaves the target as it was', () => {
  const target = { a: { b: 'c' } }
  mergePatch(target, { a: { b: 'd' } })

  expect(target).toEqual({ a: { b: 'c' } })
})

test('keeps a field by the name of __proto__ a field', () => {
  const merged = mergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}'))

  expect(Object.keys(merged as object)).toEqual(['__proto__'])
  expect({}).not.toHaveProperty('polluted')
})

test('gives the same when the same patch comes again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
      const once = mergePatch(target, patch)
      expect(mergePatch(once, patch)).toEqual(once)
    }),
  )
})
