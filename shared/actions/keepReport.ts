// The files of a report: kept as they are written, and what the next report is compared with.
import { withoutEntries } from '#documents/reportEntries.ts'
import { type ReportFile, type ReportFiles, reportFiles } from '#documents/reportFiles.ts'
import { reportJson } from '#documents/reportJson.ts'
import type { OutlinedReport } from '#domain/report/buildReport.ts'
import type { PreviousReport } from '#domain/report/changes.ts'
import { EarlierFindings } from '#domain/report/earlierFindings.ts'
import type { HeldFinding } from '#domain/report/heldFinding.ts'
import { type Edition, Report } from '#model/report.ts'
import type { Services } from '#runtime/services.ts'
import { publishedReports } from './publishedReports.ts'
import { entriesFrom } from './reportEntries.ts'

/** What the next report is compared with: all but the long lists, and what was decided and said; and what was open, a line each. */
const outlineName = (id: string): string => `${id}.outline.json`
const openName = (id: string): string => `${id}.open.txt`

/** Line by line, as it comes. */
async function* linesIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of body) {
    const lines = `${rest}${Buffer.from(chunk).toString('latin1')}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Of a report from before there were outlines, all of it; one from before what was open was a file names it itself. */
export const previousOf = async (
  services: Services,
  edition: Edition,
  findings: readonly HeldFinding[],
): Promise<PreviousReport | null> => {
  const { files } = services
  const { reports } = await publishedReports(services).list(edition, { limit: 1 })
  const [latest] = reports
  const text = latest && ((await files.get(outlineName(latest.id))) ?? (await files.get(`${latest.id}.json`)))
  if (!text) return null
  const report = Report.parse(JSON.parse(text))
  const earlier = new EarlierFindings(findings)
  for (const { id } of report.findings) earlier.note(id)
  const { openFindings, awaitingConfirmation } = report.summary
  if (report.findings.length === 0 && openFindings + awaitingConfirmation > 0)
    for await (const id of linesIn(files.open(openName(latest.id)))) earlier.note(id)
  return { report, earlier }
}

/** More than any report has (a million findings are 4 GB of JSON): what is made without end is stopped. */
const mostBytes = 32 * 1024 * 1024 * 1024

/** Text is passed on in pieces of about so many characters: each is hashed and written by itself. */
const leastPiece = 65_536

async function* encoded(body: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let piece = ''
  for await (const text of body) {
    piece += text
    if (piece.length < leastPiece) continue
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece) yield Buffer.from(piece)
}

/** So many ids are written at once. */
const idsAtOnce = 1000

async function* idsOf({ open }: OutlinedReport): AsyncGenerator<string> {
  for (let first = 0; first < open.length; first += idsAtOnce)
    yield open
      .slice(first, first + idsAtOnce)
      .map(({ id }) => `${id}\n`)
      .join('')
}

/** Of the report, what the next one reads: the lists that it is not compared with may be long. */
const outlineOf = ({ report }: OutlinedReport): Report => ({
  ...report,
  decided: [],
  oversupply: [],
  withoutNeed: [],
  shared: [],
  unspecified: [],
  unquantifiedNeeds: [],
  unconverted: [],
  lapsing: [],
  stale: [],
  series: null,
  disputes: [],
  changes: null,
})

const filesBeside = (outlined: OutlinedReport): ReportFile[] => {
  const { id } = outlined.report
  return [
    { name: openName(id), contentType: 'text/plain', body: idsOf(outlined) },
    { name: outlineName(id), contentType: 'application/json', body: reportJson(outlineOf(outlined), withoutEntries) },
  ]
}

/** Bytes that were kept. */
const save = async ({ files }: Services, { name, contentType, body }: ReportFile): Promise<number> =>
  (await files.save(name, contentType, encoded(body), mostBytes)).bytes

/** Both at the same time: where one fails the other does too, and is waited for. */
const saveTogether = async (services: Services, { together, giveUp }: ReportFiles): Promise<number[]> => {
  const saving = together.map(async (file) =>
    save(services, file).catch((error: unknown) => {
      giveUp()
      throw error
    }),
  )
  // Of two that fail it is the first that says why.
  const saved = Promise.all(saving)
  await Promise.allSettled([saved, ...saving])
  return saved
}

/** Keeps all files, and says how many bytes they have. */
export const keepReport = async (services: Services, outlined: OutlinedReport): Promise<number> => {
  const files = reportFiles(outlined.report, entriesFrom(services, outlined))
  const sizes = await saveTogether(services, files)
  for (const file of [files.page, ...filesBeside(outlined)]) sizes.push(await save(services, file))
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}
