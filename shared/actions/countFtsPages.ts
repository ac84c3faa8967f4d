// Counts pages of OCHA FTS flows: per search (a place and a year) the naive sum, FTS's published total and ours, with the reasons.
import { fromHundredths, toHundredths } from '#domain/decimal.ts'
import { ftsAccount, type FtsCause, ftsCauseText } from '#domain/fts/flowAccount.ts'
import { ftsNames } from '#domain/fts/flowRule.ts'
import type { FtsFlow, FtsTotals } from '#model/fts.ts'
import { Refusal } from '#model/refusal.ts'
import { type FtsPageRead, readFtsPage } from '#readers/ftsPage.ts'
import { type Bytes, encodingOf, textOf } from '#readers/textStream.ts'

export interface FtsFile {
  name: string
  /** May be called more than once. */
  open: () => Bytes
}

interface Cause {
  rule: string
  flowType: string
  flows: number
  amount: string
  text: string
}

/** Amounts are US dollars, as decimal strings. */
export interface FtsAnswer {
  place: string | null
  year: string | null
  files: string[]
  flows: number
  naive: string
  net: string
  /** Null where the pages do not say. */
  published: string | null
  /** `net` less `published`. */
  difference: string | null
  pledges: { net: string; published: string | null }
  /** `net` of `counted` and `leftOut` together are `naive`, to the cent. */
  explain: { counted: Cause[]; leftOut: Cause[] }
  lines: { id: string; amount: string; rule: string; because: string | null }[]
}

interface Page extends FtsPageRead {
  name: string
  flows: FtsFlow[]
}

const fault = (detail: string): Refusal => new Refusal('unreadable-file', detail.slice(0, 500))

const pageOf = async ({ name, open }: FtsFile): Promise<Page> => {
  try {
    const read = await readFtsPage(textOf(open(), await encodingOf(open())))
    const flows = read.rows.map((one) => {
      if ('fault' in one) throw fault(one.fault)
      return one.flow
    })
    return { ...read, name, flows }
  } catch (error) {
    throw error instanceof Refusal ? fault(`${name}: ${error.message}`) : error
  }
}

/** Every page holds the totals of its search: pages that agree on all of them are of one. */
const searchOf = ({ totals, count }: Page): string => JSON.stringify([totals, count])

/** What every flow of the search names on the side that is inside; null where that is not one thing. */
const sharedName = (flows: readonly FtsFlow[], type: 'Location' | 'UsageYear'): string | null => {
  const [first, ...others] = flows.map(({ boundary, sourceObjects, destinationObjects }) =>
    ftsNames(boundary === 'outgoing' ? sourceObjects : destinationObjects, type),
  )
  const left = others.reduce((names, next) => names.filter((name) => next.includes(name)), first ?? [])
  return left.length === 1 ? (left[0] ?? null) : null
}
const boundaryOf = (flows: readonly FtsFlow[]) => ({
  place: sharedName(flows, 'Location'),
  year: sharedName(flows, 'UsageYear'),
})

const mustBeOnce = (pages: readonly Page[]): void => {
  const seen = new Map<string, string>()
  for (const { name, flows } of pages)
    for (const { id } of flows) {
      const first = seen.get(id)
      if (first !== undefined) throw fault(`${name}: flow ${id} is already in ${first}; give each page once.`)
      seen.set(id, name)
    }
}

const mustBeWhole = (pages: readonly Page[], where: string): void => {
  const found = pages.reduce((sum, { flows }) => sum + flows.length, 0)
  const count = pages[0]?.count ?? found
  if (found === count) return
  const what = found < count ? 'a page is missing' : 'there are more than the search has'
  throw fault(`${where}: ${found} of ${count} flows in ${pages.map(({ name }) => name).join(', ')}: ${what}.`)
}

const causeOf = (cause: FtsCause): Cause => ({
  rule: cause.rule ?? 'counted',
  flowType: cause.flowType,
  flows: cause.flows,
  amount: fromHundredths(cause.amount),
  text: ftsCauseText(cause),
})

const publishedOf = (total: string | null | undefined): bigint | null =>
  total === null || total === undefined ? null : toHundredths(total)
const printed = (amount: bigint | null): string | null => (amount === null ? null : fromHundredths(amount))

const answerOf = (pages: readonly Page[], totals: FtsTotals): FtsAnswer => {
  mustBeOnce(pages)
  const flows = pages.flatMap((page) => page.flows)
  const boundary = boundaryOf(flows)
  mustBeWhole(pages, `${boundary.place ?? 'A place not named'}, ${boundary.year ?? 'no one year'}`)
  const account = ftsAccount(flows)
  const published = publishedOf(totals.incoming?.fundingTotal)
  return {
    ...boundary,
    files: pages.map(({ name }) => name),
    flows: flows.length,
    naive: fromHundredths(account.naive),
    net: fromHundredths(account.net),
    published: printed(published),
    difference: printed(published === null ? null : account.net - published),
    pledges: { net: fromHundredths(account.pledges), published: printed(publishedOf(totals.incoming?.pledgeTotal)) },
    explain: { counted: account.counted.map(causeOf), leftOut: account.leftOut.map(causeOf) },
    lines: account.lines.map(({ id, amount, rule, because }) => ({
      id,
      amount: fromHundredths(amount),
      rule: rule ?? 'counted',
      because,
    })),
  }
}

/**
 * The pages of any number of searches, in any order, all pages of each. Refuses `unreadable-file`, naming the file, for what
 * is no page, a flow that cannot be read or comes twice, and a search whose pages are not all there.
 */
export const countFtsPages = async (files: readonly FtsFile[]): Promise<FtsAnswer[]> => {
  const pages: Page[] = []
  for (const file of files) pages.push(await pageOf(file))
  return [...Map.groupBy(pages, searchOf).values()].map((search) => answerOf(search, search[0]?.totals ?? {}))
}
