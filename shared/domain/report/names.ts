// Codes and the names that the report prints beside them.
import type { Named } from '#model/reportLists.ts'

/** Names by code, of partners and of taxonomy terms alike. */
export type Names = Readonly<Record<string, string>>

/** A code with its name; a code that nobody named stands for itself. */
export function named(code: string, names: Names): Named {
  return { code, name: Object.hasOwn(names, code) ? (names[code] ?? code) : code }
}

/** As `named`, for a code that may be missing. */
export function namedOrNull(code: string | null | undefined, names: Names): Named | null {
  return code == null ? null : named(code, names)
}
