// Sheets as a donor's office keeps them: headers of two lines, tables below each other, formats that say what no cell does.
import { expect, test } from 'vitest'
import { openSource } from '#actions/importSource.ts'
import { headerMoney } from '#domain/imports/headerMoney.ts'
import { readRow } from '#domain/imports/readRow.ts'
import { bytesOf } from '#test/readers/pieces.ts'
import { dataOf, type SheetText, workbook } from '#test/readers/workbooks.ts'
import { allOf } from '#test/support/activities.ts'

type Rows = (string | number)[][]

const itemsIn = async (file: Buffer, format: 'xlsx' | 'csv') => {
  const source = await openSource(() => bytesOf(file, 65_536), { format, mapping: null, dates: null, decimals: null })
  const items = await allOf(source.items)
  return { items, columns: source.header()?.guesses.map(({ header, column }) => `${header}: ${column ?? '-'}`) }
}
const csv = async (...lines: string[]) => itemsIn(Buffer.from(lines.join('\n')), 'csv')
const sheets = async (...made: SheetText[]) => itemsIn(await workbook(made), 'xlsx')

const twoLines = ['Partner,Title,Amount,,Period,', ',,USD,EUR,Start,End']

test('a header of two lines is read as one', async () => {
  const { items, columns } = await csv(...twoLines, 'UK,A,100,,2008-03-01,2008-03-14', 'EU,B,,200,2008-03-01,')

  expect(columns).toEqual([
    'Partner: partner',
    'Title: title',
    'Amount USD: amount',
    'Amount EUR: -',
    'Period Start: start_date',
    'Period End: end_date',
  ])
  expect(items).toMatchObject([
    { row: 3, kind: 'data', fields: { amount: '100', start_date: '2008-03-01', end_date: '2008-03-14' } },
    { row: 4, kind: 'fault', detail: expect.stringContaining('"Amount EUR" says 200') },
  ])
})

test('so it is where the first line is merged down into the second, and where it is repeated below', async () => {
  const merged = 'Partner,Title,USD,EUR,Start,End'
  const { items, columns } = await csv(twoLines[0] ?? '', merged, 'UK,A,100,,2008-03-01,2008-03-14', ...twoLines)

  expect(columns?.[2]).toBe('Amount USD: amount')
  expect(items.map(({ row, kind }) => `${row} ${kind}`)).toEqual(['3 data', '4 set-aside', '5 set-aside'])
})

test.each([",,(EUR '000),", ',,(in thousands),'])('a unit below the amount is read with it: %s', async (line) => {
  const { items, columns } = await csv('Partner,Title,Amount,Start', line, 'UK,A,100,2008-03-01')

  expect(columns).toContain(`Amount ${line.replaceAll(',', '')}: amount`)
  expect(items).toMatchObject([{ row: 3, kind: 'data' }])
})

test.each(['UK,A,100,2008-03-01', ',,100,', ',A,tbc,', 'Note: provisional,,,', ',,see annex,'])(
  '%s below a header is no second line of it',
  async (line) => {
    const { items } = await csv('Partner,Title,Amount,Start', line, 'UK,B,100,2008-03-01')

    expect(items.map(({ row }) => row)).toEqual([2, 3])
  },
)

test.each([
  ['Budget (EUR),,Start', '2008,2009,', /"Budget \(EUR\) 2008" and "Budget \(EUR\) 2009"/],
  ['Amount,,Start', 'committed,disbursed,', /"Amount committed" and "Amount disbursed"/],
  ['Budget (EUR),,Start', 'FY 2008,Total,', /"Budget \(EUR\) FY 2008"/],
  ['Montant (EUR),,Début', '2008,Total,', /"Montant \(EUR\) 2008" and "Montant \(EUR\) Total"/],
])('several amounts of which nobody knows which refuse the file: %s', async (first, second, names) => {
  await expect(csv(`Partner,Title,${first}`, `,,${second}`, 'UK,A,100,200,2008')).rejects.toThrow(names)
})

test('a name below another heading is no title', async () => {
  const { columns } = await csv(
    'Partner,Contact,,Activity,Amount,Period,',
    ',Name,E-mail,,EUR,From,To',
    'UK,X,y,A,5,2008,2009',
  )

  expect(columns).toEqual([
    'Partner: partner',
    'Contact Name: -',
    'Contact E-mail: -',
    'Activity: title',
    'Amount EUR: amount',
    'Period From: start_date',
    'Period To: end_date',
  ])
})

test.each([
  ['Période', 'start_date'],
  ['Période,Début', '-', 'start_date'],
  ['Début,Fin,Period', 'start_date', 'end_date', '-'],
])('under %s stand %s', async (headers, ...taken) => {
  const { columns } = await csv(`Partner,Title,${headers}`, 'UK,A,2008')

  expect(columns?.slice(2).map((text) => text.split(': ')[1])).toEqual(taken)
})

test.each(['EUR', 'thousand EUR'])('an amount whose unit is %s is not read as dollars', async (unit) => {
  const { items } = await csv('Partner,Title,Amount,Unit,Start', `UK,A,5,${unit},2008`, 'UK,A,5,,2008')

  expect(items).toMatchObject([{ kind: 'fault', detail: expect.stringContaining(`"${unit}"`) }, { kind: 'data' }])
})

