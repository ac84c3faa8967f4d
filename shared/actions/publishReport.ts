// Builds the duplication and gap report, keeps its files, and announces it.
import { weightsVersion } from '#domain/matching/weightsVersion.ts'
import { buildReport, type OutlinedReport } from '#domain/report/buildReport.ts'
import { cellKey } from '#domain/report/cellKey.ts'
import type { Caller } from '#model/caller.ts'
import { measures } from '#model/coverage.ts'
import { UnconvertedAmount } from '#model/money.ts'
import type { Need } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import type { Edition, ReportTrigger } from '#model/report.ts'
import { taxonomyKinds } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { type RowList, rowLists } from '#store/coverageCells.ts'
import type { PublishedReport } from '#store/reports.ts'
import { publishedReports } from './publishedReports.ts'
import { keepReport, previousOf } from './keepReport.ts'
import { type BesidePage, listBeside } from './listBeside.ts'
import { allNeeds, allRows } from './readAll.ts'
import { readPresence } from './readPresence.ts'
import { findingsInSight, usdOfSides } from './reportEntries.ts'
import { readWatched, withSuggestions } from './readWatched.ts'

/** An edition is what a reader of that kind may see: the report is computed as if it were asked for by one. */
const readerOf: Record<Edition, Caller> = {
  shared: { id: 'report', role: 'reader', organization: null },
  coordinators: { id: 'report', role: 'coordinator', organization: null },
}

const nameOf = ({ names }: { names: Partial<Record<string, string>> }): string | undefined =>
  names['en'] ?? Object.values(names)[0]

/** The names of everything that has a code: partners in the directory and terms of the taxonomy. */
const allNames = async ({ store }: Services): Promise<Record<string, string>> => {
  const names = new Map<string, string>()
  let after: Record<string, unknown> | undefined
  do {
    const page = await store.partners.list({ index: 'everything', after, limit: 200 })
    for (const partner of page.records) names.set(partner.id, nameOf(partner) ?? partner.id)
    after = page.next
  } while (after)
  for (const term of (await Promise.all(taxonomyKinds.map(store.terms.ofKind))).flat())
    names.set(term.code, nameOf(term) ?? term.code)
  return Object.fromEntries(names)
}

const coverageOf = async (services: Services, reader: Caller) =>
  Promise.all(
    measures.map(async (measure) => {
      const listed = async (list: RowList) =>
        allRows(services, reader, {
          measure,
          grouping: 'subCluster,priorityArea,beneficiary',
          time: null,
          from: null,
          to: null,
          list,
          expertDays: true,
          after: null,
          limit: 200,
        })
      const [rows, shared, unspecified] = await Promise.all(rowLists.map(listed))
      return { measure, rows: rows ?? [], shared: shared ?? [], unspecified: unspecified ?? [] }
    }),
  )

const activeIn = async (services: Services, reader: Caller, rows: readonly Parameters<typeof cellKey>[0][]) => {
  const present = await readPresence(services, reader)
  return Object.fromEntries(rows.map((row) => [cellKey(row), present.at(row)]))
}

/** Everybody's, and after them those of confidential contributions that the reader may see. */
const allUnconverted = async (services: Services, reader: Caller): Promise<BesidePage['entries']> => {
  const entries: BesidePage['entries'] = []
  let at: BesidePage['next'] = null
  do {
    const page: BesidePage = await listBeside(services, reader, 'unconverted', { at: at ?? undefined, limit: 200 })
    entries.push(...page.entries)
    at = page.next
  } while (at)
  return entries
}

const assemble = async (
  services: Services,
  { id, edition, trigger }: { id: string; edition: Edition; trigger: ReportTrigger },
): Promise<OutlinedReport> => {
  const reader = readerOf[edition]
  // Taken before anything is read: what happens meanwhile is after this report, and in the next one.
  const createdAt = services.now()
  const findings = await findingsInSight(services, reader)
  const [coverage, needs, names, previous, unconverted] = await Promise.all([
    coverageOf(services, reader),
    allNeeds(services),
    allNames(services),
    previousOf(services, edition, findings),
    allUnconverted(services, reader),
  ])
  const watched = await readWatched(services, reader, { edition, createdAt, previous: previous?.report ?? null })
  const outlined = buildReport({
    id,
    edition,
    createdAt,
    trigger,
    weightsVersion,
    range: null,
    findings,
    usdOf: await usdOfSides(services, findings),
    coverage,
    needs: needs satisfies Need[],
    activePartners: await activeIn(
      services,
      reader,
      coverage.flatMap(({ rows, shared, unspecified }) => [...rows, ...shared, ...unspecified]),
    ),
    unconverted: unconverted.map((entry) => ({
      id: String(entry['id']),
      title: String(entry['title']),
      provider: String(entry['provider']),
      amount: UnconvertedAmount.parse({
        amount: entry['amount'],
        currency: entry['currency'],
        transaction: entry['transaction'] ?? null,
      }),
    })),
    watched,
    names,
    previous,
  })
  return { ...outlined, report: await withSuggestions(services, reader, outlined.report, names) }
}

/** In the order that every answer has: of several at once all answer alike. */
const asPublished = ({ id, edition, createdAt, trigger }: PublishedReport): PublishedReport => ({
  id,
  edition,
  createdAt,
  trigger,
})

/**
 * Publishes one edition under an id. The files are kept first and the report is entered last, so that what is listed is
 * whole; published again under the same id (a schedule that fires twice), nothing changes and nothing is announced. The
 * files are written as their entries are read, so that no report is too long for memory.
 * Refuses `key-reused` for another edition under an id that is taken.
 */
export const publishReport = async (
  services: Services,
  wanted: { id: string; edition: Edition; trigger: ReportTrigger },
): Promise<PublishedReport> => {
  const reports = publishedReports(services)
  const standing = await reports.get(wanted.id)
  if (standing) {
    if (standing.edition !== wanted.edition)
      throw new Refusal('key-reused', 'This report was asked for in another edition.')
    return asPublished(standing)
  }
  const outlined = await assemble(services, wanted)
  const ReportBytes = await keepReport(services, outlined)
  const { id, edition, createdAt, trigger, summary } = outlined.report
  const published = asPublished(outlined.report)
  // Of several at once the first is entered, and all answer with it.
  if (!(await reports.put(published))) return asPublished((await reports.get(id)) ?? published)
  services.log.measure({ Report: trigger }, { Reports: 1, ReportBytes })
  await services.announce({
    subject: `Duplication and gap report of ${createdAt.slice(0, 10)}`,
    text: JSON.stringify({ report: id, edition, createdAt, summary }),
    attributes: { event: 'report-published', edition },
  })
  return published
}
