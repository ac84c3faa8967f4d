// The account of every figure: ACCOUNT#viewer#measure holds a line per finest row and record, in the order of rows.
import type { Measure } from '#model/coverage.ts'
import { finest, type RowKey, rowKeyText } from './coverageCells.ts'
import type { Key, Table } from './table.ts'

/** Cents or hundredths as text: announced, arranged, delivered. */
export type AccountAmounts = [string, string, string]

/** What one record puts into one quarter of a row: what is counted, and what is left out by which rule because of whom. */
export interface AccountQuarter {
  counted: AccountAmounts
  leftOut: { rule: 'same-contribution' | 'envelope'; because: string; amounts: AccountAmounts }[]
}

/** All quarters of one record in one row. */
export interface AccountEntry {
  id: string
  beneficiary: string
  provider: string
  instrument: string | null
  /** Viewers with a line of their own in the place of this one. */
  except: string[]
  quarters: Record<string, AccountQuarter>
}

const partition = (viewer: string, measure: Measure): string => `ACCOUNT#${viewer}#${measure}`

export const accountKey = (line: { viewer: string; measure: Measure; key: RowKey; record: string }): Key => ({
  pk: partition(line.viewer, line.measure),
  sk: `${rowKeyText(finest, line.key)}#${line.record}`,
})

/** Rows that begin alike: of a sub-cluster, of an area of it, of a beneficiary there, or all. */
export interface AccountRange {
  viewer: string
  measure: Measure
  key: Pick<RowKey, 'subCluster' | 'priorityArea' | 'beneficiary'>
  after: string | null
  limit: number
}

export interface Accounts {
  /** Lines in order of row and record, each with its place, and where to go on. */
  read: (range: AccountRange) => Promise<{ lines: { at: string; entry: AccountEntry }[]; next: string | null }>
}

/** Fields that stand first in the key may narrow the range; null is a row that names none. */
const prefixOf = ({ subCluster, priorityArea, beneficiary }: AccountRange['key']): string => {
  const named: string[] = []
  for (const field of [subCluster, priorityArea, beneficiary]) {
    if (field === undefined) break
    named.push(field ?? '~')
  }
  return named.map((field) => `${field}#`).join('')
}

export const accountsIn = (table: Table): Accounts => ({
  read: async ({ viewer, measure, key, after, limit }) => {
    const pk = partition(viewer, measure)
    const prefix = prefixOf(key)
    const { items, next } = await table.query({
      partition: pk,
      ...(prefix === '' ? {} : { prefix }),
      after: after === null ? undefined : { pk, sk: after },
      limit,
    })
    return {
      lines: items.map((item) => ({ at: item.sk, entry: item['entry'] as AccountEntry })),
      next: next === undefined ? null : String(next['sk']),
    }
  },
})
