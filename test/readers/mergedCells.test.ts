// Where merged cells are found in a sheet's text, and what they fill.
import { array, assert, integer, property, record, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from '#model/importColumns.ts'
import { CarriedDown, columnIn, mergedIn } from '#readers/mergedCells.ts'
import { piecesOf, refusalOf } from './pieces.ts'

test.each([
  ['A1', 0],
  ['Z9', 25],
  ['AA1', 26],
  ['XFD1', 16_383],
])('%s is column %i', (reference, column) => {
  expect(columnIn(reference)).toBe(column)
})

test.each([1, 7, 64, 100_000])(
  'references are found in pieces of %i characters, those of one row left out',
  async (size) => {
    const text = `<sheetData>${' '.repeat(500)}</sheetData><x:mergeCells count='3'><x:mergeCell ref='B7:C9'/><mergeCell  ref="A2:A4"/><mergeCell ref="A5:D5"/></x:mergeCells>`

    expect(await mergedIn(piecesOf(text, size))).toEqual([
      { column: 0, from: 2, to: 4 },
      { column: 1, from: 7, to: 9 },
    ])
  },
)

test('more than 200,000 of them are refused', async () => {
  const text = '<mergeCell ref="A1:A2"/>'.repeat(200_001)

  expect((await refusalOf(() => mergedIn(piecesOf(text, 65_536))))?.message).toContain('more than 200000 merged cells')
})

test('whatever is merged, what a row says itself stands, and what is added stood above within its range', () => {
  const merged = record({
    column: integer({ min: 0, max: 3 }),
    from: integer({ min: 1, max: 9 }),
    height: integer({ min: 1, max: 9 }),
  })
  const cell = integer({ min: 0, max: 2 })
  assert(
    property(array(merged), array(tuple(cell, cell, cell, cell), { maxLength: 12 }), (ranges, sheet) => {
      const given = ranges
        .map(({ column, from, height }) => ({ column, from, to: from + height }))
        .toSorted((a, b) => a.from - b.from)
      const carried = new CarriedDown(given)
      const texts = sheet.map((kinds, at): Cell[] =>
        kinds.map((kind, column) => [null, `${at}-${column}`, at][kind] ?? null),
      )

      for (const [at, own] of texts.entries()) {
        const filled = [...own]
        const added = carried.fill(at + 1, filled)
        /** What may stand in a column: its own cell, or one above it within a range that reaches this row. */
        const mayStand = (column: number): Cell[] => [
          ...given
            .filter((one) => own[column] === null && one.column === column && one.from <= at && one.to > at)
            .map((one) => texts[one.from - 1]?.[column] ?? null),
          own[column] ?? null,
        ]
        const carriedTexts = filled.filter((_value, column) => own[column] === null).map((value) => String(value ?? ''))

        for (const [column, value] of filled.entries()) expect(mayStand(column)).toContain(value)
        expect(added).toBe(carriedTexts.join('').length)
      }
    }),
  )
})
