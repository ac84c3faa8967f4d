// CSV that spreadsheets read as it was meant, and run nothing of.
import { expect, test } from 'vitest'
import { csvTable } from '#documents/tables/csvTable.ts'
import type { Table } from '#documents/tables/table.ts'
import { csvRecords, paged, whole } from '#test/support/files.ts'

const table = (...pages: Table['pages'] extends AsyncIterable<infer Page> ? Page[] : never): Table => ({
  name: 'Things',
  columns: [
    { name: 'title', kind: 'text', tag: '#activity+name' },
    { name: 'amount', kind: 'decimal', tag: '#value' },
  ],
  pages: paged(...pages),
})

test('begins with a byte order mark and the header, also without any row', async () => {
  expect((await whole(csvTable(table(), { tags: false }))).toString('utf8')).toBe('\ufefftitle,amount\r\n')
})

test('quotes what has commas, quotes and line ends', async () => {
  const file = await whole(
    csvTable(table([['a, "b"\nc', '1.00']], [['d', null]], [['e\nf', '1.00']], [['g\rh', null]]), { tags: false }),
  )

  expect(csvRecords(file)).toEqual([
    { title: 'a, "b"\nc', amount: '1.00' },
    { title: 'd', amount: '' },
    { title: 'e\nf', amount: '1.00' },
    { title: 'g\rh', amount: '' },
  ])
})

test('text that would run begins with an apostrophe, and amounts stay numbers', async () => {
  const file = await whole(
    csvTable(
      table([
        ['=cmd|A1', '1.00'],
        ['＠x', '0'],
      ]),
      { tags: false },
    ),
  )

  expect(csvRecords(file).map(({ title }) => title)).toEqual(["'=cmd|A1", "'＠x"])
})

test('HXL tags stand in the second row', async () => {
  const file = await whole(csvTable(table([['a', '1.00']]), { tags: true }))

  expect(file.toString('utf8').split('\r\n')[1]).toBe('#activity+name,#value')
})