test('a total of a country in the column of countries is set aside', async () => {
  const { items } = await csv('Country,Partner,Title,Amount', 'Mali,UK,A,5', 'Mali Total,,,5', 'Grand Total,,,5')

  expect(items.map(({ kind }) => kind)).toEqual(['data', 'set-aside', 'set-aside'])
})

test('a table further down is read by its own header', async () => {
  const { items, columns } = await csv(
    'Partner,Title,Amount (USD),Start date',
    'UK,A,300,2008-03-01',
    'Partner,Title,Amount (EUR),Start date',
    'EU,B,400,2008-04-01',
    'Partner,Title,Quantity,Unit,Start date',
    'EU,C,20,seats,2008-05-01',
    'Partner,Title,Amount (USD),Start date',
    'UK,D,500,2008-03-01',
  )

  expect(columns?.[2]).toBe('Amount (USD): amount')
  expect(items).toEqual([
    { row: 2, kind: 'data', fields: expect.objectContaining({ amount: '300' }), extras: {} },
    { row: 3, kind: 'set-aside', notes: [{ column: null, detail: expect.stringContaining('Another header') }] },
    {
      row: 4,
      kind: 'data',
      fields: expect.objectContaining({ amount: '400' }),
      extras: {},
      amountHeader: 'Amount (EUR)',
    },
    { row: 5, kind: 'set-aside', notes: expect.anything() },
    {
      row: 6,
      kind: 'data',
      fields: { partner: 'EU', title: 'C', quantity: '20', unit: 'seats', start_date: '2008-05-01' },
      extras: {},
      amountHeader: '',
    },
    { row: 7, kind: 'set-aside', notes: expect.anything() },
    { row: 8, kind: 'data', fields: expect.objectContaining({ amount: '500' }), extras: {} },
  ])
})

test('one whose columns of money are not known refuses the file, as the first would', async () => {
  const lines = ['Partner,Title,Amount,Start', 'UK,A,300,2008', 'Partner,Title,Pledged (EUR),Start', 'EU,B,400,2008']

  await expect(csv(...lines)).rejects.toThrow(/Row 3: .*"Pledged \(EUR\)" may be/)
})

test('a row of words is no header, whatever it says', async () => {
  const { items } = await csv('Partner,Title,Type,Start', 'EU,Training,Course,March 2008', 'EU,Name,Type,Start of 2008')

  expect(items.map(({ kind }) => kind)).toEqual(['data', 'data'])
})

const styles = (code: string): string =>
  `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`

const shown = async (code: string, header: string) => {
  const head = dataOf([['Partner', 'Title', 'Start', header]])
  const row = `<row r="2">${['EU', 'A', '2008-01-01'].map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}<c s="1"><v>1500</v></c></row>`
  const { items } = await itemsIn(
    await workbook([{ name: 'S', data: head + row }], { 'xl/styles.xml': styles(code) }),
    'xlsx',
  )
  return items[0]
}

test.each([
  ['#,##0.00\\ [$€-407]', 'Amount', '1500 €'],
  ['[$£-809]#,##0', 'Amount (GBP)', '£ 1500'],
  ['#,##0 &quot;kEUR&quot;', 'Amount', '1500 kEUR'],
  ['&quot;$&quot;#,##0', 'Amount (EUR)', '$ 1500'],
  ['#,##0.00', 'Amount', 1500],
])('an amount in the format %s under "%s" is %s', async (code, header, amount) => {
  expect(await shown(code, header)).toMatchObject({ kind: 'data', fields: { amount } })
})

test('one that is shown in euros under a header in dollars is refused', async () => {
  expect(await shown('#,##0 [$EUR]', 'Amount (USD)')).toEqual({
    row: 2,
    kind: 'fault',
    detail: expect.stringContaining('"1500 EUR", below "Amount (USD)"'),
  })
})

test('one that is shown in the dollars of no one knows which State needs its code', async () => {
  const read = async (header: string) => {
    const item = await shown('[$$-80A]#,##0', header)
    const settings = { vocabulary: () => null, priorityAreas: [], source: null, dates: null, decimals: null }
    return item?.kind === 'data' ? readRow(item.fields, { ...settings, headerMoney: headerMoney(header) }) : null
  }

  expect((await read('Amount'))?.faults).toEqual([{ column: 'currency', detail: expect.stringContaining('"XX$"') }])
  expect((await read('Amount (MXN)'))?.sent.money).toEqual({ amount: '1500', currency: 'MXN' })
  expect((await read('Amount (EUR)'))?.faults).toMatchObject([{ column: 'currency' }])
})

test('a hidden row goes in and says that it is hidden', async () => {
  const data = dataOf([
    ['Partner', 'Title', 'Start'],
    ['EU', 'A', '2008'],
  ] satisfies Rows).replace('<row r="2">', '<row r="2" hidden="1">')
  const { items } = await sheets({ name: 'S', data })

  expect(items).toMatchObject([{ kind: 'data', notes: [{ column: null, detail: 'The workbook hides this row.' }] }])
})

