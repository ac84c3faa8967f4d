// The currency and the multiple that the header of the amount names.
import { expect, test } from 'vitest'
import { amountHeader, headerMoney, namedCurrency, unitsIn, withUnits } from '#domain/imports/headerMoney.ts'
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
  ['Amount (EURm)', 'EUR', 1_000_000n],
  ['Amount (USDm)', 'USD', 1_000_000n],
  ['Amount (USDbn)', 'USD', 1_000_000_000n],
  ['Amount (USDk)', 'USD', 1000n],
  ['Amount (EURk)', 'EUR', 1000n],
  ['AMOUNT (EURK)', 'EUR', 1000n],
  ['amount (keur)', 'EUR', 1000n],
  ['amountEur', 'EUR', 1n],
  ['Amount (€m)', 'EUR', 1_000_000n],
  ['Amount (£k)', 'GBP', 1000n],
  ['Amount (TEUR)', 'EUR', 1000n],
  ['Amount (T€)', 'EUR', 1000n],
  ['Amount (tsd. EUR)', 'EUR', 1000n],
  ['Amount (Mds EUR)', 'EUR', 1_000_000_000n],
  ['Amount (Mrd. €)', 'EUR', 1_000_000_000n],
  ['Amount (EUR x1000)', 'EUR', 1000n],
  ['Amount (EUR × 1,000)', 'EUR', 1000n],
  ['Amount (EUR 1000)', 'EUR', 1000n],
  ['Amount (EUR000)', 'EUR', 1000n],
  ["Amount (EUR '000,000)", 'EUR', 1_000_000n],
  ['Amount (1.000.000 EUR)', 'EUR', 1_000_000n],
  ['Amount (10^6 EUR)', 'EUR', 1_000_000n],
  ['Amount (10³ EUR)', 'EUR', 1000n],
  ['Amount (x1000)', null, 1000n],
  ['Valor (millones de EUR)', 'EUR', 1_000_000n],
  ['Amount (EUR, as of 2008)', 'EUR', 1n],
  ['Amount (constant 2008 EUR)', 'EUR', 1n],
  ['Amount (EUR, incl. VAT)', 'EUR', 1n],
  ['Amount (USD equivalent)', 'USD', 1n],
  ['Amount (in U.S. dollars)', null, 1n],
  ['Amount (USDs)', 'USD', 1n],
  ['Amount (EUROS)', 'EUR', 1n],
  ['Amount (USDA)', null, 1n],
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

test.each([
  ['Amount (EUR x500)', 'x'],
  ['Amount (EUR 5 000)', '5'],
  ['Amount (lakhs EUR)', 'lakhs'],
  ['Amount (lakhs)', 'lakhs'],
  ['Amount (hundreds of EUR)', 'hundreds'],
  ['Amount (EURx)', 'x'],
  ['Amount (EUR z)', 'z'],
  ['Amount (SEK, tkr)', 'tkr'],
  ['Amount (10^5 EUR)', '10'],
  ['Amount (EUR per year)', 'per'],
  ['Amount (Canadian dollars)', 'Canadian'],
  ['Amount (EUR thousands, millions)', 'thousands'],
  ['Amount EUR x500', 'x'],
  ['Amount EUR z', 'z'],
])('%s: what stands beside the currency is not known', (header, unread) => {
  expect(headerMoney(header)).toMatchObject({ unread: expect.stringContaining(unread) })
})

test.each([
  'EU share EUR',
  'DPKO USD',
  'Contribution de la France EUR 2008',
  'Amount USD Montant USD',
  'Total cost, USD',
])('a name beside a currency counts in nothing: %s', (header) => {
  expect(headerMoney(header)).toMatchObject({ multiple: 1n, unclear: null })
  expect(headerMoney(header)).not.toHaveProperty('unread')
})

test.each([
  ['Montant (MFCFA)', 1_000_000n],
  ['Montant (KF CFA)', 1000n],
  ['Montant (Mds FCFA)', 1_000_000_000n],
])('%s counts, whichever francs they are', (header, multiple) => {
  const money = headerMoney(header)
  expect(money).toMatchObject({ currency: null, multiple, unclear: expect.stringContaining('XOF or XAF') })
  expect(money).not.toHaveProperty('unread')
})

test('a line above the header says its unit, whatever else it says', () => {
  const units = unitsIn(['Support of the EU to the AU, all in EUR thousands'])
  const header = headerIn({ row: 1, cells: ['Partner', 'Title', 'Amount (approx.)'] }, null)

  expect(units).toBe('in EUR thousands')
  expect(header && headerMoney(amountHeader(withUnits(header, units)))).toEqual({
    currency: 'EUR',
    multiple: 1000n,
    unclear: null,
  })
})

test('the local currency is one that cannot be told', () => {
  expect(headerMoney('Montant (monnaie locale)')).toMatchObject({ currency: null, unclear: 'monnaie locale' })
})

test.each(['EURm', 'TEUR', 'EUR z', 'EUR x500', 'k€'])('%s in the column of the currency is none', (written) => {
  expect(namedCurrency(written)).toBeNull()
})

test('a word that every object in JavaScript knows is no currency', () => {
  expect(headerMoney('Amount (constructor)')).toMatchObject({
    currency: null,
    unclear: null,
  })
})
