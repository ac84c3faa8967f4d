// What a change changed, field by field, as the audit trail and the history say it.
import { sameValue } from './sameValue.ts'

export type Fields = Record<string, unknown>

/** One field, or one item of a list that keeps its first ones (`transactions/2`), as it was and as it is; null where there was none. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

/** The items from the first that differs on, of a list that is not shorter and begins as it did; null for any other. */
const changedItems = (field: string, before: unknown, after: unknown): FieldChange[] | null => {
  if (!Array.isArray(before) || !Array.isArray(after) || after.length < before.length) return null
  const different = before.findIndex((item, at) => !sameValue(item, after[at]))
  const start = different === -1 ? before.length : different
  if (start === 0) return null
  return after
    .slice(start)
    .map((item, at) => ({ field: `${field}/${start + at}`, before: before[start + at] ?? null, after: item }))
}

/**
 * The fields that differ. Of a list that keeps its first items the others are named, and not the list twice: a list of
 * events may fill most of its record, and an audit entry holds both sides.
 */
export const changedFields = (before: Fields | null, after: Fields): FieldChange[] =>
  Object.keys({ ...before, ...after })
    .filter((field) => !sameValue(before?.[field], after[field]))
    .flatMap(
      (field): FieldChange[] =>
        changedItems(field, before?.[field], after[field]) ?? [
          { field, before: before?.[field] ?? null, after: after[field] ?? null },
        ],
    )
