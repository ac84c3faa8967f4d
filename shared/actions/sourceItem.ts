// One row of a file that gets a result: data to enter, a row that is set aside, or one that could not be read.
import type { ReadRow } from '#domain/imports/readRow.ts'
import type { RowFields } from '#domain/imports/sheet.ts'
import type { ActivityParts } from '#model/activity.ts'
import type { RowNote } from '#model/import.ts'

export type SourceItem = { row: number } &
  /** `amountHeader`: what its amount stands under, where that is not what the import's columns say. */
  (
    | ({ kind: 'data'; notes?: RowNote[]; amountHeader?: string } & RowFields)
    | ({ kind: 'activity'; read: ReadRow } & ActivityParts)
    | { kind: 'set-aside'; notes: RowNote[] }
    | { kind: 'fault'; detail: string }
  )
