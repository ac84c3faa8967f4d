// Parses what was sent with the schema that describes it, and says where it is wrong.
import { type FieldError, Refusal } from '#model/refusal.ts'
import type { Issue, Schema } from '#model/schema.ts'

const escaped = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1')
const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${escaped(part)}`).join('')

/** An unknown field is pointed at itself, not at the object that it stands in. */
const fieldErrors = (issue: Issue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail: 'Unknown field.' }))
    : [{ pointer: pointer(issue.path), detail: issue.message }]

/** Refuses `validation`, with the JSON Pointer of every field that is wrong (at most 50 of them). */
export const validated = <T>(schema: Schema<T>, value: unknown): T => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.flatMap(fieldErrors).slice(0, 50)
  throw new Refusal('validation', 'The body does not fit the schema.', errors)
}
