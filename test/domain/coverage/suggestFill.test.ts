// Suggestions: clues of one kind are one reason, the likeliest partner comes first, and nobody fills a gap of its own.
import { expect, test } from 'vitest'
import { type FillClue, suggestFill } from '#domain/coverage/suggestFill.ts'

const gap = { subCluster: 'architecture', priorityArea: 'mission-planning', beneficiary: 'auc' }
const inArea = (partner: string): FillClue => ({ partner, kind: 'active-in-area' })
const nearby = (partner: string): FillClue => ({ partner, kind: 'active-in-sub-cluster' })
const supports = (partner: string, contribution: string): FillClue => ({
  partner,
  kind: 'with-beneficiary',
  contribution,
})
const tooMuch = (partner: string, contribution: string): FillClue => ({
  partner,
  kind: 'oversupply-near',
  contribution,
  priorityArea: 'mission-management',
  beneficiary: 'ecowas',
  oversupply: { amount: '200.00', unit: 'seats' },
})
const twice = (partner: string, other: string): FillClue => ({
  partner,
  kind: 'overlap-near',
  contribution: `of-${partner}`,
  overlap: { finding: 'f1', other },
})

test('what could be redirected comes before who is near, and each says why', () => {
  const clues = [
    nearby('eu'),
    inArea('france'),
    tooMuch('kaiptc', 'c1'),
    tooMuch('kaiptc', 'c2'),
    supports('france', 'c3'),
  ]

  const suggestions = suggestFill(clues, gap)

  expect(suggestions.map(({ partner, redirect }) => [partner, redirect])).toEqual([
    ['france', false],
    ['kaiptc', true],
    ['eu', false],
  ])
  expect(suggestions[1]?.reasons).toEqual([
    {
      kind: 'oversupply-near',
      text: 'Support to ecowas in mission-management passes what is needed by 200.00 seats, and it provides some of it.',
      priorityArea: 'mission-management',
      beneficiary: 'ecowas',
      oversupply: '200.00',
      finding: null,
      contributions: ['c1', 'c2'],
    },
  ])
  expect(suggestions[0]?.reasons.map(({ text }) => text)).toEqual([
    'It is active in mission-planning.',
    'It supports auc, by 1 of the contributions last changed.',
  ])
})

test('experts are a level: the average says of which days, and when they are most', () => {
  const most = { quarter: '2008-Q2', amount: '3.00' }
  const level = { start: '2008-01-01', end: '2009-12-31', most }
  const clue: FillClue = { ...tooMuch('kaiptc', 'c1'), oversupply: { amount: '0.50', unit: 'experts', level } }

  expect(suggestFill([clue], gap)[0]?.reasons[0]).toMatchObject({
    text: 'Support to ecowas in mission-management passes what is needed by 0.50 experts on average from 2008-01-01 to 2009-12-31 (most in 2008-Q2: 3.00 experts), and it provides some of it.',
    oversupply: '0.50',
  })
})

test('a confirmed overlap names the finding and the other side', () => {
  const [first, second] = suggestFill([twice('eu', 'france'), twice('france', 'eu')], gap)

  expect([first?.partner, second?.partner]).toEqual(['eu', 'france'])
  expect(first).toMatchObject({ redirect: true, reasons: [{ finding: 'f1', contributions: ['of-eu'] }] })
  expect(first?.reasons[0]?.text).toContain('An overlap with france was confirmed')
  expect(suggestFill([twice('eu', 'eu')], gap)[0]?.reasons[0]?.text).toContain('Two of its own contributions')
})

test('ten records of one kind weigh as one, and at most ten are named', () => {
  const many = Array.from({ length: 12 }, (_, at) => supports('eu', `c${at}`))
  const [first, second] = suggestFill([...many, inArea('france')], gap)

  expect([first?.partner, second?.partner]).toEqual(['france', 'eu'])
  expect(second?.reasons[0]?.contributions).toHaveLength(10)
  expect(second?.reasons[0]?.text).toContain('by 12 of')
})

test('who is in the area is not said to be elsewhere in the sub-cluster as well', () => {
  expect(suggestFill([nearby('eu'), inArea('eu')], gap)[0]?.reasons.map(({ kind }) => kind)).toEqual(['active-in-area'])
})

test('a beneficiary is not asked to fill its own gap', () => {
  expect(suggestFill([inArea('auc'), supports('auc', 'c1')], gap)).toEqual([])
})

test('a gap that names no area and no sub-cluster has words too', () => {
  const nowhere = { subCluster: null, priorityArea: null, beneficiary: 'auc' }
  expect(suggestFill([inArea('eu'), nearby('france')], nowhere).map(({ reasons }) => reasons[0]?.text)).toEqual([
    'It is active in this sub-cluster.',
    'It is active elsewhere in what names no sub-cluster.',
  ])
})
