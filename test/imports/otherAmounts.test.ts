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
