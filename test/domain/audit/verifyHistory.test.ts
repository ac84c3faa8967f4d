// Snapshots beside their audit entries: whatever an entry does not explain is a fault of the history.
import { expect, test } from 'vitest'
import { type AuditedSnapshot, verifyHistory } from '#domain/audit/verifyHistory.ts'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const history = (): AuditedSnapshot[] => [
  { seq: 1, snapshot: { title: 'A', list: [] }, after: { title: 'A', list: [] } },
  { seq: 2, snapshot: { title: 'B', list: [] }, after: { title: 'B' } },
  { seq: 3, snapshot: { title: 'B', list: [7] }, after: { 'list/0': 7 } },
]
const faults = (change: (snapshots: AuditedSnapshot[]) => AuditedSnapshot[]): number[] =>
  verifyHistory(change(history()), same).map(({ seq }) => seq)
const edited = (at: number, changes: object) => (all: AuditedSnapshot[]) =>
  all.map((one, index) => (index === at ? { ...one, snapshot: { ...one.snapshot, ...changes } } : one))

test.each<[string, (all: AuditedSnapshot[]) => AuditedSnapshot[], number[]]>([
  ['as it was written', (all) => all, []],
  ['with a field edited that its entry names', edited(1, { title: 'C' }), [2, 3]],
  ['with a field edited that its entry does not name', edited(2, { title: 'C' }), [3]],
  ['with an item edited that its entry names', edited(2, { list: [8] }), [3]],
  ['with the first snapshot edited', edited(0, { title: 'X' }), [1]],
  ['with a field that a later version of the tracker adds', edited(2, { added: null }), []],
])('a history %s', (_name, change, expected) => {
  expect(faults(change)).toEqual(expected)
})
