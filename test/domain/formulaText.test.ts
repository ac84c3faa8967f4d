// Text that a spreadsheet would run is made harmless, and what comes back is what was written.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withFormulas, withoutFormulas, wouldRun } from '#domain/formulaText.ts'

test.each([
  '=1+1',
  '+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '-',
  '="a"&"b"',
])('%j does not begin with what would run', (text) => {
  expect(wouldRun(text)).toBe(true)
  expect(withoutFormulas(text)).toBe(`'${text}`)
})

test.each(['plain', "l'Union", "'quoted'", '', '1-2', "''", 'a=b', 'é=1'])('%j stays as it is', (text) => {
  expect(withoutFormulas(text)).toBe(text)
})

test('any text comes back, also one that begins with apostrophes already', () => {
  const starts = fc.stringMatching(/^['=+\-@ \t＝]{0,5}[a-z']{0,3}$/u)

  fc.assert(
    fc.property(fc.oneof(starts, fc.string({ unit: 'binary' })), (text) => {
      expect(withFormulas(withoutFormulas(text))).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test('two texts never become one', () => {
  expect(new Set(['=1', "'=1", "''=1"].map(withoutFormulas)).size).toBe(3)
})
