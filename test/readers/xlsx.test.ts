// Workbooks: typed cells, what formulas gave, hidden sheets, and every way to make one that harms.
import { describe, expect, test } from 'vitest'
import type { SourceRow } from '#model/importColumns.ts'
import { xlsxSheets } from '#readers/xlsx.ts'
import { bytesOf, refusalOf } from './pieces.ts'
import { dataOf, type Parts, partsOf, type SheetText, workbook, zipped } from './workbooks.ts'

const rowsIn = async (file: Buffer, sheet = 0): Promise<SourceRow[]> => {
  const rows: SourceRow[] = []
  const sheets = await xlsxSheets(bytesOf(file, 65_536))
  for await (const row of sheets[sheet]?.rows() ?? []) rows.push(row)
  return rows
}
const one = (data: string, more: Parts = {}): Promise<Buffer> => workbook([{ name: 'S', data }], more)

describe('cells', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="&quot;d&quot;0.00"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
  const strings = '<sst><si><t>shared</t></si><si><r><t>in </t></r><r><t>runs</t></r><rPh><t>x</t></rPh></si></sst>'
  const parts = { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings }

  test.each([
    ['a shared string', '<c r="A1" t="s"><v>0</v></c>', 'shared'],
    ['a string in runs', '<c r="A1" t="s"><v>1</v></c>', 'in runs'],
    ['a text of its own', '<c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c>', 'a & b'],
    ['a number', '<c r="A1"><v>1234.5</v></c>', 1234.5],
    ['a date by a built-in format', '<c r="A1" s="1"><v>39603</v></c>', '2008-06-04'],
    ['a date by its own format', '<c r="A1" s="2"><v>39603.75</v></c>', '2008-06-04'],
    ['what a formula gave', '<c r="A1"><f>SUM(B1:B9)</f><v>7</v></c>', 7],
    ['a text that a formula gave', '<c r="A1" t="str"><f>CMD()</f><v>x</v></c>', 'x'],
    ['true', '<c r="A1" t="b"><v>1</v></c>', 'true'],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', '#REF!'],
  ])('%s', async (_name, cell, value) => {
    expect(await rowsIn(await one(`<row r="1">${cell}</row>`, parts))).toEqual([{ row: 1, cells: [value] }])
  })

  test('a number whose format quotes a letter is that number, and shown with it', async () => {
    expect(await rowsIn(await one('<row r="1"><c r="A1" s="3"><v>5</v></c></row>', parts))).toEqual([
      { row: 1, cells: [5], shown: { 0: 'd 5' } },
    ])
  })

  test.each([
    ['mmm-yy', 39_692, '09/2008'],
    ['mmmm yyyy', 39_692, '09/2008'],
    ['mmm-yy', 39_693, '2008-09-02'],
    ['yyyy', 39_448, '2008'],
    ['yyyy', 39_692, '2008-09-01'],
    ['d-mmm-yy', 39_692, '2008-09-01'],
    ['d mmmm', 39_692, '2008-09-01'],
  ])('%s shows %s as %s: a month alone where nothing else is shown or meant', async (code, serial, text) => {
    const own = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`
    const file = await one(`<row r="1"><c r="A1" s="0"><v>${serial}</v></c></row>`, { 'xl/styles.xml': own })

    expect(await rowsIn(file)).toEqual([{ row: 1, cells: [text] }])
  })

  test('a hidden row says so', async () => {
    const data = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="0"><c r="A2"><v>2</v></c></row>'

    expect(await rowsIn(await one(data))).toEqual([
      { row: 1, cells: [1], isHidden: true },
      { row: 2, cells: [2] },
    ])
  })

  test('a formula with an empty value has not been worked out either, as libraries write it', async () => {
    const cells = '<c r="A1"><f>2*300</f><v/></c><c r="B1"><f>1</f><v></v></c><c r="C1"><v>2</v></c>'

    expect(await rowsIn(await one(`<row r="1">${cells}</row>`))).toEqual([{ row: 1, cells: ['=2*300', '=1', 2] }])
  })

  test('a formula that nobody has worked out is shown as it is, and one that gave nothing is blank', async () => {
    const cells =
      '<c r="A1"><f>1+1</f></c><c r="B1"><v>2</v></c><c r="C1" t="str"><f>IF(B1,"","")</f><v></v></c><c r="D1"><f t="shared" si="0"/></c>'

    expect(await rowsIn(await one(`<row r="1">${cells}</row>`))).toEqual([{ row: 1, cells: ['=1+1', 2, null, '='] }])
  })

  test('days count from 1904 where the workbook says so', async () => {
    const data = '<row r="1"><c r="A1" s="1"><v>38141</v></c></row>'
    const made = partsOf([{ name: 'S', data }], parts)
    const file = await zipped({
      ...made,
      'xl/workbook.xml': String(made['xl/workbook.xml']).replace('<workbookPr/>', '<workbookPr date1904="1"/>'),
    })

    expect(await rowsIn(file)).toEqual([{ row: 1, cells: ['2008-06-04'] }])
  })
})

test('hidden sheets are left out, and rows keep their numbers', async () => {
  const sheets: SheetText[] = [
    { name: 'Secret', data: dataOf([['secret']]), state: 'hidden' },
    { name: 'Very', data: dataOf([['secret']]), state: 'veryHidden' },
    { name: 'Shown', data: '<row r="3"/><row r="7"><c r="B7"><v>1</v></c></row>' },
  ]

  const file = await workbook(sheets)

  expect((await xlsxSheets(bytesOf(file, 65_536))).map(({ name }) => name)).toEqual(['Shown'])
  expect(await rowsIn(file)).toEqual([{ row: 7, cells: [null, 1] }])
})

test('1,048,576 empty rows cost seconds and no memory', async () => {
  const file = await one(`${dataOf([['partner', 'title']])}${'<row></row>'.repeat(1_048_575)}`)
  const before = process.memoryUsage().heapUsed

  const rows = await rowsIn(file)

  expect(rows).toHaveLength(1)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000)
})

describe('cells that are merged downwards', () => {
  const merged = (rows: string, references: string[]) =>
    zipped({
      ...partsOf([{ name: 'S', data: '' }]),
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData><mergeCells count="1">${references.map((place) => `<mergeCell ref="${place}"/>`).join('')}</mergeCells></worksheet>`,
    })

  test('say the same of every row that they span; a number is said once, and nothing is carried sideways', async () => {
    const rows = dataOf([
      ['partner', 'title', 'amount'],
      ['EU', 'First', 100],
      ['', 'Second', ''],
      ['', 'Third', 5],
      ['France', 'Fourth', 7],
    ]).replaceAll(/<c r="\w+" t="inlineStr"><is><t><\/t><\/is><\/c>/g, '')

    const read = await rowsIn(await merged(rows, ['A2:A4', 'C2:C3', 'B5:C5', 'A1:C1']))

    expect(read.map(({ cells }) => cells)).toEqual([
      ['partner', 'title', 'amount'],
      ['EU', 'First', 100],
      ['EU', 'Second'],
      ['EU', 'Third', 5],
      ['France', 'Fourth', 7],
    ])
  })

  test('make no row of what is blank, however far they reach', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>EU</v></c></row><row r="9"/><row r="1000"><c r="B1000"><v>1</v></c></row>'

    expect(await rowsIn(await merged(rows, ['A1:A1048576']))).toEqual([
      { row: 1, cells: ['EU'], spans: { 0: 1_048_576 } },
      { row: 1000, cells: ['EU', 1], carried: [0] },
    ])
  })

  test('count as text of each of their rows: a megabyte in every row is refused', async () => {
    const columns = ['A', 'B', 'C', 'D']
    const long = columns.map((column) => `<c r="${column}1" t="str"><v>${'x'.repeat(240_000)}</v></c>`).join('')
    const rows = `<row r="1">${long}</row><row r="2"><c r="E2" t="str"><v>${'y'.repeat(60_000)}</v></c></row>`

    const file = await merged(
      rows,
      columns.map((column) => `${column}1:${column}9`),
    )

    expect((await refusalOf(() => rowsIn(file)))?.message).toMatch(/Row 2: The row is longer/)
  })
})

