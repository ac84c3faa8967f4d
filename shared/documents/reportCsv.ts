// The report as one flat table for spreadsheets: a row per pair, gap, need or change, told apart by `section`.
import type {
  DuplicateGroup,
  DuplicatePair,
  OpenPair,
  Report,
  ReportChanges,
  ReportRecord,
  ReportRow,
} from '#model/report.ts'
import { byteOrderMark, csvLines, textCell } from './tables/csvLines.ts'
import type { EntrySource } from './reportEntries.ts'
import { type Cells, placeCells, watchRows } from './reportCells.ts'

const recordColumns = [
  'id',
  'title',
  'provider',
  'provider_name',
  'reported_by',
  'amount',
  'currency',
  'usd',
  'start',
  'end',
  'status',
  'source',
] as const
const columns = [
  'section decision finding kind state score is_new first_seen',
  // The group's stands on the first pair of each group only, so that the column adds up to the report's own sum.
  'group_usd_at_risk finding_usd_at_risk',
  ...recordColumns.map((column) => `a_${column}`),
  ...recordColumns.map((column) => `b_${column}`),
  'speaks_for speaks_against question suggested overlap_days in_common',
  'sub_cluster sub_cluster_name priority_area priority_area_name beneficiary beneficiary_name',
  'time measure urgency needed_from needed_until needs needed announced arranged delivered percent_arranged',
  'gap_low gap_expected gap_high oversupply_expected active_partners could_fill outstanding days_past',
  'before now partner verdict by at text',
].flatMap((names) => names.split(' '))

/**
 * UTF-8 with a byte order mark (without it Excel reads another encoding). A cell that a spreadsheet would run as a
 * formula begins with an apostrophe; amounts are never negative and stay numbers.
 */
export async function* reportCsv(report: Report, { read }: EntrySource): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([columns]) + lines([about(report)])
  for await (const groups of read('duplicates')) yield lines(groups.flatMap(groupRows))
  for await (const pairs of read('partOf')) yield lines(pairs.map((pair) => pairRow('part-of', pair)))
  for await (const pairs of read('overlaps')) yield lines(pairs.map((pair) => pairRow('overlapping-effort', pair)))
  for await (const pairs of read('clashes')) yield lines(pairs.map((pair) => pairRow('schedule-clash', pair)))
  for (const rows of inParts(furtherRows(report))) yield lines(rows)
}

/** All but the entries, a row at a time: some of these lists grow with what was recorded. */
function* furtherRows(report: Report): Generator<Cells> {
  yield* coverageRows(report)
  yield* listRows(report)
  yield* watchRows(report)
  if (report.changes) yield* changeRows(report.changes)
}

/** Rows that are made into text together. */
const rowsAtOnce = 500

function* inParts(rows: Iterable<Cells>): Generator<Cells[]> {
  let part: Cells[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < rowsAtOnce) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

const lines = (rows: readonly Cells[]): string =>
  csvLines(rows.map((row) => columns.map((column) => written(row[column]))))

const written = (cell: Cells[string]): string => (typeof cell === 'number' ? String(cell) : textCell(cell ?? ''))

function about({ id, edition, createdAt, trigger, weightsVersion, previous, summary }: Report): Cells {
  const compared = previous ? `compared with ${previous.id} of ${previous.createdAt}` : 'the first report'
  return {
    section: 'report',
    at: createdAt,
    text: `${id}, ${edition} edition, ${trigger}, weights ${weightsVersion}, ${compared}; USD ${summary.usdAtRisk} at risk`,
  }
}

function groupRows({ decision, records, pairs, usdAtRisk, question, suggestedSurvivor }: DuplicateGroup): Cells[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  return pairs.map((pair, index) => {
    const [a, b] = pair.contributions.map((id) => byId.get(id))
    return {
      section: 'duplicate',
      decision,
      ...findingCells(pair),
      kind: 'duplicate-record',
      group_usd_at_risk: index === 0 ? usdAtRisk : null,
      ...recordCells('a', a),
      ...recordCells('b', b),
      question,
      suggested: suggestedSurvivor?.contribution,
    }
  })
}

function pairRow(section: string, pair: OpenPair): Cells {
  const { decision, records, question, suggestedWhole, overlap, inCommon } = pair
  return {
    section,
    decision,
    ...findingCells(pair),
    kind: section,
    ...recordCells('a', records[0]),
    ...recordCells('b', records[1]),
    question,
    suggested: suggestedWhole?.contribution,
    overlap_days: overlap?.days,
    in_common: inCommon.join('; '),
  }
}

function findingCells(pair: Omit<DuplicatePair, 'contributions'>): Cells {
  return {
    finding: pair.finding,
    state: pair.state,
    score: pair.score,
    is_new: pair.isNew ? 'yes' : 'no',
    first_seen: pair.firstSeen,
    finding_usd_at_risk: pair.usdAtRisk,
    speaks_for: pair.reasons.for.join('; '),
    speaks_against: pair.reasons.against.join('; '),
    verdict: pair.awaiting?.verdict,
    by: pair.awaiting?.by,
    at: pair.awaiting?.at,
    text: pair.awaiting?.note,
  }
}

function recordCells(side: 'a' | 'b', record: ReportRecord | undefined): Cells {
  if (!record) return {}
  const { id, title, provider, reportedBy, money, usd, period, status, source } = record
  const cells: Record<(typeof recordColumns)[number], string | null | undefined> = {
    id,
    title,
    provider: provider.code,
    provider_name: provider.name,
    reported_by: reportedBy?.code,
    amount: money?.amount,
    currency: money?.currency,
    usd,
    start: period?.start,
    end: period?.end,
    status,
    source: source && [source.document, source.paragraph].filter(Boolean).join(', para. '),
  }
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [`${side}_${column}`, value]))
}

