// Formula 3: which cells contributions and needs are counted in.
import { cellKey, countedRecord, needCells } from '#domain/coverage/cells.ts'
import { expect, test } from 'vitest'
import { contribution, dollars, need } from './contributions.ts'

const area = (code: string, percent?: number) => ({ code, percent })
const announcedIn = (different: Parameters<typeof contribution>[0]) =>
  countedRecord(contribution(different)).cells.map(({ cell, amounts }) => `${cellKey(cell)} ${amounts.announced}`)

test.each([
  ['one area whole', [area('human-rights')], ['usd|peace-and-security-architecture|human-rights|auc|2008-Q1 10000']],
  [
    'several areas without percentages as shared',
    [area('a'), area('b')],
    ['usd|peace-and-security-architecture||auc|2008-Q1 10000'],
  ],
  ['no area as shared', [], ['usd|peace-and-security-architecture||auc|2008-Q1 10000']],
  [
    'percentages of areas',
    [area('b', 33.33), area('a', 66.67)],
    [
      'usd|peace-and-security-architecture|a|auc|2008-Q1 6667',
      'usd|peace-and-security-architecture|b|auc|2008-Q1 3333',
    ],
  ],
])('counts %s', (_, priorityAreas, cells) => {
  expect(announcedIn({ ...dollars('100'), priorityAreas })).toEqual(cells)
})

test('counts a contribution without sub-cluster as unspecified, undivided', () => {
  const priorityAreas = [area('a', 50), area('b', 50)]

  expect(announcedIn({ ...dollars('100'), subCluster: null, priorityAreas })).toEqual(['usd|||auc|2008-Q1 10000'])
})

test.each([
  ['on its value date', { money: { amount: '100', currency: 'USD', valueDate: '2007-06-01' } }, ['2007-Q2']],
  ['on the day of recording', {}, ['2008-Q1']],
  ['on the start day of an open period', { period: { start: '2007-10-01', end: null } }, ['2007-Q4']],
  ['over its period', { period: { start: '2007-12-31', end: '2008-04-01' } }, ['2007-Q4', '2008-Q1', '2008-Q2']],
])('counts money %s', (_, different, quarters) => {
  const { cells } = countedRecord(contribution({ ...dollars('100'), ...different }))

  expect(cells.map(({ cell }) => cell.quarter)).toEqual(quarters)
})

test('spreads every stage over the same quarters and keeps the totals', () => {
  // 30 seats over two days, one in each quarter, 11 delivered: 15 and 15, 5.5 and 5.5.
  const course = contribution({
    status: 'active',
    inKind: [{ quantity: '30', unit: 'seats' }],
    deliveries: [{ date: '2007-07-01', quantity: '11', unit: 'seats' }],
    period: { start: '2007-06-30', end: '2007-07-01' },
  })
  const { totals, cells } = countedRecord(course)

  expect(totals).toEqual({ seats: { announced: 3000n, arranged: 3000n, delivered: 1100n } })
  expect(cells.map(({ amounts }) => amounts)).toEqual([
    { announced: 1500n, arranged: 1500n, delivered: 550n },
    { announced: 1500n, arranged: 1500n, delivered: 550n },
  ])
})

test('counts experts in expert-days', () => {
  // 2 experts from 2008-03-30 to 2008-04-03: two days and three days.
  const experts = { inKind: [{ quantity: '2', unit: 'experts' }], period: { start: '2008-03-30', end: '2008-04-03' } }
  const { totals, cells } = countedRecord(contribution(experts))

  expect(totals.experts?.announced).toBe(1000n)
  expect(cells.map(({ amounts }) => amounts.announced)).toEqual([400n, 600n])
})

test('keeps what netting and visibility need', () => {
  const relations = [
    { type: 'part-of' as const, contribution: 'e1' },
    { type: 'part-of' as const, contribution: 'e1' },
    { type: 'part-of' as const, contribution: 'c1' },
    { type: 'phase-of' as const, contribution: 'e2' },
  ]
  const record = countedRecord(contribution({ ...dollars('100'), relations, withdrawn: true }))

  expect(record).toMatchObject({ id: 'c1', rank: 2, withdrawn: true, month: '2007-06', envelopes: ['e1'], cells: [] })
})

test('bounds the cells of the largest contribution: ten areas, twenty years, five measures', () => {
  const priorityAreas = Array.from({ length: 10 }, (_, i) => area(`area-${i}`, 10))
  const inKind = ['person-days', 'seats', 'experts', 'items'].map((unit) => ({ quantity: '100000', unit }))
  const period = { start: '2008-01-01', end: '2028-12-31' }
  const { cells } = countedRecord(contribution({ ...dollars('1000000'), inKind, priorityAreas, period }))

  expect(cells).toHaveLength(10 * 84 * 5)
})

test.each([
  ['a need', {}, ['seats|peace-and-security-architecture|mission-planning|auc|2009-Q1 30000']],
  ['a need without area', { priorityArea: null }, ['seats|peace-and-security-architecture||auc|2009-Q1 30000']],
  ['a need without sub-cluster', { subCluster: null }, ['seats|||auc|2009-Q1 30000']],
  ['no unquantified need', { amount: null }, []],
  ['no withdrawn need', { withdrawn: true }, []],
  // 3 experts on the 90 days of the quarter.
  [
    'experts in expert-days',
    { measure: 'experts' as const, amount: '3' },
    ['experts|peace-and-security-architecture|mission-planning|auc|2009-Q1 27000'],
  ],
])('counts %s', (_, different, cells) => {
  expect(needCells(need(different)).map(({ cell, amount }) => `${cellKey(cell)} ${amount}`)).toEqual(cells)
})
