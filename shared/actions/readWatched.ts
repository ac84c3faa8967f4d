// What the report lists beside its figures: lost cover, pledges that lapse soon, stale records, and who could fill a gap.
import { viewerOf } from '#domain/can.ts'
import { isCovered } from '#domain/coverage/lostCover.ts'
import { addDays } from '#domain/days.ts'
import { type Names, named, namedOrNull } from '#domain/report/names.ts'
import type { Loss, Watched } from '#domain/report/watchLists.ts'
import type { Caller } from '#model/caller.ts'
import type { LostCover } from '#model/coverage.ts'
import { type Edition, type Report, type ReportRow } from '#model/report.ts'
import { EndedContribution, type Recurring, type ReportLoss } from '#model/reportLists.ts'
import type { Services } from '#runtime/services.ts'
import { finest } from '#store/coverageCells.ts'
import { endingsIn } from '#store/endings.ts'
import { lossesIn } from '#store/losses.ts'
import { listLapsing } from './listLapsing.ts'
import { listSeries, type SeriesQuery } from './listSeries.ts'
import { readRow, sumsOf } from './readCells.ts'
import { suggestPartners } from './suggestPartners.ts'

/** Days that a pledge is listed before it lapses, and that the first report looks back for lost cover. */
const daysAround = 90
/** Entries of a list: of more, what comes first in its order. */
const most = 500
/** Gaps that partners are looked for, and partners for each: a look is at most 20 read units. */
const mostGaps = 12
const mostPartners = 3
const seriesPerPage = 100

const lossText = ({ at, measure, subCluster, priorityArea, beneficiary, quarters }: LostCover): string =>
  [at, measure, subCluster, priorityArea, beneficiary, ...quarters.map(({ quarter }) => quarter)].join('/')

const toldText = ({ subCluster, priorityArea, beneficiary, ...loss }: ReportLoss): string =>
  lossText({
    ...loss,
    subCluster: subCluster?.code ?? null,
    priorityArea: priorityArea?.code ?? null,
    beneficiary: beneficiary.code,
  })

/** With the quarters that are covered again when the report is made: a row is read once, for all that it lost. */
const asTheyStand = async (
  services: Services,
  viewer: string | null,
  losses: readonly LostCover[],
): Promise<Loss[]> => {
  const rows = Object.groupBy(losses, ({ measure, subCluster, priorityArea, beneficiary }) =>
    JSON.stringify([measure, subCluster, priorityArea, beneficiary]),
  )
  const standing: Loss[] = []
  for (const lost of Object.values(rows)) {
    const [first] = lost ?? []
    if (!lost || !first) continue
    const { measure, ...key } = first
    const years = await readRow(services, viewer, { measure, grouping: finest, key })
    const coveredAgain = (quarter: string): boolean => isCovered(sumsOf(years, (other) => other === quarter, true))
    for (const loss of lost)
      standing.push({
        ...loss,
        quarters: loss.quarters.map((one) => ({ ...one, coveredAgain: coveredAgain(one.quarter) })),
      })
  }
  return standing
}

/** All series of the register, page by page; of those that go on in `year`, the years that they left out. */
const readRecurring = async (services: Services, reader: Caller, year: string): Promise<Recurring> => {
  const recurring: Recurring = { count: 0, thisYear: 0, missing: [] }
  let after: SeriesQuery['after']
  do {
    const page = await listSeries(services, reader, { after, limit: seriesPerPage })
    const goingOn = page.series.filter(({ editions }) => editions.some(({ period }) => period?.start.startsWith(year)))
    recurring.count += page.series.length
    recurring.thisYear += goingOn.length
    for (const { title, provider, beneficiary, missing } of goingOn)
      if (missing.years.length > 0 && recurring.missing.length < most)
        recurring.missing.push({ title, provider, beneficiary, years: missing.years })
    after = page.next
  } while (after)
  return recurring
}

/** What an edition's reader may see; losses from the last report on, but for those that it names itself. */
export const readWatched = async (
  services: Services,
  reader: Caller,
  { edition, createdAt, previous }: { edition: Edition; createdAt: string; previous: Report | null },
): Promise<Watched> => {
  const { table } = services.store
  const today = createdAt.slice(0, 10)
  const since = previous?.createdAt ?? addDays(today, -daysAround)
  const own = viewerOf(reader)
  const viewers = ['everyone', ...(own === null ? [] : [own])]
  const [recurring, losses, { pledges }, ...ended] = await Promise.all([
    readRecurring(services, reader, today.slice(0, 4)),
    lossesIn(table).since(edition === 'shared' ? 'everyone' : edition, since, most),
    listLapsing(services, reader, { days: daysAround, after: null, limit: most }),
    ...viewers.map(async (viewer) => endingsIn(table).before({ viewer, day: today, limit: most })),
  ])
  const told = new Set(previous?.lostCover.map(toldText))
  return {
    losses: await asTheyStand(
      services,
      own,
      losses.filter((loss) => !told.has(lossText(loss))),
    ),
    pledges,
    ended: ended.flat().map((entry) => EndedContribution.parse(entry)),
    recurring,
  }
}

const couldFill = async (
  services: Services,
  reader: Caller,
  { measure, subCluster, priorityArea, beneficiary }: ReportRow,
  names: Names,
): Promise<ReportRow['couldFill']> => {
  if (!beneficiary) return []
  const { suggestions } = await suggestPartners(services, reader, {
    measure,
    subCluster: subCluster?.code ?? null,
    priorityArea: priorityArea?.code ?? null,
    beneficiary: beneficiary.code,
    limit: mostPartners,
  })
  return suggestions.map(({ partner, redirect, reasons }) => ({
    partner: named(partner, names),
    redirect,
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      priorityArea: namedOrNull(reason.priorityArea, names),
      beneficiary: namedOrNull(reason.beneficiary, names),
      contributions: reason.contributions,
    })),
  }))
}

/** The report with partners to ask about its most urgent gaps. */
export const withSuggestions = async (
  services: Services,
  reader: Caller,
  report: Report,
  names: Names,
): Promise<Report> => {
  const gaps: ReportRow[] = []
  for (const [at, row] of report.gaps.entries())
    gaps.push(at < mostGaps ? { ...row, couldFill: await couldFill(services, reader, row, names) } : row)
  return { ...report, gaps }
}
