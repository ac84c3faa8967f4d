// Codes with their names.
import { named, namedOrNull } from '#domain/report/names.ts'
import { expect, test } from 'vitest'

test.each([
  ['eu', 'European Union'],
  ['unknown', 'unknown'],
  ['constructor', 'constructor'],
])('prints %s as %s', (code, name) => {
  expect(named(code, { eu: 'European Union' })).toEqual({ code, name })
})

test('keeps a missing code missing', () => {
  expect([namedOrNull(null, {}), namedOrNull(undefined, {})]).toEqual([null, null])
})
