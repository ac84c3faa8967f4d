// Values that lie in the table as JSON text, and those that were written as maps before.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asText, fromText } from '#store/texts.ts'

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
