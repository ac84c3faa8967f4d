// An absent field and an empty cell are one.
import { expect, test } from 'vitest'
import { given } from '#domain/imports/given.ts'

test('what is null or undefined is left out, and nothing else is', () => {
  const part = { none: null, never: undefined, nothing: 0, blank: '', no: false, list: [] }

  expect(given(part)).toEqual({ nothing: 0, blank: '', no: false, list: [] })
  expect(Object.keys(given(part))).toEqual(['nothing', 'blank', 'no', 'list'])
  expect(part).toHaveProperty('none', null)
})