test('other sheets with contributions are named, and those without are not', async () => {
  const table = (title: string): string =>
    dataOf([
      ['Partner', 'Title', 'Start'],
      ['EU', title, '2008'],
      ['EU', 'B', '2009'],
    ])
  const { items } = await sheets(
    { name: 'Cover', data: dataOf([['Summary'], ['Partner', 'Total']]) },
    { name: '2008', data: table('A') },
    { name: 'Codes', data: dataOf([['Code', 'Name']]) },
    { name: '2009', data: table('C') },
  )

  expect(items).toMatchObject([
    {
      fields: { title: 'A' },
      notes: [{ column: null, detail: expect.stringMatching(/only the sheet "2008" is read. "2009" may/) }],
    },
    { fields: { title: 'B' } },
  ])
  expect(items[1]).not.toHaveProperty('notes')
})

test('a header in two languages is read by both, and its amount by what either says of it', async () => {
  const { items, columns } = await csv(
    'Bailleur,Nom officiel,Montant (milliers EUR),Date de début',
    'المانح,النشاط,المبلغ,تاريخ البدء',
    'EU,A,150,2008-03-01',
  )

  expect(columns).toEqual([
    'Bailleur المانح: partner',
    'Nom officiel النشاط: title',
    'Montant (milliers EUR) المبلغ: amount',
    'Date de début تاريخ البدء: start_date',
  ])
  expect(items).toMatchObject([{ row: 3, kind: 'data', fields: { title: 'A', amount: '150' } }])
})

test('an amount whose cell spans several rows is counted once, and says so', async () => {
  const data = dataOf([
    ['Partner', 'Title', 'Amount', 'Start'],
    ['EU', 'A', 900, '2008'],
    ['EU', 'B'],
    ['EU', 'C', 5, '2008'],
  ])
  const made = await workbook([{ name: 'S', data }])
  const merged = await workbook([{ name: 'S', data }], {
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${data}</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells></worksheet>`,
  })
  const [plain, spanning] = [await itemsIn(made, 'xlsx'), await itemsIn(merged, 'xlsx')]

  expect(plain.items[0]).not.toHaveProperty('notes')
  expect(spanning.items[0]).toMatchObject({ notes: [{ column: 'amount', detail: expect.stringContaining('to 3') }] })
  expect(spanning.items.slice(1)).toEqual(plain.items.slice(1))
})

const mergedRows = async (rows: Rows, ...references: string[]) => {
  const data = dataOf(rows)
  const cells = references.map((reference) => `<mergeCell ref="${reference}"/>`).join('')
  return sheets({ name: 'S', data: `${data}</sheetData><mergeCells>${cells}</mergeCells><sheetData>` })
}

test.each([
  ['Amount', 'EUR 5000', 'amount'],
  ['Amount', '5 000,00', 'amount'],
  ['Quantity', '20', 'quantity'],
])('so is a %s that is written as a text, %s', async (header, text, column) => {
  const rows: Rows = [
    ['Partner', 'Title', header, 'Start'],
    ['EU', 'A', text, 'March 2008'],
    ['EU', 'B'],
    ['EU', 'C', 5, '2008'],
  ]
  const { items } = await mergedRows(rows, 'C2:C3', 'D2:D3')

  expect(items).toMatchObject([
    {
      fields: { title: 'A', [column]: text },
      notes: [{ column, detail: `Its cell spans the rows to 3: the ${column} is counted in this one alone.` }],
    },
    { fields: { title: 'B', [column]: null, start_date: 'March 2008' } },
    { fields: { title: 'C', [column]: 5 } },
  ])
  expect(items[1]).not.toHaveProperty('notes')
})

test('nor is a further amount beside it carried down, and a row that holds no more than that is blank', async () => {
  const rows: Rows = [
    ['Partner', 'Title', 'Amount (EUR)', 'Amount (USD)', 'Start'],
    ['EU', 'A', '5000 EUR', '7000 USD', '2008'],
    ['EU', 'B', '', '', '2008'],
    ['', '', '', '', ''],
  ]
  const { items } = await mergedRows(rows, 'C2:C4', 'D2:D4')

  expect(items).toMatchObject([{ row: 2 }, { row: 3, kind: 'data', fields: { amount: null }, extras: {} }])
  expect(items).toHaveLength(2)
})

test('an amount that is a formula without its result is refused, and what to do is said', async () => {
  const { items } = await csv('Partner,Title,Amount,Start', 'EU,A,=2*300,2008')

  expect(items).toMatchObject([{ kind: 'fault', detail: expect.stringContaining('"=2*300" and not what it gives') }])
})

test('a header that says each name in two languages is read, and two different names are none', async () => {
  const { columns } = await csv(
    '"Partner\nPartenaire",Title / Titre,Amount / Montant (USD),"Start date\n(dd/mm/yyyy)",Town / Contact',
    'UK,A,5,2008-03-01,x',
  )

  expect(columns?.map((text) => text.split(': ')[1])).toEqual(['partner', 'title', 'amount', 'start_date', '-'])
})
