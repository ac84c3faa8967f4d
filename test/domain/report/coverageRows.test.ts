// Coverage sorted into gaps, covered needs, oversupply and the rest.
import { arrangedGap, sortedRows } from '#domain/report/coverageRows.ts'
import { expect, test } from 'vitest'
import { cell, exactly, need, row } from './material.ts'
import type { Net } from './material.ts'

const area = (priorityArea: string) => ({ ...cell, priorityArea })
const usd = (...rows: ReturnType<typeof row>[]) => [{ measure: 'usd' as const, rows, shared: [], unspecified: [] }]
const sorted = (net: Net, needed = 100) =>
  sortedRows(usd(row(cell, needed, { announced: net, arranged: net })), [], {}, {})

test.each<[string, Net, number, string[]]>([
  ['a need half met', exactly(50), 100, ['gaps']],
  ['a need just met', exactly(100), 100, ['covered']],
  ['a need more than met', exactly(130), 100, ['oversupply', 'covered']],
  ['a need met only if nothing is a duplicate', [60, 80, 120], 100, ['gaps', 'oversupply']],
  ['support without a need', exactly(70), 0, ['withoutNeed']],
  ['an empty cell', exactly(0), 0, []],
])('puts %s where it belongs', (_, net, needed, lists) => {
  const found = Object.entries(sorted(net, needed)).filter(([, rows]) => rows.length > 0)

  expect(found.map(([list]) => list)).toEqual(lists)
})

test.each([
  [99.99, 99],
  [100, 100],
  [250, 250],
  [0, 0],
])('rounds %s of 100 down to %s per cent', (amount, percent) => {
  const { gaps, covered } = sorted(exactly(amount))

  expect([...gaps, ...covered][0]?.percentArranged).toBe(percent)
})

test('orders gaps by urgency, then money before other measures, then size', () => {
  const coverage = [
    { measure: 'seats' as const, rows: [row(area('seats'), 900, {})], shared: [], unspecified: [] },
    ...usd(row(area('small'), 10, {}), row(area('large'), 500, {}), row(area('start'), 5, {})),
  ]
  const needs = [
    need('n1', { priorityArea: 'start', urgency: 'start-up' }),
    need('n2', { priorityArea: 'seats', measure: 'seats' }),
    need('n3', { priorityArea: 'small' }),
    need('n4', { priorityArea: 'large' }),
  ]

  const { gaps } = sortedRows(coverage, needs, {}, {})

  expect(gaps.map(({ priorityArea }) => priorityArea?.code)).toEqual(['start', 'large', 'small', 'seats'])
  expect(arrangedGap({ gap: gaps[1]?.gap ?? null })).toBe(50_000n)
})

test('names the partners who are already active there', () => {
  const { gaps } = sortedRows(usd(row(cell, 100, {})), [], { 'psa/planning/auc': ['us', 'eu', 'us'] }, { eu: 'EU' })

  expect(gaps[0]?.activePartners).toEqual([
    { code: 'eu', name: 'EU' },
    { code: 'us', name: 'us' },
  ])
})
