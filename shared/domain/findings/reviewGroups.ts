// Open pairs gathered for review: records that may all be one contribution, with no chain of unlike ones between them.
import { components } from '../components.ts'
import { fromHundredths, largest, toHundredths } from '../decimal.ts'
import { countedTwice } from '../matching/usdAtRisk.ts'

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

/** A pair as a finding has it: the money at risk is the smaller of two amounts, null when a side has none. */
export interface FoundPair extends OpenPair {
  finding: string
  usdAtRisk: string | null
}

type PairAtRisk = Pick<FoundPair, 'a' | 'b' | 'usdAtRisk'>

export interface FoldedPairs {
  /** In order of their ids. */
  records: string[]
  /** The surest first. */
  findings: string[]
  /** The lowest and the highest score between any two of the records. */
  scores: { low: number; high: number }
  /** What is counted more than once if the records are one contribution; null where no two of them have an amount. */
  usdAtRisk: string | null
}

/**
 * Out of the smaller amount of every two: a record's own is the most that any of its pairs risks, except for the largest,
 * whose pairs know the second largest only, and which is left aside.
 */
const centsAtRisk = (pairs: readonly PairAtRisk[]): bigint | null => {
  const amounts = new Map<string, bigint>()
  for (const { a, b, usdAtRisk } of pairs) {
    if (usdAtRisk === null) continue
    for (const id of [a, b]) amounts.set(id, largest(toHundredths(usdAtRisk), amounts.get(id) ?? 0n))
  }
  return amounts.size === 0 ? null : countedTwice([...amounts.values()])
}

/**
 * What pairs of any kind put at risk together, in cents: of all records that hang together each amount but the largest,
 * however many of the pairs name it. Of a chain in which two large records meet in a small one no pair tells how large
 * they are: there it is the least that it can be.
 */
export const atRiskTogether = (pairs: readonly PairAtRisk[]): bigint => {
  const rootOf = components(pairs.map(({ a, b }) => [a, b]))
  const together = [...Map.groupBy(pairs, ({ a }) => rootOf(a)).values()]
  return together.reduce((sum, each) => sum + (centsAtRisk(each) ?? 0n), 0n)
}

const fold = (records: string[], pairs: readonly FoundPair[]): FoldedPairs => {
  const surestFirst = pairs.toSorted((x, y) => y.score - x.score || (x.finding < y.finding ? -1 : 1))
  const cents = centsAtRisk(pairs)
  return {
    records,
    findings: surestFirst.map(({ finding }) => finding),
    scores: { low: surestFirst.at(-1)?.score ?? 0, high: surestFirst[0]?.score ?? 0 },
    usdAtRisk: cents === null ? null : fromHundredths(cents),
  }
}

/** What is worth most to decide comes first; then the surest. */
const byUrgency = (x: FoldedPairs, y: FoldedPairs): number => {
  const [left, right] = [x, y].map(({ usdAtRisk }) => (usdAtRisk === null ? -1n : toHundredths(usdAtRisk)))
  if (left !== right) return (left ?? 0n) > (right ?? 0n) ? -1 : 1
  return y.scores.high - x.scores.high || ((x.findings[0] ?? '') < (y.findings[0] ?? '') ? -1 : 1)
}

/** Every pair once: in the group of both its records, or by itself where they sit better in two others. */
export const foldPairs = (pairs: readonly FoundPair[]): FoldedPairs[] => {
  const groupOf = new Map(reviewGroups(pairs).flatMap((group) => group.records.map((id) => [id, group] as const)))
  const isInside = ({ a, b }: FoundPair): boolean => groupOf.get(a) === groupOf.get(b)
  const folded = Map.groupBy(pairs.filter(isInside), ({ a }) => groupOf.get(a)?.records ?? [])
  const single = pairs.filter((pair) => !isInside(pair)).map((pair) => fold([pair.a, pair.b].toSorted(), [pair]))
  return [...[...folded].map(([records, inside]) => fold(records, inside)), ...single].toSorted(byUrgency)
}
