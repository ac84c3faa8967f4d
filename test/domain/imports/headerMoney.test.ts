// The currency and the multiple that the header of the amount names.
import { expect, test } from 'vitest'
import { amountHeader, headerMoney } from '#domain/imports/headerMoney.ts'
import { headerIn } from '#domain/imports/readHeader.ts'

const moneyOf = (amount: string) => {
  const header = headerIn({ row: 1, cells: ['Partner', 'Title', 'Start', amount] }, null)
  expect(header?.guesses.at(-1)).toMatchObject({ column: 'amount' })
  return header && headerMoney(amountHeader(header))
}

test.each([
  ['Amount (EUR)', 'EUR', 1n],
  ['amount_usd', 'USD', 1n],
  ["Amount (EUR '000)", 'EUR', 1000n],
  ['Amount (EUR ’000s)', 'EUR', 1000n],
  ['Amount (£000s)', 'GBP', 1000n],
  ['Amount (€000)', 'EUR', 1000n],
  ['Amount (kEUR)', 'EUR', 1000n],
  ['Amount (k€)', 'EUR', 1000n],
  ['Amount (in US$ thousands)', 'USD', 1000n],
  ['Montant (milliers EUR)', 'EUR', 1000n],
  ["Montant (en milliers d'euros)", 'EUR', 1000n],
  ['Valor (mil USD)', 'USD', 1000n],
  ['Total (mil dólares)', null, 1000n],
  ['Valor (milhares de euros)', 'EUR', 1000n],
  ['المبلغ (ألف يورو)', 'EUR', 1000n],
  ['Amount (millions)', null, 1_000_000n],
  ['Amount USD (millions)', 'USD', 1_000_000n],
  ['Montant (M€)', 'EUR', 1_000_000n],
  ['Amount (US$ m)', 'USD', 1_000_000n],
  ['Amount (MEUR)', 'EUR', 1_000_000n],
  ['Valor (milhões de euros)', 'EUR', 1_000_000n],
  ['Valor (bilhões de euros)', 'EUR', 1_000_000_000n],
  ['Amount (USD bn)', 'USD', 1_000_000_000n],
  ['Amount (C$)', 'CAD', 1n],
  ['Amount (all donors)', null, 1n],
  ['AMOUNT (ALL)', null, 1n],
])('%s: %s, times %s', (header, currency, multiple) => {
  expect(moneyOf(header)).toEqual({
    currency,
    multiple,
    unclear: null,
    isMilThousand: /valor|mil d/i.test(header) || undefined,
  })
})

test.each(['Montant (FCFA)', 'Montant (F CFA)', 'Amount (HK$)', 'Amount (kr)', 'Amount (USD/EUR)', 'Amount (francs)'])(
  '%s names a currency that cannot be told',
  (header) => {
    expect(moneyOf(header)).toEqual({ currency: null, multiple: 1n, unclear: expect.any(String) })
  },
)

test.each(['Amount (USD mil)', 'Budget (mil EUR)', 'Amount (mil)'])(
  '%s: mil may be a thousand or a million',
  (header) => {
    expect(moneyOf(header)).toMatchObject({ multiple: null })
  },
)

test('a word that every object in JavaScript knows is no currency', () => {
  expect(headerMoney('Amount (constructor)')).toMatchObject({
    currency: null,
    unclear: null,
  })
})
