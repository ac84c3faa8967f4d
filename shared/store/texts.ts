// What is only ever read whole lies in the table as JSON text: a map of its forty fields costs whoever writes it twice as much.

/** What is kept in the place of a value; null stays null. */
export const asText = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** The value again. What was written before lies there as a map; what is no JSON any more is read as it is, and verification says so. */
export const fromText = (kept: unknown): unknown => {
  if (typeof kept !== 'string') return kept
  try {
    return JSON.parse(kept) as unknown
  } catch {
    return kept
  }
}
