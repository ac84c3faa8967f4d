// The reason that may stand beside the fields of a patch: it goes to the history, not into the record.
import { Refusal } from '#model/refusal.ts'

/** Refuses `validation` for what is no text of 1 to 500 characters. */
export const reasonOf = (patch: Record<string, unknown>): string | null => {
  const { reason } = patch
  if (reason === undefined || reason === null) return null
  if (typeof reason === 'string' && reason.length > 0 && reason.length <= 500) return reason
  throw new Refusal('validation', 'The body does not fit the schema.', [
    { pointer: '/reason', detail: 'Must be a text of 1 to 500 characters.' },
  ])
}
