// The reason that may stand beside the fields of a patch: it goes to the history, not into the record.
import { Refusal } from '#model/refusal.ts'
import { line } from '#model/text.ts'

const Reason = line(500)

/** Refuses `validation` for what is no line of 1 to 500 printable characters: it is shown, and kept for good. */
export const reasonOf = (patch: Record<string, unknown>): string | null => {
  const { reason } = patch
  if (reason === undefined || reason === null) return null
  const read = Reason.safeParse(reason)
  if (read.success) return read.data
  throw new Refusal('validation', 'The body does not fit the schema.', [
    { pointer: '/reason', detail: 'Must be a line of 1 to 500 printable characters.' },
  ])
}