function coverageRows(report: Report): Cells[] {
  const sections = {
    gap: report.gaps,
    covered: report.covered,
    oversupply: report.oversupply,
    'without-need': report.withoutNeed,
    shared: report.shared,
    unspecified: report.unspecified,
  }
  return Object.entries(sections).flatMap(([section, rows]) => rows.map((row) => ({ section, ...rowCells(row) })))
}

function rowCells(row: ReportRow): Cells {
  return {
    ...placeCells(row),
    time: row.time,
    measure: row.measure,
    urgency: row.urgency,
    needed_from: row.neededFrom,
    needed_until: row.neededUntil,
    needs: row.needs.map(({ title }) => title).join('; '),
    needed: row.needed,
    announced: row.announced,
    arranged: row.arranged,
    delivered: row.delivered,
    percent_arranged: row.percentArranged,
    gap_low: row.gap?.arranged.low,
    gap_expected: row.gap?.arranged.expected,
    gap_high: row.gap?.arranged.high,
    oversupply_expected: row.oversupply?.expected,
    active_partners: row.activePartners.map(({ name }) => name).join('; '),
    could_fill: row.couldFill.map(({ partner }) => partner.name).join('; '),
  }
}

function* listRows({ unquantifiedNeeds, unconverted, disputes, decided }: Report): Generator<Cells> {
  for (const need of unquantifiedNeeds)
    yield {
      section: 'unquantified-need',
      ...placeCells(need),
      measure: need.measure,
      urgency: need.urgency,
      needed_from: need.period?.start,
      needed_until: need.period?.end,
      needs: need.title,
    }
  for (const { id, title, provider, money, transaction } of unconverted)
    yield {
      section: 'unconverted',
      text: transaction,
      a_id: id,
      a_title: title,
      a_provider: provider.code,
      a_provider_name: provider.name,
      a_amount: money.amount,
      a_currency: money.currency,
    }
  for (const { finding, kind, decision, titles, partner, text, at } of disputes)
    yield { section: 'dispute', finding, kind, decision, ...titleCells(titles), partner: partner.name, text, at }
  for (const { finding, kind, titles, verdict, survivor, whole, by, at, note } of decided)
    yield {
      section: 'decided',
      finding,
      kind,
      ...titleCells(titles),
      verdict,
      suggested: survivor ?? whole,
      by,
      at,
      text: note,
    }
}

const titleCells = ([a, b]: readonly string[]): Cells => ({ a_title: a, b_title: b })

function* changeRows(changes: ReportChanges): Generator<Cells> {
  const { newFindings, reopened, resolved, gapsOpened, gapsClosed, gapsMoved } = changes
  for (const change of newFindings) yield changedFinding('new-finding', '', change)
  for (const change of reopened) yield changedFinding('reopened', change.because.join('; '), change)
  for (const change of resolved) yield changedFinding('resolved', change.outcome, change)
  for (const change of gapsOpened) yield changedGap('gap-opened', change.cause, change)
  for (const change of gapsClosed) yield changedGap('gap-closed', change.cause, change)
  for (const change of gapsMoved) yield changedGap('gap-moved', '', change)
}

function changedFinding(section: string, text: string, change: ReportChanges['newFindings'][number]): Cells {
  return { section, finding: change.finding, kind: change.kind, ...titleCells(change.titles), text }
}

function changedGap(section: string, text: string, change: ReportChanges['gapsMoved'][number]): Cells {
  const { time, measure, from, to } = change
  return { section, ...placeCells(change), time, measure, before: from, now: to, text }
}
