// Quality on a labelled sample: a floor that fails when a comparison breaks (see fixtures/README.md).
import { readFileSync } from 'node:fs'
import { matchRows } from '#actions/matchRows.ts'
import { readReferences } from '#functions/match/references.ts'
import { expect, test } from 'vitest'

const lines = (name: string): Record<string, string>[] =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const sources = await readReferences()
const pairs = lines('pairs.jsonl')
const pairOf = (a: string | undefined, b: string | undefined): string => [a ?? '', b ?? ''].toSorted().join(' ')
const found = [...matchRows(lines('records.jsonl'), sources)]

const f1 = (kind: string, label: string): number => {
  const gold = new Set(pairs.filter((pair) => pair['label'] === label).map(({ a, b }) => pairOf(a, b)))
  const flagged = new Set(found.filter((one) => one.kind === kind && one.score >= 0.5).map(({ a, b }) => pairOf(a, b)))
  return (2 * [...flagged].filter((pair) => gold.has(pair)).length) / (flagged.size + gold.size)
}

test('finds the duplicates of the sample', () => {
  expect(f1('duplicate-record', 'duplicate')).toBeGreaterThan(0.9)
})

test('finds the overlapping effort of the sample', () => {
  expect(f1('overlapping-effort', 'overlap')).toBeGreaterThan(0.6)
})

test('takes no phase, tranche or repeat of the sample for a duplicate', () => {
  const lookAlikes = new Set(pairs.filter((pair) => pair['label'] === 'negative').map(({ a, b }) => pairOf(a, b)))
  const wrong = found.filter(
    (one) => one.kind === 'duplicate-record' && one.score >= 0.5 && lookAlikes.has(pairOf(one.a, one.b)),
  )

  expect(wrong.length).toBeLessThanOrEqual(0.02 * lookAlikes.size)
})

test('scores the same whatever the order of the rows', () => {
  const key = ({ a, b, kind, score }: (typeof found)[number]) => `${pairOf(a, b)} ${kind} ${score}`
  const reversed = [...matchRows(lines('records.jsonl').toReversed(), sources)]

  expect(reversed.map(key).toSorted()).toEqual(found.map(key).toSorted())
})
