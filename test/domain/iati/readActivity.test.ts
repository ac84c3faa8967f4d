// An activity as a whole: every part in its place, nothing invented.
import { expect, test } from 'vitest'
import { participant, readWith, transactionText } from '#test/support/activities.ts'

test('an activity becomes a row with all that it says', async () => {
  const { read, transactions, isSecondary } = await readWith(
    participant('4', 'KAIPTC') +
      '<description><narrative xml:lang="fr">Un cours.</narrative></description><activity-status code="2"/>' +
      '<default-aid-type code="D021"/><recipient-country code="GH"/>' +
      transactionText('2', '100') +
      transactionText('3', '25'),
    { title: '<title><narrative xml:lang="fr">Cours</narrative></title>' },
  )

  expect(read).toMatchObject({
    id: 'XM-T-1',
    source: 'iati',
    partner: 'European Union',
    implementers: ['KAIPTC'],
    beneficiary: 'Ghana',
    reportedBy: 'European Union',
    faults: [],
    sent: {
      title: 'Cours',
      description: 'Un cours.',
      language: 'fr',
      status: 'active',
      modality: 'training',
      money: { amount: '100.00', currency: 'USD', valueDate: '2019-03-01' },
      period: { start: '2019-01-01', end: '2020-12-31' },
      source: { document: 'IATI', paragraph: 'XM-T-1' },
    },
  })
  expect(transactions.map(({ type }) => type)).toEqual(['commitment', 'disbursement'])
  expect(isSecondary).toBe(false)
})

test('what is not said is not there', async () => {
  const { read } = await readWith()

  expect(Object.keys(read.sent).toSorted()).toEqual(['identifiers', 'period', 'source', 'status', 'title'])
})
