// Series as a caller may see them: editions that lie beside each other in the listings, each folded into one line.
import { sees } from '#domain/can.ts'
import { pairsToAsk, recurs, type SameEdition, seriesOf } from '#domain/findings/series.ts'
import type { Caller } from '#model/caller.ts'
import type { ListedEdition, Series } from '#model/series.ts'
import type { Services } from '#runtime/services.ts'
import type { SeriesBy } from '#store/listings.ts'
import { type ListedMember, type SeriesEntry, seriesIn, type SeriesListing } from '#store/series.ts'
import { findingId } from './findingId.ts'
import { mostHidden, type Position } from './readOn.ts'

export interface SeriesQuery {
  provider?: string | undefined
  beneficiary?: string | undefined
  /** One of the editions is in it. */
  subCluster?: string | undefined
  after?: Position | undefined
  limit: number
}

/** Bounds of one request: of contributions gone through, of those of one series, and of findings that are asked for. */
const mostSeen = 500
const mostMembers = 200
const mostPairs = 200
const step = 100

/** Editions that have a key, or what they continue, in common. */
interface Run {
  by: SeriesBy
  run: string
  members: ListedEdition[]
}

const maySee = (caller: Caller, { confidentialTo }: ListedMember): boolean =>
  confidentialTo === null || sees(caller, confidentialTo)

const isAsked = ({ provider, beneficiary, subCluster }: SeriesQuery, { members }: Run): boolean =>
  (provider === undefined || members.some((one) => one.provider === provider)) &&
  (beneficiary === undefined || members.some((one) => one.beneficiary === beneficiary)) &&
  (subCluster === undefined || members.some((one) => one.subCluster === subCluster))

/** Gathers what lies beside each other until a page is full: it ends after a whole series, and only where another thing follows. */
class SeriesPage {
  readonly runs: Run[] = []
  #seen = 0
  #pairs = 0
  #current: Run | null = null
  readonly #query: SeriesQuery

  constructor(query: SeriesQuery) {
    this.#query = query
  }

  get current(): Run | null {
    return this.#current
  }

  isFull(): boolean {
    return this.runs.length >= this.#query.limit || this.#seen >= mostSeen || this.#pairs >= mostPairs
  }

  /** False when the page was full before this. */
  take(by: SeriesBy, { run, edition }: SeriesEntry): boolean {
    if (this.#current?.run !== run || this.#current.by !== by) {
      this.close()
      if (this.isFull()) return false
      this.#current = { by, run, members: [] }
    }
    this.#current.members.push(edition)
    this.#seen += 1
    return true
  }

