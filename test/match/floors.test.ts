// Quality on the shipped labelled sets never drops below test/match/sets/floors.json.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { matchRows } from '#actions/matchRows.ts'
import { readReferences } from '#functions/match/references.ts'
import { readLabelledSet, shippedSets } from '#test/support/labelledSet.ts'
import { type JudgedKind, matchQuality } from '#test/support/matchQuality.ts'
import { nameQuality, readOrganizations, shippedOrganizations } from '#test/support/nameQuality.ts'
import { describe, expect, test } from 'vitest'

interface Floor {
  f1: number
  calibrationError: number
}

const floors = JSON.parse(readFileSync(new URL('sets/floors.json', import.meta.url), 'utf8')) as Record<
  string,
  Partial<Record<JudgedKind, Floor>>
> & { names: { precision: number; recall: number } }
const references = await readReferences()

describe.each(shippedSets)('%s', (folder) => {
  const set = readLabelledSet(folder)
  const kinds = Object.entries(floors[basename(folder)] ?? {})
  const found = [...matchRows(set.rows, references)]

  test('has a floor', () => expect(kinds).not.toEqual([]))

  test.each(kinds)('keeps its floor of %s', (kind, floor) => {
    const { f1, calibrationError } = matchQuality(set, kind as JudgedKind, found)

    expect(f1).toBeGreaterThanOrEqual(floor.f1)
    expect(calibrationError).toBeLessThanOrEqual(floor.calibrationError)
  })
})

test('names keep their floor, and a name given to another organization is a label that is wrong itself', () => {
  const { precision, recall, wrong } = nameQuality(readOrganizations(shippedOrganizations))

  expect(precision).toBeGreaterThanOrEqual(floors.names.precision)
  expect(recall).toBeGreaterThanOrEqual(floors.names.recall)
  expect(wrong.filter((line) => !line.startsWith('United Nations Educational'))).toEqual([])
})
