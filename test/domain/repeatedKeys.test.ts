// Names that an object gives twice are found wherever they stand, and nothing else is taken for one.
import { assert, json, property } from 'fast-check'
import { expect, test } from 'vitest'
import { repeatedKey } from '#domain/repeatedKeys.ts'

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"b":{"c":1,"d":[],"c":2}}', 'c'],
  ['[{"a":1},{"b":[{"x":1,"x":1}]}]', 'x'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a":{"a":1},"b":2,"a":3}', 'a'],
  ['{ "" : 1 , "" : 2 }', ''],
  [String.raw`{"\"":1,"\"":2}`, '"'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s gives one twice', (text, expected) => {
  expect(repeatedKey(text)).toBe(expected)
})

test.each([
  '{}',
  '[]',
  '1',
  '"a"',
  'null',
  '{"a":"a"}',
  '{"a":["a","a"]}',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":1}]',
  String.raw`{"a":"\",\"a\":1"}`,
  '{"a":"{","b":"}","c":"[,]"}',
])('%s gives none twice', (text) => {
  expect(repeatedKey(text)).toBeUndefined()
})

test('no value that is written by a serializer gives one twice', () => {
  assert(property(json(), (text) => repeatedKey(JSON.stringify(JSON.parse(text))) === undefined))
})

test('half a megabyte is read in no time', () => {
  const text = `{${Array.from({ length: 20_000 }, (_, at) => `"name${at}":"${'\\"'.repeat(8)}"`).join(',')}}`
  const started = performance.now()

  expect(repeatedKey(text)).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(2000)
})
