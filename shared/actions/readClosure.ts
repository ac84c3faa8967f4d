// All contributions that must be counted together with one: tied by open duplicate pairs, confirmed ones and envelopes.
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { stagesAt } from '#domain/coverage/stagesAt.ts'
import type { StageAmounts } from '#domain/coverage/stages.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import type { Contribution } from '#model/contribution.ts'
import type { FindingEntry } from '#model/detection.ts'
import type { MonthlyRates } from '#model/money.ts'
import type { Services } from '#runtime/services.ts'

export interface Closure extends Pick<CountedGroup, 'confirmed' | 'open' | 'partOf'> {
  /** The smallest id of its contributions: the group's own. */
  id: string
  contributions: Contribution[]
  /** The revisions of its records and all that ties them: equal states count to equal figures. */
  state: string
  inParentMonth: (childId: string, parentId: string) => StageAmounts | null
}

/** A pair ties two contributions in the figures while it may be, or is, one contribution, or one is a part of the other. */
const isTie = ({ kind, state, verdict }: FindingEntry): boolean =>
  verdict === 'part-of' ||
  (kind === 'duplicate-record' && (state !== 'decided' || verdict === 'same-contribution') && state !== 'gone')

const wholesOf = ({ relations }: Contribution): string[] =>
  relations.filter(({ type }) => type === 'part-of').map(({ contribution }) => contribution)

interface Tie {
  pair: [string, string]
  entry: FindingEntry
}

const edgesOf = (ties: Iterable<Tie>): Pick<Closure, 'confirmed' | 'open' | 'partOf'> => {
  const edges: Pick<Closure, 'confirmed' | 'open' | 'partOf'> = { confirmed: [], open: [], partOf: [] }
  for (const { pair, entry } of ties) {
    const [a, b] = pair
    const { verdict, state, names, score, kind } = entry
    const other = a === names ? b : a
    if (verdict === 'part-of' && names) edges.partOf.push({ whole: names, part: other })
    else if (verdict === 'same-contribution' && state === 'decided' && names)
      edges.confirmed.push({ survivor: names, other })
    else if (kind === 'duplicate-record') edges.open.push({ a, b, score })
  }
  return edges
}

/** Month rates for the wholes, so that a child can be told in its parent's month. */
export const parentMonths = async (
  { store }: Services,
  contributions: readonly Contribution[],
  partOf: Closure['partOf'],
): Promise<Closure['inParentMonth']> => {
  const byId = new Map(contributions.map((contribution) => [contribution.id, contribution]))
  const wholes = new Set([...contributions.flatMap(wholesOf), ...partOf.map(({ whole }) => whole)])
  const months = new Set([...wholes].flatMap((whole) => byId.get(whole)?.usd?.month ?? []))
  const rates = new Map<string, MonthlyRates>()
  for (const month of months) {
    const published = await store.rates.ofMonth(month)
    if (published) rates.set(month, published)
  }
  return (childId, parentId) => {
    const child = byId.get(childId)
    const month = byId.get(parentId)?.usd?.month
    const published = month === undefined ? undefined : rates.get(month)
    if (!child || !published || child.usd?.month === month) return null
    return stagesAt(child, published)
  }
}

/** The same from whichever side a pair was read. */
const tieTexts = (ties: Iterable<Tie>): string[] =>
  [...ties]
    .map(({ pair, entry: { other: _, ...entry } }) =>
      JSON.stringify([pair, Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
    )
    .toSorted()

/**
 * Reads, strongly consistent, the connected group of a contribution, or of several as one; empty where there are none. The
 * walk goes on no further once it has met `most`.
 */
export const readClosure = async (
  services: Services,
  start: string | readonly string[],
  most = Number.POSITIVE_INFINITY,
): Promise<Closure> => {
  const { store } = services
  const contributions = new Map<string, Contribution>()
  const ties = new Map<string, Tie>()
  let ahead = [start].flat()
  while (ahead.length > 0 && contributions.size < most) {
    const read = await Promise.all(ahead.map(store.ties.of))
    const next = new Set<string>()
    for (const tied of read.filter((one) => one !== undefined)) {
      const { contribution, entries, parts } = tied
      contributions.set(contribution.id, contribution)
      for (const entry of entries.filter(isTie)) {
        ties.set(entry.finding, { pair: pairOrder(contribution.id, entry.other), entry })
        next.add(entry.other)
      }
      for (const id of [...wholesOf(contribution), ...parts]) next.add(id)
    }
    ahead = [...next].filter((id) => !contributions.has(id))
  }
  const sorted = [...contributions.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const edges = edgesOf(ties.values())
  return {
    id: sorted[0]?.id ?? [start].flat()[0] ?? '',
    contributions: sorted,
    state: services.fingerprint([sorted.map(({ id, revision }) => [id, revision]), tieTexts(ties.values())]),
    ...edges,
    inParentMonth: await parentMonths(services, sorted, edges.partOf),
  }
}
