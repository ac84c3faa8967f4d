// Values that lie in the table as JSON text, plain or deflated, and those that were written as maps before.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asDeflated, asText, fromDeflated, fromText } from '#store/texts.ts'

test('what is kept as text reads as what it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.constant(null)), (value) => {
      expect(fromText(asText(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a map of before reads as it is', () => {
  expect(fromText({ title: 'x' })).toEqual({ title: 'x' })
  expect(fromText(undefined)).toBeUndefined()
})

test('what somebody has made no JSON is read as it lies there', () => {
  expect(fromText('{"title":')).toBe('{"title":')
})

test('what is kept deflated reads as what it was, and whatever else stands there as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(fromDeflated(asDeflated(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  const broken = Uint8Array.of(7, 7, 7)
  for (const kept of [{ title: 'x' }, undefined, 'title', broken]) expect(fromDeflated(kept)).toBe(kept)
})
