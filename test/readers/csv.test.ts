// CSV in all its dialects, and what is refused in bounded memory.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import type { Cell } from '#model/importColumns.ts'
import { csvRows, separatorOf } from '#readers/csv.ts'
import { piecesOf, refusalOf } from './pieces.ts'

const rowsOf = async (text: string, size = 7): Promise<Cell[][]> => {
  const rows: Cell[][] = []
  for await (const { cells } of csvRows(() => piecesOf(text, size))) rows.push(cells)
  return rows
}

test.each([
  ['commas', 'a,b,c\n1,"x, y",3\n', ','],
  ['semicolons with decimal commas', 'a;b;c\n1;2,5;3,5\n4;5,5;6\n', ';'],
  ['tabs', 'a\tb\n1, 2\t3\n', '\t'],
  ['bars', 'a|b\n1|2\n', '|'],
  ['what the first line says', 'sep=;\na;b\n', ';'],
  ['one column', 'a\n1\n', ','],
  ['lists within the cells of every row', 'a,b,c\nx,1;2;3;4;5;6,y\nz,1;2;3;4;5;6,y\n', ','],
  ['decimal commas under a title with one', 'Support, 2008\na;b\n1,5;x\n2,5;y\n', ';'],
])('separators: %s', (_name, text, separator) => {
  expect(separatorOf(text)).toBe(separator)
})

test('line ends may be mixed, quotes doubled, lines blank', async () => {
  const rows = await rowsOf('a,b\r\n"1 ""one""",2\n\r3,"4\n5"\n')

  expect(rows).toEqual([['a', 'b'], ['1 "one"', '2'], [''], ['3', '4\n5']])
})

test('rows keep the number that a spreadsheet gives them', async () => {
  const numbers: number[] = []
  for await (const { row } of csvRows(() => piecesOf('sep=,\na,b\n1,2\n', 4))) numbers.push(row)

  expect(numbers).toEqual([2, 3])
})

test('rows may be longer or shorter than the header', async () => {
  expect(await rowsOf('a,b\n1\n1,2,3\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
})

test('reads what csv-stringify writes, and what csv-parse reads', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'é'), maxLength: 6 })
  const record = fc.array(cell, { minLength: 2, maxLength: 4 })

  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      async (records, size) => {
        const text = `a,b,c\n${stringify(records, { quoted: true })}`
        const expected: string[][] = parse(text, { relax_column_count: true })

        expect(await rowsOf(text, size)).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('a cell of nothing but quotes takes no longer than one of letters', { timeout: 60_000 }, async () => {
  const [, row] = await rowsOf(`a,b\nx${'"'.repeat(900_000)},"${'""'.repeat(40_000)}"\n`, 65_536)

  expect(row?.map((cell) => String(cell).length)).toEqual([900_001, 40_000])
})

describe('refused with the row', () => {
  test('a quote that is never closed', async () => {
    const refusal = await refusalOf(() => rowsOf('a,b\n1,2\n3,"4\n5,6\n'))

    expect(refusal).toMatchObject({ code: 'unreadable-file', message: expect.stringMatching(/^Row 3: A quote/) })
  })

  test('a row of 100 MB, read no further than its first megabyte or so', async () => {
    let read = 0
    async function* endless(): AsyncGenerator<string> {
      yield 'a,b\n'
      for (; read < 100; read += 1) yield `${'x'.repeat(1_000_000)},`
    }

    const refusal = await refusalOf(async () => {
      for await (const _row of csvRows(endless)) void _row
    })

    expect(refusal?.message).toMatch(/^Row 2: The row is longer/)
    expect(read).toBeLessThan(10)
  })

  test('a thousand and one columns', async () => {
    const refusal = await refusalOf(() => rowsOf(`a,b\n${'x,'.repeat(1000)}x\n`, 500))

    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal?.message).toMatch(/^Row 2: More than 1000 columns/)
  })
})
