// The US training records as they were printed: what of them can go in, what cannot and why, and which totals are right.
import { expect, test } from 'vitest'
import { openSource } from '#actions/importSource.ts'
import { readRow } from '#domain/imports/readRow.ts'
import { vocabularyOf } from '#domain/imports/vocabulary.ts'
import { NewMapping } from '#model/importColumns.ts'
import { filesOf, trainingRecords } from '#seeds/sets.ts'
import type { NamedTerm } from '#domain/imports/vocabulary.ts'
import type { SourceItem } from '#actions/sourceItem.ts'
import { allOf } from '#test/support/activities.ts'

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

const { file, mapping: given } = trainingRecords()
const mapping = NewMapping.parse(given)
const { dates = null, decimals = null } = mapping
const terms = filesOf('programme').flatMap(({ taxonomy }) => taxonomy) as unknown as NamedTerm[]

const itemsOf = async (text: string): Promise<SourceItem[]> => {
  const source = await openSource(() => bytesOf(text), { format: 'csv', mapping, dates, decimals })
  return allOf(source.items)
}

const settings = {
  vocabulary: vocabularyOf(terms),
  priorityAreas: terms.filter(({ kind }) => kind === 'priority-area'),
  source: null,
  headerMoney: null,
  dates,
  decimals,
}

const asideOf = (items: readonly SourceItem[]) => items.flatMap((item) => (item.kind === 'set-aside' ? [item] : []))

test('every row is data, a printed total, or refused with its reason', async () => {
  const items = await itemsOf(file)
  const read = items.flatMap((item) =>
    item.kind === 'data' ? [{ row: item.row, ...readRow(item.fields, settings) }] : [],
  )
  const refused = read.filter(({ faults }) => faults.length > 0)

  expect(items).toHaveLength(1306)
  expect(asideOf(items)).toHaveLength(113)
  expect(refused.map(({ row, faults }) => [row, faults[0]?.column])).toEqual([
    [5, 'amount'], [12, 'amount'], [14, 'amount'], [18, 'amount'], [168, 'amount'], [169, 'amount'], [234, 'end_date'],
    [327, 'end_date'], [358, 'amount'], [359, 'amount'], [373, 'end_date'], [388, 'amount'], [389, 'amount'], [423, 'amount'],
    [428, 'amount'], [452, 'amount'], [453, 'amount'], [529, 'amount'], [530, 'amount'], [550, 'amount'], [560, 'amount'],
    [826, 'amount'], [953, 'end_date'], [975, 'end_date'], [1010, 'end_date'],
  ]) // prettier-ignore
})

test('printed totals, named or not, are compared with their rows: those that are not right are listed', async () => {
  const aside = asideOf(await itemsOf(file))
  const wrong = aside.filter(({ notes }) => notes.some(({ detail }) => detail.includes('does not reconcile')))

  expect(wrong.map(({ row }) => row)).toEqual([178, 372, 397, 433, 501, 540, 561])
  expect(wrong[1]?.notes[0]?.detail).toContain('1359841 is printed, the rows above add up to 1159841')
})

test('a row without a title that no rows stand above is no total', async () => {
  const [header = ''] = file.split('\n')
  const row = '2014-2015,Benin,GPOI,,,,,,,5,"$100",1\n'
  const [alone] = await itemsOf(`${header}\n${row}`)
  const [, below] = await itemsOf(`${header}\n2014-2015,Benin,GPOI,Course,,,1/9/2012,1/31/2012,Benin,5,100,1\n${row}`)

  expect(alone?.kind).toBe('data')
  expect(below).toMatchObject({ kind: 'set-aside' })
})
