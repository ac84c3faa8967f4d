// One way to sort, the same on every machine: by code unit, never by a locale.

type SortKey = string | number | bigint

/** A comparison by the first key that differs, ascending; a number key is negated to descend. */
export function inOrderOf<T>(...keys: ((item: T) => SortKey)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compared(key(a), key(b))
      if (order !== 0) return order
    }
    return 0
  }
}

/** Whether one instant lies after another, with or without fractions of a second. */
export function isAfter(instant: string, other: string): boolean {
  return instant.replace('Z', '') > other.replace('Z', '')
}

// Strings with strings, numbers and big integers among themselves (exact, also beyond 2^53).
function compared(a: SortKey, b: SortKey): number {
  if (typeof a === 'string' || typeof b === 'string') return String(a) < String(b) ? -1 : Number(String(a) > String(b))
  return a < b ? -1 : Number(a > b)
}
