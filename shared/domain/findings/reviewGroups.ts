// Open pairs gathered for review: records that may all be one contribution, with no chain of unlike ones between them.

export interface OpenPair {
  a: string
  b: string
  score: number
}

export interface ReviewGroup {
  /** In order of their ids. */
  records: string[]
  /** The lowest score between any two of them. */
  weakestLink: number
}

const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/**
 * The surest pairs join first, and two groups join only where every record of one is a pair with every record of the
 * other: A like B and B like C is no group of three unless A is like C (complete linkage). The figures of formula 4 are
 * made of connected components; these are for people to look at.
 */
export const reviewGroups = (pairs: readonly OpenPair[]): ReviewGroup[] => {
  const scores = new Map(pairs.map(({ a, b, score }) => [keyOf(a, b), score]))
  const groupOf = new Map(pairs.flatMap(({ a, b }) => [a, b]).map((id) => [id, { records: [id], weakestLink: 1 }]))
  const surestFirst = pairs.toSorted((x, y) => y.score - x.score || (keyOf(x.a, x.b) < keyOf(y.a, y.b) ? -1 : 1))
  for (const { a, b } of surestFirst) {
    const [one, other] = [groupOf.get(a), groupOf.get(b)]
    if (!one || !other || one === other) continue
    const links = one.records.flatMap((x) => other.records.map((y) => scores.get(keyOf(x, y)) ?? 0))
    const weakest = Math.min(one.weakestLink, other.weakestLink, ...links)
    if (weakest === 0) continue
    const joined = { records: [...one.records, ...other.records].toSorted(), weakestLink: weakest }
    for (const id of joined.records) groupOf.set(id, joined)
  }
  return [...new Set(groupOf.values())].filter(({ records }) => records.length > 1)
}
