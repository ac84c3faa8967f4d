// How the tests of the model say what is wrong with a value: one `pointer: detail` a line, as the API answers it.
import { Refusal } from '#model/refusal.ts'
import { validated } from '#actions/validate.ts'

/** Empty when the value is accepted. */
export const refusals = (schema: Parameters<typeof validated>[0], value: unknown): string[] => {
  try {
    validated(schema, value)
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`)
    throw error
  }
}
