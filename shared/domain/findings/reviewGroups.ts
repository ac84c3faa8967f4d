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

/** Of each record the others that it is a pair with, and how sure each pair is. */
type Links = ReadonlyMap<string, ReadonlyMap<string, number>>

const linksOf = (pairs: readonly OpenPair[]): Links => {
  const links = new Map(pairs.flatMap(({ a, b }) => [a, b]).map((id) => [id, new Map<string, number>()]))
  for (const { a, b, score } of pairs) {
    links.get(a)?.set(b, score)
    links.get(b)?.set(a, score)
  }
  return links
}

/** The lowest score between a record of one and a record of the other; 0 where two of them are no pair. */
const weakestBetween = (links: Links, one: readonly string[], other: readonly string[]): number => {
  let weakest = 1
  for (const x of one)
    for (const y of other) {
      const score = links.get(x)?.get(y)
      // A crowd tries hundreds of joins that one missing pair forbids.
      if (score === undefined) return 0
      weakest = Math.min(weakest, score)
    }
  return weakest
}

const byScore = (x: OpenPair, y: OpenPair): number => y.score - x.score || (keyOf(x.a, x.b) < keyOf(y.a, y.b) ? -1 : 1)

/**
 * The surest pairs join first, and two groups join only where every record of one is a pair with every record of the
 * other: A like B and B like C is no group of three unless A is like C (complete linkage). The figures of formula 4 are
 * made of connected components; these are for people to look at.
 */
export const reviewGroups = (pairs: readonly OpenPair[]): ReviewGroup[] => {
  const links = linksOf(pairs)
  const groupOf = new Map([...links.keys()].map((id) => [id, { records: [id], weakestLink: 1 }]))
  for (const { a, b } of pairs.toSorted(byScore)) {
    const [one, other] = [groupOf.get(a), groupOf.get(b)]
    if (!one || !other || one === other) continue
    const between = weakestBetween(links, one.records, other.records)
    if (between === 0) continue
    const records = [...one.records, ...other.records].toSorted()
    const joined = { records, weakestLink: Math.min(one.weakestLink, other.weakestLink, between) }
    for (const id of records) groupOf.set(id, joined)
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

const fold = (pairs: readonly FoundPair[], links: Links): FoldedPairs => {
  const surestFirst = pairs.toSorted((x, y) => y.score - x.score || (x.finding < y.finding ? -1 : 1))
  const cents = centsAtRisk(pairs)
  const records = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].toSorted()
  const scores = records.flatMap((x) => records.flatMap((y) => (x < y ? (links.get(x)?.get(y) ?? []) : [])))
  return {
    records,
    findings: surestFirst.map(({ finding }) => finding),
    scores: { low: Math.min(...scores), high: Math.max(...scores) },
    usdAtRisk: cents === null ? null : fromHundredths(cents),
  }
}

/** What is worth most to decide comes first; then the surest. */
const byUrgency = (x: FoldedPairs, y: FoldedPairs): number => {
  const [left, right] = [x, y].map(({ usdAtRisk }) => (usdAtRisk === null ? -1n : toHundredths(usdAtRisk)))
  if (left !== right) return (left ?? 0n) > (right ?? 0n) ? -1 : 1
  return y.scores.high - x.scores.high || ((x.findings[0] ?? '') < (y.findings[0] ?? '') ? -1 : 1)
}

/** The two records of a pair, and all further ones that each have a pair left with them and are a pair with every one. */
const grownFrom = ({ a, b }: OpenPair, left: ReadonlyMap<string, FoundPair>, links: Links): string[] => {
  const records = [a, b]
  const gained = (id: string): number => records.filter((each) => left.has(keyOf(each, id))).length
  let near = [...(links.get(a)?.keys() ?? [])].filter((id) => links.get(b)?.has(id))
  for (;;) {
    const [best] = near
      .map((id) => ({ id, gain: gained(id) }))
      .filter(({ gain }) => gain > 0)
      .toSorted((x, y) => y.gain - x.gain || (x.id < y.id ? -1 : 1))
    if (!best) return records
    records.push(best.id)
    near = near.filter((id) => links.get(best.id)?.has(id))
  }
}

/** Pairs whose records sit better in two groups, in as few lines as a walk from the surest to the next makes of them. */
const furtherLines = (pairs: readonly FoundPair[], links: Links): FoundPair[][] => {
  const left = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair]))
  const lines: FoundPair[][] = []
  for (const seed of pairs.toSorted(byScore)) {
    if (!left.has(keyOf(seed.a, seed.b))) continue
    const records = grownFrom(seed, left, links)
    const keys = records.flatMap((x, at) => records.slice(at + 1).map((y) => keyOf(x, y)))
    lines.push(keys.flatMap((key) => left.get(key) ?? []))
    for (const key of keys) left.delete(key)
  }
  return lines
}

/**
 * Every pair once: in the group of both its records, or in a further line where they sit better in two others. `known`
 * are pairs between the same records that are in no line here: with them a group that a page cuts is told for what it is.
 */
export const foldPairs = (pairs: readonly FoundPair[], known: readonly OpenPair[] = []): FoldedPairs[] => {
  const all = [...pairs, ...known]
  const links = linksOf(all)
  const groupOf = new Map(reviewGroups(all).flatMap((group) => group.records.map((id) => [id, group] as const)))
  const isInside = ({ a, b }: FoundPair): boolean => groupOf.get(a) === groupOf.get(b)
  const inside = Map.groupBy(pairs.filter(isInside), ({ a }) => groupOf.get(a))
  const further = furtherLines(
    pairs.filter((pair) => !isInside(pair)),
    links,
  )
  return [...inside.values(), ...further].map((line) => fold(line, links)).toSorted(byUrgency)
}
