// Two columns of money in one sheet: one is read, and what the other says is never lost unseen.
import { expect, test } from 'vitest'
import { openSource } from '#actions/importSource.ts'
import { headerIn } from '#domain/imports/readHeader.ts'
import { allOf } from '#test/support/activities.ts'

const itemsOf = async (header: string, ...lines: string[]) => {
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode([`Partner,Title,Start,${header}`, ...lines].join('\n'))
  }
  const source = await openSource(bytes, { format: 'csv', mapping: null, dates: null, decimals: null })
  return await allOf(source.items)
}

test('what another column says of the amount is in a note', async () => {
  const [both, first] = await itemsOf('Amount (EUR),Amount (USD)', 'UK,A,2009,100,150', 'UK,B,2009,100,')

  expect(both).toMatchObject({
    kind: 'data',
    fields: { amount: '100' },
    notes: [{ column: 'amount', detail: '"Amount (USD)" says 150 beside it: only "Amount (EUR)" is counted.' }],
  })
  expect(first).not.toHaveProperty('notes')
})

test('a row with money in the other column only is refused, and does not go in without it', async () => {
  const [row] = await itemsOf('Amount (EUR),Amount (USD)', 'UK,A,2009,,150')

  expect(row).toEqual({ row: 2, kind: 'fault', detail: expect.stringContaining('"Amount (USD)" says 150') })
})

test('so is one whose money stands under another name for it', async () => {
  const [row] = await itemsOf('Amount (EUR),Budget', 'UK,A,2009,,150')

  expect(row).toMatchObject({ kind: 'fault', detail: expect.stringContaining('"Budget" says 150') })
})

test('a cell without money in the other column changes nothing', async () => {
  const [row] = await itemsOf('Amount (EUR),Amount (USD),Quantity,Unit', 'UK,A,2009,n/a,n/a,30,seats')
  const [nought] = await itemsOf('Amount (EUR),Amount (USD)', 'UK,A,2009,-,0')

  expect([row?.kind, nought?.kind]).toEqual(['data', 'data'])
})

test('an original amount beside an amount with a currency of its own does not replace it', async () => {
  const [row] = await itemsOf('Amount,Currency,Original amount,Original currency', 'UK,A,2009,500,USD,,')

  expect(row).toMatchObject({ kind: 'data', fields: { amount: '500', currency: 'USD' } })
})

test.each([
  [
    ['Amount (USD)', 'Original amount', 'Original currency'],
    [null, 'amount', 'currency'],
  ],
  [
    ['Original amount', 'Amount', 'Original currency', 'Currency'],
    [null, 'amount', null, 'currency'],
  ],
  [
    ["Montant en devise d'origine", "Devise d'origine", 'Montant USD'],
    ['amount', 'currency', null],
  ],
  [
    ['Original amount', 'Amount (USD)'],
    [null, 'amount'],
  ],
  [
    ['Original amount', 'Currency'],
    ['amount', 'currency'],
  ],
  [
    ['Amount', 'Original currency'],
    ['amount', 'currency'],
  ],
])('the amount as it was given is read where its currency is given too: %j', (headers, columns) => {
  const header = headerIn({ row: 1, cells: ['Partner', 'Title', ...headers] }, null)

  expect(header?.guesses.slice(2).map(({ column }) => column)).toEqual(columns)
})

test.each(['Committed amount', 'Montant engagé', 'Valor comprometido', 'Approved budget'])(
  'a number under "%s" with a currency, and no amount, is refused by that name',
  async (header) => {
    const [row, blank] = await itemsOf(`${header},Currency`, 'UK,A,2009,"5,000.50",EUR', 'UK,B,2009,,')

    expect(row).toEqual({ row: 2, kind: 'fault', detail: expect.stringContaining(`"${header}" says 5,000.50`) })
    expect(blank).toEqual({ row: 3, kind: 'data', fields: expect.anything(), extras: {} })
  },
)

test.each([
  ['Committed amount', '5000'],
  ['Amount per year (EUR)', '5000'],
  ['Unit cost EUR', '250 EUR'],
])('one under "%s" that no currency is given for is said not to be read', async (header, text) => {
  const [row] = await itemsOf(header, `UK,A,2009,${text}`)

  expect(row).toMatchObject({
    kind: 'data',
    notes: [{ column: 'amount', detail: expect.stringContaining(`"${header}" says ${text}`) }],
  })
})

test.each([
  ['Budget line', '5500'],
  ['Amount in words', 'five thousand'],
  ['Account USD no.', '123456'],
  ['Budget year', '2009'],
  ['Remarks', '5000'],
])('what stands under "%s" is no money', async (header, text) => {
  const [row] = await itemsOf(header, `UK,A,2009,${text}`)

  expect(row).not.toHaveProperty('notes')
})

test('where the amount is read nothing is said, and of a currency alone it is said that there is no amount', async () => {
  const [both, alone] = await itemsOf(
    'Amount,Currency,Committed amount,Amount per year',
    'UK,A,2009,100,EUR,90,50',
    'UK,B,2009,,EUR,,',
  )

  expect(both).not.toHaveProperty('notes')
  expect(alone).toMatchObject({ notes: [{ column: 'currency', detail: expect.stringContaining('EUR') }] })
})
