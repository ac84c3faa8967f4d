// Every list from its beginning to its end, page by page, as the caller may see it: what exports are made of.
import type { CoverageLine, Measured } from '#documents/columns/coverageColumns.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import { type GapRow, ListedEntry } from '#model/coverage.ts'
import type { Finding } from '#model/finding.ts'
import type { Need } from '#model/need.ts'
import type { Partner } from '#model/partner.ts'
import type { Term } from '#model/taxonomy.ts'
import type { ShownLanguage } from '#model/text.ts'
import type { Services } from '#runtime/services.ts'
import { findingIn } from './inLanguage.ts'
import { type BesidePosition, listBeside } from './listBeside.ts'
import { type ContributionQuery, listContributions } from './listContributions.ts'
import { type FindingFilter, listFindings } from './listFindings.ts'
import { listNeeds, type NeedQuery } from './listNeeds.ts'
import { listTerms } from './listTerms.ts'
import { type CoverageQuery, readCoverage } from './readCoverage.ts'
import { type GapQuery, readGaps } from './readGaps.ts'

/** One page is read when the one before has been written. */
const limit = 200

type Paged<Query> = Omit<Query, 'after' | 'limit'>

async function* pagesOf<Item, Position>(
  read: (after: Position | undefined) => Promise<{ items: Item[]; next: Position | null | undefined }>,
): AsyncGenerator<Item[]> {
  let after: Position | undefined
  do {
    const { items, next } = await read(after)
    yield items
    after = next ?? undefined
  } while (after !== undefined)
}

export const contributionPages = (
  services: Services,
  caller: Caller,
  query: Paged<ContributionQuery>,
): AsyncGenerator<Contribution[]> =>
  pagesOf(async (after: ContributionQuery['after']) => {
    const { contributions, next } = await listContributions(services, caller, { ...query, after, limit })
    return { items: contributions, next }
  })

export const needPages = (services: Services, query: Paged<NeedQuery>): AsyncGenerator<Need[]> =>
  pagesOf(async (after: NeedQuery['after']) => {
    const { needs, next } = await listNeeds(services, { ...query, after, limit })
    return { items: needs, next }
  })

/** Their reasons in the language of the answer. */
export const findingPages = (
  services: Services,
  caller: Caller,
  filter: FindingFilter,
  language: ShownLanguage,
): AsyncGenerator<Finding[]> =>
  pagesOf(async (after: ContributionQuery['after']) => {
    const { findings, next } = await listFindings(services, caller, { ...filter, after, limit })
    return { items: findings.map((finding) => findingIn(finding, language)), next }
  })

const rowPages = (
  services: Services,
  caller: Caller,
  query: Paged<CoverageQuery>,
): AsyncGenerator<Measured<CoverageLine>[]> =>
  pagesOf(async (after: CoverageQuery['after'] | undefined) => {
    const { rows, next } = await readCoverage(services, caller, { ...query, after: after ?? null, limit })
    const { list, measure } = query
    return { items: rows.map((row) => ({ list, measure, ...row })), next }
  })

const besideLists = { unconverted: 'unconverted', unquantifiedNeeds: 'unquantified' } as const

/** What is listed beside every figure and counted in none: a need says its own measure. */
const besidePages = (
  services: Services,
  caller: Caller,
  { measure }: Pick<CoverageQuery, 'measure'>,
  list: keyof typeof besideLists,
): AsyncGenerator<Measured<CoverageLine>[]> =>
  pagesOf(async (at: BesidePosition | undefined) => {
    const page = await listBeside(services, caller, besideLists[list], { at, limit })
    const entries = page.entries.map((entry) => ListedEntry.parse(entry))
    return { items: entries.map((entry) => ({ ...entry, list, measure: entry.measure ?? measure })), next: page.next }
  })

export const coverageLists = ['items', 'shared', 'unspecified', 'unconverted', 'unquantifiedNeeds'] as const
type CoverageList = (typeof coverageLists)[number]

/** One list of coverage, or several one after the other. */
export async function* coveragePages(
  services: Services,
  caller: Caller,
  query: Omit<Paged<CoverageQuery>, 'list'>,
  asked: readonly CoverageList[],
): AsyncGenerator<Measured<CoverageLine>[]> {
  for (const list of asked) {
    if (list === 'unconverted' || list === 'unquantifiedNeeds') yield* besidePages(services, caller, query, list)
    else yield* rowPages(services, caller, { ...query, list })
  }
}

export const gapPages = (
  services: Services,
  caller: Caller,
  query: Paged<GapQuery>,
): AsyncGenerator<Measured<GapRow>[]> =>
  pagesOf(async (after: string | undefined) => {
    const { gaps, next } = await readGaps(services, caller, { ...query, after: after ?? null, limit })
    return { items: gaps.map((gap) => ({ measure: query.measure, ...gap })), next }
  })

export const partnerPages = ({ store }: Services): AsyncGenerator<Partner[]> =>
  pagesOf(async (after: ContributionQuery['after']) => {
    const { records, next } = await store.partners.list({ index: 'everything', after, limit })
    return { items: records, next }
  })

export const termPages = (services: Services, kind: Term['kind'] | undefined): AsyncGenerator<Term[]> =>
  pagesOf(async (after: ContributionQuery['after']) => {
    const { terms, next } = await listTerms(services, { kind, after, limit })
    return { items: terms, next }
  })
