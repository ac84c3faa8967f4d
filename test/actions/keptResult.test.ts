// A row's result, however much is wrong with the row, is short enough to lie beside ninety-nine others.
import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { keptResult } from '#actions/keptResult.ts'
import type { RowNote, RowResult } from '#model/import.ts'

const resultOf = (errors: RowNote[], warnings: RowNote[]): RowResult => ({
  row: 7,
  status: 'rejected',
  id: null,
  errors,
  warnings,
})
const notes = array(
  tuple(constantFrom('amount', null), string({ unit: 'grapheme' }), integer({ min: 0, max: 200 })).map(
    ([column, text, times]) => ({
      column,
      detail: text.repeat(times),
    }),
  ),
  { maxLength: 80 },
)

test('it takes at most 3,500 bytes, errors before warnings, and says how many are left out', () => {
  assert(
    property(notes, notes, (errors, warnings) => {
      const kept = keptResult(resultOf(errors, warnings))

      expect(new TextEncoder().encode(JSON.stringify(kept)).length).toBeLessThanOrEqual(3500)
      const left = errors.length + warnings.length - kept.errors.length - kept.warnings.length
      const said = /^(\d+) more are not shown\.$/.exec(kept.warnings.at(-1)?.detail ?? '')?.[1]
      expect(said === undefined ? 0 : Number(said) - 1).toBe(left)
    }),
  )
})

test('what is short is kept as it is', () => {
  const result = resultOf([{ column: 'amount', detail: 'This is no amount.' }], [{ column: null, detail: 'A note.' }])

  expect(keptResult(result)).toEqual(result)
})
