// What a contribution that is only thought of would add to the figures, counted with all that it would be tied to.
import { type CountedRecord, cellKey } from './cells.ts'
import type { CountedGroup } from './countedGroup.ts'
import { noFigures, type StageFigures, subtractFigures } from './figure.ts'
import { groupFigures } from './net.ts'
import { asSeenBy, type Viewer } from './viewers.ts'

/** A draft: who asks about it sees it, whoever may see it once it is recorded. */
export interface Draft {
  record: CountedRecord
  /** The open `duplicate-record` pairs that it would be a side of. */
  pairs: { other: string; score: number }[]
}

/**
 * Per cell (`cellKey`), in hundredths, as the viewer sees it: the figures of the group with the draft less those without
 * it (formula 4). A duplicate adds to the high and less to the expected; a part takes from its envelope what it adds.
 */
export function figuresAdded(group: CountedGroup, { record, pairs }: Draft, viewer: Viewer): Map<string, StageFigures> {
  const withDraft: CountedGroup = {
    ...group,
    records: [...group.records, { ...record, visibility: 'shared' }],
    open: [...group.open, ...pairs.map(({ other, score }) => ({ a: record.id, b: other, score }))],
  }
  const before = groupFigures(asSeenBy(viewer, group), cellKey)
  const after = groupFigures(asSeenBy(viewer, withDraft), cellKey)
  const keys = new Set([...before.keys(), ...after.keys()])
  return new Map(
    [...keys].map((key) => [key, subtractFigures(after.get(key) ?? noFigures, before.get(key) ?? noFigures)]),
  )
}
