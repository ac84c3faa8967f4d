// An activity as a whole: every part in its place, nothing invented.
import { expect, test } from 'vitest'
import { detailsOf, participant, readOne, readWith, transactionText } from '#test/support/activities.ts'

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

const ofVersion1 = `<iati-activities version="1.05"><iati-activity default-currency="GBP" xml:lang="en" hierarchy="1">
  <reporting-org ref="GB-1" type="10">Department for International Development</reporting-org>
  <iati-identifier>GB-1-201</iati-identifier>
  <other-identifier owner-ref="GB-1" owner-name="DFID">ARIES-201</other-identifier>
  <title>Support to peace operations</title>
  <title xml:lang="fr">Appui aux operations de paix</title>
  <description type="1">Courses for officers.</description>
  <description type="1" xml:lang="fr">Des cours.</description>
  <activity-status code="2">Implementation</activity-status>
  <activity-date type="start-actual" iso-date="2010-04-01">1 April</activity-date>
  <activity-date type="end-planned">2012-03-31</activity-date>
  <participating-org role="Funding" ref="GB-1" type="10">Department for International Development</participating-org>
  <participating-org role="Implementing" type="21">KAIPTC</participating-org>
  <recipient-country code="GH" percentage="60">Ghana</recipient-country>
  <recipient-country code="ML" percentage="40">Mali</recipient-country>
  <sector vocabulary="DAC" code="15230" percentage="75">Peacekeeping</sector>
  <sector vocabulary="DAC" code="15220" percentage="25">Peace-building</sector>
  <sector vocabulary="RO" code="9">Ours</sector>
  <default-aid-type code="D02">Other technical assistance</default-aid-type>
  <budget type="1"><period-start iso-date="2010-04-01"/><period-end iso-date="2011-03-31"/><value value-date="2010-04-01">900</value></budget>
  <transaction><transaction-type code="C">Commitment</transaction-type><value value-date="2010-05-01">1000</value><transaction-date iso-date="2010-05-01"/></transaction>
  <transaction><transaction-type code="D">Disbursement</transaction-type><value value-date="2010-06-01">250</value><transaction-date iso-date="2010-06-01"/><receiver-org receiver-activity-id="KAIPTC-9">KAIPTC</receiver-org></transaction>
  <transaction><transaction-type code="IR">Interest</transaction-type><value value-date="2010-06-01">3</value><transaction-date iso-date="2010-06-01"/></transaction>
  <related-activity type="1" ref="GB-1-200">Parent</related-activity>
</iati-activity></iati-activities>`

test('an activity of version 1 says the same in other forms: texts bare, codes in words and letters', async () => {
  const { read, transactions, sectors, links } = await readOne(ofVersion1)

  expect(read).toMatchObject({
    id: 'GB-1-201',
    partner: 'Department for International Development',
    implementers: ['KAIPTC'],
    beneficiary: null,
    faults: [],
    sent: {
      title: 'Support to peace operations',
      description: 'Courses for officers.\n\nfr: Appui aux operations de paix — Des cours.',
      language: 'en',
      status: 'active',
      modality: 'advice',
      money: { amount: '1000.00', currency: 'GBP', valueDate: '2010-05-01' },
      period: { start: '2010-04-01', end: '2012-03-31' },
      places: [{ country: 'GH' }, { country: 'ML' }],
    },
  })
  expect(read.sent.identifiers).toEqual([
    { scheme: 'iati-activity', value: 'GB-1-201' },
    { scheme: 'iati-receiver-activity', value: 'KAIPTC-9' },
    { scheme: 'other-reference', value: 'ARIES-201' },
  ])
  expect(transactions.map(({ type, money }) => [type, money.amount])).toEqual([
    ['commitment', '1000.00'],
    ['disbursement', '250.00'],
  ])
  expect(sectors.dac).toEqual([
    { code: '15230', percent: 75 },
    { code: '15220', percent: 25 },
  ])
  expect(links.partOf).toEqual(['GB-1-200'])
  expect(detailsOf(read.notes)).toMatch(/GH 60 %, ML 40 %/)
  expect(detailsOf(read.notes)).toContain('1 of type IR (interest payment) left out')
})
