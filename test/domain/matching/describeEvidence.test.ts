// Evidence: both values and a sentence that says what they mean, for every level that can be weighed.
import { comparedFields, type ComparedField } from '#domain/matching/comparedFields.ts'
import { describeField, describeOverlap } from '#domain/matching/describeEvidence.ts'
import { evidenceSentences } from '#domain/matching/evidenceSentences.ts'
import { weights } from '#domain/matching/weights.ts'
import { dayNumber } from '#domain/days.ts'
import { expect, test } from 'vitest'
import { organization, record } from './records.ts'

test('says how far apart two amounts are in dollars, and shows them as reported', () => {
  const other = record({ id: 'other', usdCents: 13_500_000n, amountText: 'USD 135000' })

  expect(describeField('amount', 'rounded', 2, record(), other)).toEqual({
    field: 'amount',
    a: 'EUR 100000',
    b: 'USD 135000',
    weight: 2,
    text: 'USD 134,186 against USD 135,000: the larger is 0.6 % more. The amounts differ no more than rounding and exchange rates explain.',
  })
})

test('counts days apart and names both days', () => {
  const { a, b, text } = describeField('start', 'week', 1, record(), record({ start: dayNumber('2007-06-07') }))

  expect([a, b, text]).toEqual(['2007-06-04', '2007-06-07', '3 days apart. The starts are within a week.'])
})

test('names provider and implementers', () => {
  const { a, text } = describeField('parties', 'provider-and-implementer', 1, record(), record())

  expect([a, text]).toEqual(['eu, through kaiptc', 'Both name the same provider and implementer.'])
})

test('says when two languages were compared', () => {
  expect(describeField('subject', 'same-translated', 1, record(), record()).text).toBe(
    'The titles describe the same subject, across two languages.',
  )
})

const overlapping = (field: ComparedField, level: string, weight: number): string =>
  describeOverlap(field, level, describeField(field, level, weight, record(), record())).text

test('says of an overlap why texts, amounts or references that are the same speak against it', () => {
  const why = 'that speaks for one contribution reported twice rather than for two efforts.'

  expect(overlapping('wording', 'same', -0.7)).toBe(`The descriptions say the same: ${why}`)
  expect(overlapping('wording', 'most-translated', -0.7)).toBe(
    `The descriptions have most in common, across two languages: ${why}`,
  )
  expect(overlapping('amount', 'equal', -0.2)).toMatch(
    /^EUR 100,000 against EUR 100,000\. The amounts are equal at the rates of their months: that/,
  )
  expect(overlapping('identifiers', 'same', -0.4)).toBe(`Both give the same reference number: ${why}`)
})

test('says no more than was compared where it speaks for an overlap, or is no agreement', () => {
  expect(overlapping('wording', 'same', 0.3)).toBe('The descriptions say the same.')
  expect(overlapping('wording', 'none', -0.4)).toBe('The descriptions have next to nothing in common.')
  expect(overlapping('subject', 'few', -2.7)).toBe('The titles share little of their subject.')
})

test.each<[ComparedField, string, string | null, string | null]>([
  ['months', 'same', '2007-06', '2007-06-04'],
  ['counts', 'other', '28 generators, 3 officers', '30 generators'],
  ['activity', 'same', 'training', 'equipment, training'],
  ['audience', 'some', 'senior, officers', 'women, officers'],
  ['likeness', 'little', null, null],
  ['company', 'supported', null, null],
  ['sharing', 'shared', null, null],
])('shows the %s that were compared, alike from both sides', (field, level, left, right) => {
  const a = record({
    title: 'Course for senior officers, June 2007',
    description: 'With 28 generators and 3 of the officers.',
    start: null,
  })
  const b = record({ id: 'other', title: 'Training and equipment for women officers', description: '30 generators' })

  expect(describeField(field, level, 1, a, b)).toMatchObject({ a: left, b: right })
  expect(describeField(field, level, 1, b, a)).toMatchObject({ a: right, b: left })
  expect(describeField(field, level, 1, a, b).text).toBe(describeField(field, level, 1, b, a).text)
})

test('shows the audience that was given before what the texts say', () => {
  expect(describeField('audience', 'same', 1, record({ audience: 'police' }), record()).a).toBe('police')
})

test('has a sentence for every weighed level', () => {
  for (const { fields } of Object.values(weights)) {
    for (const field of comparedFields) {
      for (const level of Object.keys(fields[field] ?? {})) {
        expect(evidenceSentences[field][level.replace('-translated', '')], `${field} ${level}`).toBeTruthy()
      }
    }
  }
})

test('cuts no sign in half, wherever a value is cut: half a sign cannot be stored', () => {
  for (let before = 0; before < 8; before += 1) {
    const signs = `${'x'.repeat(before)}${'😀'.repeat(249)}`
    const party = organization(signs)
    const one = record({
      title: signs,
      description: signs,
      provider: party,
      implementers: [party, party, party, party],
      beneficiary: party,
      identifiers: Array.from({ length: 6 }, () => `>${signs.slice(0, 150 + before)}`.toWellFormed()),
      audience: signs,
      operation: signs,
    })
    for (const field of comparedFields) {
      const { a, b, text } = describeField(field, 'other', 1, one, one)
      expect([field, before, [a, b, text].every((part) => part === null || part.isWellFormed())]).toEqual([
        field,
        before,
        true,
      ])
    }
  }
})
