// The comparison itself: a tour that could not fail would prove nothing.
import { expect, test } from 'vitest'
import { differences } from './shownAnswer.ts'

const answer = {
  id: 'a1',
  score: 0.8765,
  state: 'open',
  items: [{ n: 1 }, { n: 2 }, { n: 3 }],
  note: null,
  usd: '105000.00',
}

test.each([
  ['the whole answer', answer],
  ['a few of its fields', { state: 'open' }],
  ['a text that differs from run to run', { id: '…' }],
  ['the beginning of a text', { state: 'op…' }],
  ['about the number', { score: '≈ 0.9' }],
  ['about the decimal', { usd: '≈ 100000' }],
  ['a shortened list, in any order', { items: [{ n: 3 }, { n: 1 }, '…'] }],
  ['nothing', { note: null }],
])('accepts %s', (_, shown) => {
  expect(differences(shown, answer)).toEqual([])
})

test.each([
  ['another value', { state: 'decided' }],
  ['a text that begins otherwise', { state: 'de…' }],
  ['another number', { score: 0.87 }],
  ['a number that is too far off', { score: '≈ 0.7' }],
  ['about a number where none is', { note: '≈ 1' }],
  ['a field that the answer lacks', { verdict: 'reopen' }],
  ['an unknown text that is not there at all', { items: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] }],
  ['a list that is shown whole and is longer', { items: [{ n: 1 }] }],
  ['one item shown twice', { items: [{ n: 2 }, { n: 2 }, '…'] }],
  ['the last two items in another order', { items: [{ n: 1 }, {}, { n: 2 }] }],
  ['a problem in place of an answer', { items: [{}, '…'] }, { status: 401 }],
])('refuses %s', (_, shown, came: unknown = answer) => {
  expect(differences(shown, came)).toHaveLength(1)
})

test('says where, what was shown and what came', () => {
  expect(differences({ items: [{ n: 1 }, { n: 5 }, { n: 3 }] }, answer)).toEqual(['/items/1/n: 5 is shown, 2 came'])
})
