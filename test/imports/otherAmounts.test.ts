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

test('a budget without a currency of its own is no such column', async () => {
  const [row] = await itemsOf('Amount (EUR),Budget', 'UK,A,2009,,150')

  expect(row).toMatchObject({ kind: 'data', extras: { Budget: '150' } })
})

test.each([
  [
    ['Amount (USD)', 'Original amount', 'Original currency'],
    [null, 'amount', 'currency'],
  ],
  [
    ['Original amount', 'Amount', 'Original currency', 'Currency'],
    ['amount', null, 'currency', null],
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