  close(): void {
    const run = this.#current
    this.#current = null
    // What others continue is still to be read, and with it they are a series whatever they say.
    if (!run || !isAsked(this.#query, run) || (run.by === 'titles' && !recurs(run.members))) return
    this.runs.push(run)
    this.#pairs += pairsToAsk(run.members).length
  }
}

const next: Record<SeriesBy, SeriesBy | null> = { titles: 'relations', relations: null }

/** Only the titles are in the order of their providers. */
const prefixOf = (by: SeriesBy, { provider, beneficiary }: SeriesQuery): string | undefined => {
  if (by === 'relations' || provider === undefined) return undefined
  return beneficiary === undefined ? provider : `${provider}#${beneficiary}`
}

interface Gathered {
  runs: Run[]
  next: Position | undefined
}

const gather = async (listing: SeriesListing, caller: Caller, query: SeriesQuery): Promise<Gathered> => {
  const page = new SeriesPage(query)
  let hidden = 0
  let last = query.after
  let from = query.after
  for (let by: SeriesBy | null = listing.listOf(query.after ?? {}); by !== null;) {
    const read = await listing.page(by, { prefix: prefixOf(by, query), after: from, limit: step })
    from = read.next
    for (const entry of read.entries) {
      if (!maySee(caller, entry)) {
        hidden += 1
        continue
      }
      if (!page.take(by, entry)) return { runs: page.runs, next: last }
      last = { ...listing.after(by, entry.run) }
      // What a series has beyond this is passed by.
      if ((page.current?.members.length ?? 0) < mostMembers) continue
      from = last
      break
    }
    if (from === undefined) by = next[by]
    // The page ends among what is hidden: what follows it is not known.
    else if (hidden >= mostHidden) {
      page.close()
      return { runs: page.runs, next: from }
    }
  }
  page.close()
  return { runs: page.runs, next: undefined }
}

/** Those that the caller may see, of contributions that others continue. */
const continued = async (
  listing: SeriesListing,
  caller: Caller,
  runs: readonly Run[],
): Promise<Map<string, ListedEdition>> => {
  const ids = runs.flatMap(({ by, run, members }) => (by === 'relations' ? [run] : commonTargets(members)))
  const members = ids.length === 0 ? new Map<string, ListedMember>() : await listing.members(ids)
  return new Map([...members].flatMap(([id, member]) => (maySee(caller, member) ? [[id, member.edition]] : [])))
}

/** What every one of them continues. */
const commonTargets = ([first, ...rest]: readonly ListedEdition[]): string[] =>
  (first?.declared ?? []).filter((id) => rest.every(({ declared }) => declared.includes(id)))

const sameTitles = (a: ListedEdition, b: ListedEdition): boolean =>
  a.key !== null && a.key === b.key && a.provider === b.provider && a.beneficiary === b.beneficiary

/** The members of what is shown: once, by relations where these hold more than equal titles do. */
const membersOf = ({ by, run, members }: Run, targets: ReadonlyMap<string, ListedEdition>): ListedEdition[] => {
  if (by === 'titles') return commonTargets(members).some((id) => targets.has(id)) ? [] : members
  const target = targets.get(run)
  if (!target) return []
  const all = [target, ...members.filter(({ id }) => id !== run)]
  return all.every((one) => sameTitles(one, target)) && recurs(all) ? [] : all
}

/** Which of the pairs are open or confirmed duplicates. */
const sameEditions = async (services: Services, pairs: readonly [string, string][]): Promise<SameEdition[]> => {
  if (pairs.length === 0) return []
  const ids = new Map(pairs.map((pair) => [findingId(services, 'duplicate-record', ...pair), pair]))
  const findings = await services.store.findings.getAll([...ids.keys()])
  return [...findings.values()].flatMap(({ id, state, verdict, names }) => {
    const [a, b] = ids.get(id) ?? []
    const isConfirmed = state === 'decided' && verdict === 'same-contribution'
    const isOpen = state === 'open' || state === 'awaiting-confirmation'
    return a !== undefined && b !== undefined && (isOpen || isConfirmed)
      ? [{ a, b, survivor: isConfirmed ? names : null }]
      : []
  })
}

/**
 * A page of series, by provider and beneficiary; those that only relations make come last. For whoever may not see a
 * contribution it is in no series, as if it did not exist. A page reads no records and may be short.
 */
export const listSeries = async (
  services: Services,
  caller: Caller,
  query: SeriesQuery,
): Promise<{ series: Series[]; next: Position | undefined }> => {
  const listing = seriesIn(services.store.table)
  const { runs, next: position } = await gather(listing, caller, query)
  const targets = await continued(listing, caller, runs)
  const found = runs.map((run) => ({ by: run.by, members: membersOf(run, targets) }))
  const same = await sameEditions(
    services,
    found.flatMap(({ members }) => pairsToAsk(members).slice(0, mostPairs)),
  )
  const series = found.flatMap(({ by, members }) => {
    const ids = new Set(members.map(({ id }) => id))
    const own = same.filter(({ a, b }) => ids.has(a) && ids.has(b))
    return seriesOf(members, own, by) ?? []
  })
  return { series, next: position }
}
