// Workbooks: typed cells that say what was written, to the last digit and character, and nothing that runs.
import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { CellKind, TableCell } from '#documents/tables/table.ts'
import { columnName } from '#documents/workbook/cellXml.ts'
import { workbookFile } from '#documents/workbook/workbookFile.ts'
import type { WorkbookSheet } from '#documents/workbook/sheetXml.ts'
import { openArchive } from '#readers/archive.ts'
import { paged, sheetsOf, whole } from '#test/support/files.ts'

const kinds = ['text', 'decimal', 'score', 'day', 'instant'] as const
const sheet = (rows: TableCell[][], more: Partial<WorkbookSheet> = {}): WorkbookSheet => ({
  name: 'Things',
  columns: kinds.map((kind: CellKind) => ({ name: kind, kind, tag: '' })),
  pages: paged(rows),
  ...more,
})

const fixedParts = ['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels']

/** The parts as text: those that every workbook has, and those that the list of parts names. */
const partsOf = async (bytes: Buffer): Promise<Record<string, string>> => {
  const archive = await openArchive(paged(bytes))
  const textOf = async (name: string): Promise<string> => (await whole(archive.part(name))).toString('utf8')
  const named = [...(await textOf('[Content_Types].xml')).matchAll(/PartName="\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  )
  return Object.fromEntries(
    await Promise.all([...fixedParts, ...named].map(async (name) => [name, await textOf(name)])),
  )
}

const made = async (...sheets: WorkbookSheet[]): Promise<Buffer> => whole(workbookFile(sheets))

test('every part is well-formed, and the list of parts names them all', async () => {
  const parts = await partsOf(
    await made(sheet([['a', '1.00', 0.5, '2008-06-30', '2008-06-30T12:00:00.000Z']]), sheet([])),
  )

  for (const [name, content] of Object.entries(parts)) {
    const parser = new SaxesParser({ xmlns: true, fileName: name })
    expect(() => parser.write(content).close()).not.toThrow()
  }
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining(['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/styles.xml']),
  )
})

test('the header is frozen, every column has a filter, and cells have the type of their column', async () => {
  const parts = await partsOf(await made(sheet([['a', '1500.50', 0.25, '2008-06-30', '2008-06-30T12:00:00.000Z']])))
  const xml = parts['xl/worksheets/sheet1.xml'] ?? ''

  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(xml).toContain('<autoFilter ref="A1:E2"/>')
  expect(xml).toContain('<c r="B2" s="4"><v>1500.50</v></c>')
  expect(xml).toContain('<c r="C2" s="5"><v>0.25</v></c>')
  // 39629 is the 30th of June 2008 in Excel's own count.
  expect(xml).toContain('<c r="D2" s="6"><v>39629</v></c>')
  expect(xml).toContain('<c r="E2" s="7"><v>39629.500000000</v></c>')
})

test('the same rows make the same bytes', async () => {
  const rows: TableCell[][] = [['a', '1.00', 1, '2008-06-30', null]]

  expect(await made(sheet(rows))).toEqual(await made(sheet(rows)))
})

describe('what cannot be a number or a day of a spreadsheet is text, to the last digit', () => {
  test.each([
    ['an amount of sixteen digits', 1, '12345678901234.56'],
    ['a day before March 1900', 3, '1900-02-28'],
    ['an instant that is none', 4, 'yesterday'],
  ])('%s', async (_, at, written) => {
    const row: TableCell[] = [null, null, null, null, null]
    row[at] = written

    const { Things } = await sheetsOf(await made(sheet([['x', null, null, null, null], row])))

    expect(Things?.[2]?.[at]).toBe(written)
  })
})

test('text that would run is text, marked so that it stays text when it is edited', async () => {
  const parts = await partsOf(await made(sheet([['=HYPERLINK("http://x")', null, null, null, null]])))
  const xml = parts['xl/worksheets/sheet1.xml'] ?? ''

  expect(xml).toContain('<c r="A2" s="3" t="inlineStr">')
  expect(xml).not.toContain('<f>')
  expect(parts['xl/styles.xml']?.match(/<xf [^>]*quotePrefix="1"/g)).toHaveLength(1)
})

test('any text is read as it was written', async () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('_x0041_', '\r\n', '  a  ', '\ufffe', '<&>"]]>'),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )

  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const { Things = [] } = await sheetsOf(await made(sheet(given.map((text) => [text, null, null, null, null]))))

      expect(Things.slice(1).map(([cell]) => cell)).toEqual(given.map((text) => text.toWellFormed()))
    }),
    { numRuns: 12 },
  )
})

test('amounts and days come back as they were', async () => {
  const row = fc.tuple(
    fc.bigInt({ min: 0n, max: 10n ** 13n }).map((cents) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`),
    fc.date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
  )

  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const cells = rows.map(([amount, date]) => ['x', amount, null, date.toISOString().slice(0, 10), null])

      const { Things = [] } = await sheetsOf(await made(sheet(cells)))

      expect(Things.slice(1).map(([, amount, , day]) => [Number(amount).toFixed(2), day])).toEqual(
        cells.map(([, amount, , day]) => [amount, day]),
      )
    }),
    { numRuns: 10 },
  )
})

test('a page is read when the one before has been written, and none after the reader stops', async () => {
  let pages = 0
  async function* endless(): AsyncGenerator<TableCell[][]> {
    for (;;) {
      pages += 1
      yield Array.from({ length: 200 }, (_, at) => [
        `${Math.sin(pages * 200 + at)} and more text`,
        null,
        null,
        null,
        null,
      ])
    }
  }
  let bytes = 0

  for await (const piece of workbookFile([sheet([], { pages: endless() })])) {
    bytes += piece.byteLength
    if (bytes > 200_000) break
  }
  const whenStopped = pages
  await new Promise((resolve) => {
    setTimeout(resolve, 20)
  })

  expect(whenStopped).toBeLessThan(400)
  expect(pages).toBe(whenStopped)
})

test('rows that fail to be read fail the file', async () => {
  async function* failing(): AsyncGenerator<TableCell[][]> {
    yield [['a', null, null, null, null]]
    throw new Error('the store is away')
  }

  await expect(made(sheet([], { pages: failing() }))).rejects.toThrow('the store is away')
})

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
