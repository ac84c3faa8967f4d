// What the report asks decisions for: one numbering, made from findings without their evidence.
import { confirmedNodes } from '#domain/report/confirmedNodes.ts'
import { entryOutlines, outlinedEntries, shownEntries } from '#domain/report/entries.ts'
import { expect, test } from 'vitest'
import { contribution, dollars, finding, material } from './material.ts'

const records = ['a', 'b', 'c', 'd'].map((id, index) => contribution(id, dollars(`${index + 1}00.00`)))
const usdOf = new Map(['a', 'b', 'c', 'd'].map((id, index) => [id, BigInt(index + 1) * 10_000n]))
const findings = [
  finding('clash', ['a', 'b'], { kind: 'schedule-clash' }),
  finding('weak', ['a', 'c'], { kind: 'overlapping-effort', score: 0.6 }),
  finding('strong', ['b', 'd'], { kind: 'overlapping-effort', score: 0.8 }),
  finding('small', ['a', 'b']),
  finding('large', ['c', 'd']),
  finding('part', ['a', 'd'], { kind: 'part-of' }),
]

test('are numbered through all lists, what is worth most and what is surest first', () => {
  const entries = [...entryOutlines(outlinedEntries(findings, confirmedNodes(findings), usdOf))]

  expect(entries.map(({ list, decision, findings: own }) => [decision, list, own.map(({ id }) => id).join()])).toEqual([
    [1, 'duplicates', 'large'],
    [2, 'duplicates', 'small'],
    [3, 'partOf', 'part'],
    [4, 'overlaps', 'strong'],
    [5, 'overlaps', 'weak'],
    [6, 'clashes', 'clash'],
  ])
})

test('are shown a few at a time as they are all at once, with the evidence that is handed in then', () => {
  const entries = [...entryOutlines(outlinedEntries(findings, confirmedNodes(findings), usdOf))]
  const reason = { field: 'money', a: null, b: null, weight: 3, text: 'The same amount.', strength: 'speaks for it' }
  const evidenced = ({ id }: { id: string }) => ({ ...findings.find((one) => one.id === id)!, evidence: [reason] })
  const shown = (from: number, to: number) => shownEntries(entries.slice(from, to), evidenced, material(records))
  const [all, first, rest] = [shown(0, 6), shown(0, 4), shown(4, 6)]

  expect([...first.duplicates, ...rest.duplicates]).toEqual(all.duplicates)
  expect([...first.overlaps, ...rest.overlaps]).toEqual(all.overlaps)
  expect(all.duplicates.map(({ decision, usdAtRisk }) => [decision, usdAtRisk])).toEqual([
    [1, '300.00'],
    [2, '100.00'],
  ])
  expect(all.clashes.map(({ reasons }) => reasons.for)).toEqual([['The same amount.']])
})
