// The amount and currency of a value element.
import { expect, test } from 'vitest'
import type { XmlElement } from '#model/activity.ts'
import { Notes } from '#domain/iati/elements.ts'
import { movementIn } from '#domain/iati/values.ts'

const holder = (text: string, attributes: Record<string, string> = {}): XmlElement => ({
  name: 'transaction',
  attributes: {},
  text: '',
  children: [{ name: 'value', attributes, text, children: [] }],
})
const usual = { column: 'transaction[1]', currency: 'USD', date: '2019-01-01' }

test.each([
  ['100', 10000n],
  ['-0.5', -50n],
  ['+3.', 300n],
  ['1,234,567', 123456700n],
  ['0.005', 1n],
  ['.5', 50n],
  ['-.5', -50n],
])('%s is read exactly', (text, hundredths) => {
  expect(movementIn(holder(text), usual, new Notes())).toMatchObject({
    hundredths,
    currency: 'USD',
    valueDate: '2019-01-01',
  })
})

test.each(['', '.', '-', '1,23', '1e6', '12 EUR', '9'.repeat(16), '--1', 'NaN'])('"%s" is a fault', (text) => {
  const notes = new Notes()

  expect(movementIn(holder(text), usual, notes)).toBeNull()
  expect(notes.faults).toMatchObject([{ column: 'transaction[1]/value' }])
})

test('its own currency and day go before the usual ones', () => {
  const value = holder('1', { currency: 'eur', 'value-date': '2018-05-05' })

  expect(movementIn(value, { ...usual, date: null }, new Notes())).toMatchObject({
    currency: 'EUR',
    date: '2018-05-05',
  })
})
