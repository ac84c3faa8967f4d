// The state of a finding, from what detection says now and what people decided then.
import { expect, test } from 'vitest'
import { changedFields, findingStanding, type StateInput } from '#domain/findings/findingState.ts'
import type { Decision, Verdict } from '#model/finding.ts'

const decision = (verdict: Verdict, different: Partial<Decision> = {}): Decision => ({
  verdict,
  survivor: verdict === 'same-contribution' ? 'c1' : null,
  whole: verdict === 'part-of' ? 'c2' : null,
  note: null,
  by: 'ann',
  at: '2008-03-24T10:00:00Z',
  needsConfirmation: verdict === 'same-contribution',
  confirmedBy: null,
  confirmedAt: null,
  confirmationNote: null,
  ...different,
})
const values = [
  { field: 'amount', a: 'USD 1', b: 'USD 1' },
  { field: 'period', a: '2008', b: '2008' },
]
const input = (different: Partial<StateInput> = {}): StateInput => ({
  detected: true,
  evidence: values,
  decisions: [],
  compared: values,
  comparedRevisions: [1, 1],
  contributions: [{ revision: 1 }, { revision: 2 }],
  ...different,
})
const standing = (...decisions: Decision[]) => findingStanding(input({ decisions }))

test('nobody has decided: it is open', () => {
  expect(standing()).toEqual({ state: 'open', reopenedBecause: null, verdict: null, names: null })
})

test.each(['overlap-confirmed', 'complementary', 'not-duplicate'] as const)('%s decides at once', (verdict) => {
  expect(standing(decision(verdict))).toEqual({ state: 'decided', reopenedBecause: null, verdict, names: null })
})

test('part-of decides at once and names the whole', () => {
  expect(standing(decision('part-of'))).toMatchObject({ state: 'decided', verdict: 'part-of', names: 'c2' })
})

test('same-contribution waits for a second coordinator', () => {
  expect(standing(decision('same-contribution'))).toMatchObject({ state: 'awaiting-confirmation', names: 'c1' })
  expect(standing(decision('same-contribution', { confirmedBy: 'ben' }))).toMatchObject({ state: 'decided' })
})

test('same-contribution decides at once where configuration says so', () => {
  expect(standing(decision('same-contribution', { needsConfirmation: false }))).toMatchObject({ state: 'decided' })
})

test('the last verdict is the one in force', () => {
  expect(standing(decision('not-duplicate'), decision('part-of'))).toMatchObject({ verdict: 'part-of' })
  expect(standing(decision('not-duplicate'), decision('reopen'))).toMatchObject({ state: 'open', verdict: null })
})

test('a changed field opens a decided pair again and is named', () => {
  const evidence = [{ field: 'amount', a: 'USD 2', b: 'USD 1' }, ...values.slice(1)]

  expect(findingStanding(input({ evidence, decisions: [decision('not-duplicate')] }))).toEqual({
    state: 'open',
    reopenedBecause: ['amount'],
    verdict: null,
    names: null,
  })
})

test('what compares otherwise with the same revisions of both sides opens nothing: nobody changed a field', () => {
  const evidence = [{ field: 'amount', a: 'USD 1.00', b: 'USD 1.00' }]
  const contributions = [{ revision: 1 }, { revision: 1 }]

  expect(findingStanding(input({ evidence, contributions, decisions: [decision('not-duplicate')] }))).toMatchObject({
    state: 'decided',
    reopenedBecause: null,
  })
})

test('a line of evidence without values is no field that could change', () => {
  expect(changedFields(values, [...values, { field: 'neighbourhood', a: null, b: null }])).toEqual([])
})

test('a pair that nothing is left of is gone, whatever was decided', () => {
  expect(findingStanding(input({ detected: false, decisions: [decision('part-of')] }))).toEqual({
    state: 'gone',
    reopenedBecause: null,
    verdict: null,
    names: null,
  })
})

test('a pair that comes back unchanged has its verdict again', () => {
  expect(standing(decision('complementary'))).toMatchObject({ state: 'decided', verdict: 'complementary' })
})

test('changed fields are those that came, went or differ, by name', () => {
  const now = [
    { field: 'period', a: '2008', b: '2009' },
    { field: 'title', a: 'x', b: 'x' },
  ]

  expect(changedFields(values, now)).toEqual(['amount', 'period', 'title'])
  expect(changedFields(values, values.toReversed())).toEqual([])
})
