// A need as it is sent: counted when it has an amount and a period, listed otherwise.
import { NewNeed } from '#model/need.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const need = { title: 'Officers trained', beneficiary: 'auc', measure: 'seats', urgency: 'recurrent' }
const counted = { ...need, amount: '120', period: { start: '2008-01-01', end: '2008-12-31' } }

test.each([
  ['unquantified', need],
  ['quantified', counted],
  ['with null for an amount', { ...need, amount: null, period: null }],
])('takes a need %s', (_how, sent) => {
  expect(NewNeed.parse(sent)).toEqual(sent)
})

test.each([
  ['an amount and no period', { ...need, amount: '120' }, ['/period: A quantified need has a period.']],
  ['an amount and null for a period', { ...counted, period: null }, ['/period: A quantified need has a period.']],
  ['a negative amount', { ...counted, amount: '-1' }, [expect.stringMatching(/^\/amount: Must be a decimal string/)]],
  [
    'a measure that is none',
    { ...need, measure: 'trucks' },
    ['/measure: Invalid option: expected one of "usd"|"person-days"|"seats"|"experts"|"items"'],
  ],
  [
    'no urgency',
    { ...need, urgency: undefined },
    ['/urgency: Invalid option: expected one of "start-up"|"one-off"|"recurrent"'],
  ],
  ['an unknown field', { ...need, partner: 'eu' }, ['/partner: Unknown field.']],
  [
    'an end before the start',
    { ...counted, period: { start: '2008-12-31', end: '2008-01-01' } },
    ['/period/end: Must not be before the start.'],
  ],
])('refuses a need with %s', (_what, sent, expected) => {
  expect(refusals(NewNeed, sent)).toEqual(expected)
})
