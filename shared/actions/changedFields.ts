// What a change changed, field by field, as the audit trail and the history say it.
import { sameValue } from './sameValue.ts'

export type Fields = Record<string, unknown>

/** One field, or one item of a list that only grew (`transactions/2`), as it was and as it is; null where there was none. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

const hasGrown = (before: unknown, after: unknown): [unknown[], unknown[]] | null =>
  Array.isArray(before) &&
  Array.isArray(after) &&
  before.length > 0 &&
  after.length > before.length &&
  before.every((item, at) => sameValue(item, after[at]))
    ? [before, after]
    : null

/**
 * The fields that differ. Of a list that only grew the new items are named, and not the list twice: a list of events may
 * fill most of its record, and an audit entry holds both sides.
 */
export const changedFields = (before: Fields | null, after: Fields): FieldChange[] =>
  Object.keys({ ...before, ...after })
    .filter((field) => !sameValue(before?.[field], after[field]))
    .flatMap((field): FieldChange[] => {
      const grown = hasGrown(before?.[field], after[field])
      if (!grown) return [{ field, before: before?.[field] ?? null, after: after[field] ?? null }]
      const [old, now] = grown
      return now
        .slice(old.length)
        .map((item, at) => ({ field: `${field}/${old.length + at}`, before: null, after: item }))
    })
