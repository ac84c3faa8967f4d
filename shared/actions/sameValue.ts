// Whether two values of a record say the same, in whatever order their fields stand: the store keeps no order of them.

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Absent and null are the same; the order of a list counts. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (!isRecord(a) || !isRecord(b)) return (a ?? null) === (b ?? null)
  if (Array.isArray(a) !== Array.isArray(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => sameValue(a[name], b[name]))
}