test('a row that is coloured to the last column is as wide as what it holds', async () => {
  const data = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>'

  expect(await rowsIn(await one(data))).toEqual([{ row: 1, cells: [1] }])
})

/** The claim of a part's size in the archive's directory, made smaller than what comes. */
const lying = (file: Buffer, size: number): Buffer => {
  const copy = Buffer.from(file)
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    copy.writeUInt32LE(size, at + 24)
  return copy
}
const claiming = (file: Buffer, size: number): Buffer => lying(file, size)

describe('refused', () => {
  const plain = dataOf([['partner', 'title']])
  const cases: [string, () => Promise<Buffer>, RegExp][] = [
    ['no archive at all', async () => Buffer.from('PK\u0003\u0004nothing'), /damaged/],
    ['an archive that is no workbook', async () => zipped({ 'a.txt': 'x' }), /no XLSX workbook/],
    ['an archive within', async () => one(plain, { 'xl/embeddings/inner.zip': 'PK' }), /another archive/],
    ['a bomb by its own claim', async () => claiming(await one(plain), 0x7fff_ffff), /would unpack to/],
    [
      'a bomb that claims to be small',
      async () => lying(await one(plain + ' '.repeat(3_000_000)), 100),
      /not what the archive says|unpacks to/,
    ],
    [
      'a document type',
      async () =>
        zipped({
          ...partsOf([{ name: 'S', data: plain }]),
          'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>',
        }),
      /DTD/,
    ],
    [
      'an entity',
      async () =>
        zipped({
          ...partsOf([{ name: 'S', data: plain }]),
          'xl/worksheets/sheet1.xml': '<worksheet>&xxe;</worksheet>',
        }),
      /well-formed/,
    ],
    ['XML 100,000 deep', async () => one('<a>'.repeat(100_000)), /nested more than 64 deep/],
    [
      'a row of one shared string a thousand times',
      async () =>
        one(`<row r="1">${Array.from({ length: 702 }, () => '<c t="s"><v>0</v></c>').join('')}</row>`, {
          'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`,
        }),
      /Sheet "S", Row 1: The row is longer/,
    ],
    [
      'shared strings of 65 million characters',
      async () =>
        one(plain, { 'xl/sharedStrings.xml': `<sst>${`<si><t>${'x'.repeat(1_000_000)}</t></si>`.repeat(68)}</sst>` }),
      /shared strings are longer/,
    ],
    [
      'three million empty shared strings',
      async () => one(plain, { 'xl/sharedStrings.xml': `<sst>${'<si></si>'.repeat(3_000_000)}</sst>` }),
      /more than 2000000 shared strings/,
    ],
    ['16,384 columns', async () => one('<row r="1"><c r="XFD1"><v>1</v></c></row>'), /Row 1: More than 1000 columns/],
    ['rows out of order', async () => one('<row r="5"/><row r="4"/>'), /out of order/],
    [
      'a sheet that is not there',
      async () =>
        zipped({
          ...partsOf([{ name: 'S', data: plain }]),
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>',
        }),
      /lacks its part/,
    ],
    [
      'no sheet that is shown',
      async () => workbook([{ name: 'S', data: plain, state: 'hidden' }]),
      /no sheet that is shown/,
    ],
    [
      'XML that ends too soon',
      async () =>
        zipped({ ...partsOf([{ name: 'S', data: plain }]), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }),
      /well-formed/,
    ],
  ]

  test.each(cases)('%s', { timeout: 120_000 }, async (_name, make, message) => {
    const file = await make()

    const refusal = await refusalOf(() => rowsIn(file))

    expect(refusal).toMatchObject({ code: 'unreadable-file', message: expect.stringMatching(message) })
  })
})

