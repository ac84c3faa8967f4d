// Transactions 1 to 13, budgets, currencies: what each means for the contribution.
import { describe, expect, test } from 'vitest'
import { detailsOf, participant, readWith, transactionText } from '#test/support/activities.ts'

describe('money', () => {
  const all = Array.from({ length: 13 }, (_, at) => transactionText(String(at + 1), String(10 ** (at % 6)))).join('')

  test('each of the thirteen types has its meaning', async () => {
    const kinds = Array.from({ length: 13 }, async (_, at) => {
      const { transactions, read: row } = await readWith(transactionText(String(at + 1), '7'))
      return [
        transactions[0]?.type ?? (detailsOf(row.notes).includes('left out') ? 'left out' : 'amount'),
        row.sent.money?.amount,
      ]
    })

    expect(await Promise.all(kinds)).toEqual([
      ['amount', '7.00'],
      ['commitment', '7.00'],
      ['disbursement', '7.00'],
      ['disbursement', '7.00'],
      ['left out', undefined],
      ['left out', undefined],
      ['disbursement', '7.00'],
      ['disbursement', '7.00'],
      ['left out', undefined],
      ['left out', undefined],
      ['amount', '7.00'],
      ['amount', '7.00'],
      ['amount', '7.00'],
    ])
    expect((await readWith(all)).read.faults).toEqual([])
  })

  test('what passes through the reporter counts as it comes in, and not again as it goes out', async () => {
    const more =
      transactionText('11', '100') +
      transactionText('1', '60') +
      transactionText('2', '90') +
      transactionText('4', '50')

    expect((await readWith(participant('1', 'France') + more)).transactions).toMatchObject([
      { type: 'commitment', money: { amount: '100.00' } },
      { type: 'disbursement', money: { amount: '60.00' } },
    ])
    expect((await readWith(participant('1', 'European Union') + more)).transactions).toMatchObject([
      { type: 'commitment', money: { amount: '90.00' } },
      { type: 'disbursement', money: { amount: '50.00' } },
    ])
  })

  test('what is taken back is taken from what went before it, and sums stay', async () => {
    const more =
      transactionText('2', '100', '', '2019-01-01') +
      transactionText('2', '50', '', '2019-02-01') +
      transactionText('2', '-70', '', '2019-03-01') +
      transactionText('2', '30', '', '2019-04-01')
    const { transactions, read: row } = await readWith(more)

    expect(transactions.map(({ date, money }) => [date, money.amount])).toEqual([
      ['2019-01-01', '80.00'],
      ['2019-04-01', '30.00'],
    ])
    expect(row.sent.money).toMatchObject({ amount: '110.00' })
  })

  test('more taken back than given leaves nothing, and is said', async () => {
    const { transactions, read: row } = await readWith(transactionText('3', '10') + transactionText('3', '-25'))

    expect(transactions).toEqual([])
    expect(detailsOf(row.notes)).toContain('USD 15.00 more is taken back')
  })

  test('a budget taken back is said, and is no amount', async () => {
    const { read: row } = await readWith(
      '<budget><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><value>-500</value></budget>',
    )

    expect(row.sent.money).toBeUndefined()
    expect(detailsOf(row.notes)).toContain('adds up to')
  })

  test('budgets: a revised one replaces the original of its days', async () => {
    const budget = (type: number, from: string, to: string, value: string): string =>
      `<budget type="${type}"><period-start iso-date="${from}"/><period-end iso-date="${to}"/><value>${value}</value></budget>`
    const { read: row } = await readWith(
      budget(1, '2019-01-01', '2019-12-31', '100') +
        budget(2, '2019-01-01', '2019-12-31', '140') +
        budget(1, '2020-01-01', '2020-12-31', '50') +
        budget(1, '2021-01-01', '2020-01-01', '999'),
    )

    expect(row.sent.money).toMatchObject({ amount: '190.00' })
    expect(detailsOf(row.notes)).toContain('budget[4]: Left out: it ends')
  })

  test('currencies: each its own, the amount in the default one', async () => {
    const more =
      transactionText('2', '10') +
      '<transaction><transaction-type code="2"/><transaction-date iso-date="2019-05-01"/><value currency="eur">20</value></transaction>'
    const { transactions, read: row } = await readWith(more)

    expect(transactions.map(({ money }) => money)).toEqual([
      { amount: '10.00', currency: 'USD' },
      { amount: '20.00', currency: 'EUR' },
    ])
    expect(row.sent.money).toMatchObject({ amount: '10.00', currency: 'USD' })
    expect(detailsOf(row.notes)).toContain('money in EUR is in the transactions only')
  })

  test('budgets in another currency than the amount are counted nowhere, and that is said', async () => {
    const budget = (currency: string) =>
      `<budget><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><value currency="${currency}" value-date="2019-01-01">7</value></budget>`
    const { read: row } = await readWith(budget('USD') + budget('EUR'))

    expect(row.sent.money).toMatchObject({ amount: '7.00', currency: 'USD' })
    expect(detailsOf(row.notes)).toContain('Money of its budgets in another currency than USD is counted nowhere.')
  })

  test.each([
    ['no currency anywhere', transactionText('2', '5'), '', 'transaction[1]/value: There is no currency'],
    ['a currency that does not exist', transactionText('2', '5'), 'default-currency="ZZZ"', '"ZZZ" is no currency'],
    ['no amount', transactionText('2', 'much'), undefined, 'transaction[1]/value: "much" is no amount.'],
    [
      'no value',
      '<transaction><transaction-type code="2"/><transaction-date iso-date="2019-01-01"/></transaction>',
      undefined,
      'There is no value',
    ],
    ['no type', '<transaction><value>5</value></transaction>', undefined, 'transaction-type: There is no type'],
    ['an unknown type', transactionText('99', '5'), undefined, 'transaction-type: "99" is no type'],
    [
      'no date',
      '<transaction><transaction-type code="2"/><value>5</value></transaction>',
      undefined,
      'transaction[1]: There is no date',
    ],
    ['a day that does not exist', transactionText('2', '5', '', '2019-02-30'), undefined, '"2019-02-30" is no day'],
  ])('%s is a fault with its place', async (_name, more, attributes, detail) => {
    const { read: row } = await readWith(more, attributes === undefined ? {} : { attributes })

    expect(detailsOf(row.faults)).toContain(detail)
  })

  test.each([
    ['1,234,567.5', '1234567.50'],
    [' 12 ', '12.00'],
    ['0.005', '0.01'],
    ['9010043.204', '9010043.20'],
  ])('%s is %s', async (written, amount) => {
    expect((await readWith(transactionText('2', written))).read.sent.money?.amount).toBe(amount)
  })

  test('hundreds of transactions are added up, to the same sum', async () => {
    const many = Array.from({ length: 700 }, (_, at) =>
      transactionText('3', '1.01', '', `20${10 + (at % 5)}-0${1 + (at % 9)}-01`),
    ).join('')
    const { transactions } = await readWith(many)

    expect(transactions.length).toBeLessThanOrEqual(200)
    expect(transactions.reduce((sum, { money }) => sum + Number(money.amount), 0)).toBeCloseTo(707, 6)
  })
})