test('two hundred sheets that are one large part are not read two hundred times', { timeout: 120_000 }, async () => {
  const sheets = Array.from({ length: 200 }, (_, at) => ({
    name: `S${at}`,
    data: `<row></row>${' '.repeat(1_000_000)}`.repeat(at === 0 ? 10 : 0),
  }))
  const relations = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet1.xml"/>`)
  const file = await zipped({
    ...partsOf(sheets),
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
  })

  const refusal = await refusalOf(async () => {
    for (const { rows } of await xlsxSheets(bytesOf(file, 65_536))) for await (const row of rows()) void row
  })

  expect(refusal).toMatchObject({ code: 'unreadable-file', message: expect.stringMatching(/unpacks to more than/) })
})

describe('the number formats of a workbook', () => {
  const data = dataOf([['partner', 'title']])
  const styled = (ids: number[], used: number[]) =>
    workbook([{ name: 'S', data }], {
      'xl/styles.xml': `<styleSheet><numFmts>${ids.map((id) => `<numFmt numFmtId="${id}" formatCode="${'[$x-'.repeat(60)}0"/>`).join('')}</numFmts><cellXfs>${used.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    })
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => 200 + at)

  test('cost little where no cell is said to be in them', { timeout: 10_000 }, async () => {
    expect(await rowsIn(await styled(upTo(100_000), upTo(90_000).fill(200)))).toHaveLength(1)
  })

  test.each([
    ['formats', upTo(5001), upTo(5001)],
    ['styles', upTo(1), upTo(100_001).fill(200)],
  ])('are refused where a workbook uses more of them than any has: %s', async (_of, ids, used) => {
    const file = await styled(ids, used)

    expect((await refusalOf(() => rowsIn(file)))?.message).toContain('styles, or 5000 formats')
  })
})
