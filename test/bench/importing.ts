// Section `import`: how many rows of a CSV file go in a second, and how much memory that takes, at two sizes.
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { runImport } from '#actions/runImport.ts'
import { startImport } from '#actions/startImport.ts'
import { csvLines } from '#documents/tables/csvLines.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { importsIn } from '#store/imports.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import { textTable } from './textTable.ts'
import { startTracker } from './tracker.ts'

/** 100,000 rows in ten minutes (the project's own bound). */
const leastRowsPerSecond = 100_000 / 600
/** What the larger file may take beyond the smaller one: a heap that has not been tidied yet, and no more. */
const mostGrowth = 150 * 1024 * 1024

const header =
  'id,partner,implementing_partner,beneficiary,title,description,lang,sub_cluster,priority_area,modality,status,amount,currency,start_date,end_date,instrument,quantity,unit,country,location,external_refs'

const cellsOf = (row: number, one: NewContribution): (string | null | undefined)[] => {
  const { implementers: [implementer] = [], priorityAreas: [area] = [], money, period } = one
  const who = [`R-${row}`, one.provider, implementer, one.beneficiary, one.title, one.description, one.language]
  const what = [one.subCluster, area?.code, one.modality, one.status, money?.amount, money?.currency]
  return [...who, ...what, period?.start, period?.end, one.instrument]
}

const furtherCells = ({
  places: [place] = [],
  inKind: [kind] = [],
  identifiers: [identifier] = [],
}: NewContribution) => [kind?.quantity, kind?.unit, place?.country, place?.name, identifier?.value]

const rowOf = (row: number, one: NewContribution): string[] =>
  [...cellsOf(row, one), ...furtherCells(one)].map((cell) => cell ?? '')

/** Invented anew for every so many rows, so that the bench itself holds no more of a longer file. */
const rowsPerSeed = 5000

function* linesOf(rows: number): Generator<string> {
  const cast = castOfSeeds()
  yield `${header}\r\n`
  for (let first = 0; first < rows; first += rowsPerSeed) {
    const invented = inventContributions(2008 + first, cast).take(Math.min(rowsPerSeed, rows - first))
    for (const [at, one] of invented.toArray().entries()) yield csvLines([rowOf(first + at + 1, one)])
  }
}

/** The most that this process holds while something runs. */
const peakWhile = async (run: () => Promise<void>): Promise<number> => {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 500)
  try {
    await run()
    look()
    return peak
  } finally {
    clearInterval(timer)
  }
}

interface Imported {
  rows: number
  bytes: number
  /** Seconds to take the file in and read it from end to end, and then to write its rows. */
  reading: number
  writing: number
  cpu: number
  peak: number
}

const since = (start: number): number => (performance.now() - start) / 1000

const importFile = async (services: Services, file: string, rows: number): Promise<Imported> => {
  let bytes = 0
  let reading = 0
  let writing = 0
  const cpu = process.cpuUsage()
  const peak = await peakWhile(async () => {
    const start = performance.now()
    const upload = { contentType: 'text/csv', body: createReadStream(file) }
    const question = { dryRun: false, mapping: null, source: null, dates: null, decimals: null }
    const record = await startImport(services, coordinator, upload, question)
    bytes = record.file.bytes
    reading = since(start)
    const begin = performance.now()
    await runImport(services, record.id, () => true)
    writing = since(begin)
    const ended = await importsIn(services.store.table).get(record.id)
    if (ended?.counts.created !== rows) throw new Error(`Of ${rows} rows went in: ${JSON.stringify(ended?.counts)}`)
  })
  const { user, system } = process.cpuUsage(cpu)
  return { rows, bytes, reading, writing, cpu: (user + system) / 1e6, peak }
}

const benchSize = async (rows: number): Promise<Imported> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
  const tracker = await startTracker({ listen: false })
  try {
    const file = join(folder, 'rows.csv')
    await pipeline(Readable.from(linesOf(rows)), createWriteStream(file))
    await enterDirectory(tracker.services)
    return await importFile(tracker.services, file, rows)
  } finally {
    await tracker.stop()
    rmSync(folder, { recursive: true })
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)

const tableRow = ({ rows, bytes, reading, writing, cpu, peak }: Imported): string[] => [
  String(rows),
  megabytes(bytes),
  reading.toFixed(1),
  writing.toFixed(1),
  (rows / (reading + writing)).toFixed(0),
  ((cpu * 1000) / rows).toFixed(2),
  megabytes(peak),
]

/** Answers what breaks a budget. What the stream derives of the rows comes after, and is not in the time. */
export const benchImport = async ({ sizes }: { sizes: number[] }): Promise<string[]> => {
  const results: Imported[] = []
  for (const size of sizes) results.push(await benchSize(size))
  console.log('\n## import: a CSV file taken in by the action of POST /v1/imports and worked off by the importer')
  console.log('Against the embedded engine in a file; findings and coverage follow later and are not counted.\n')
  const headings = ['rows', 'file MB', 'reading s', 'writing s', 'rows/s', 'CPU ms/row', 'peak RSS MB']
  console.log(textTable(headings, results.map(tableRow)))
  const slow = results
    .filter(({ rows, reading, writing }) => rows / (reading + writing) < leastRowsPerSecond)
    .map(({ rows }) => `import of ${rows} rows: less than ${leastRowsPerSecond.toFixed(0)} rows a second`)
  const [first, last] = [results[0], results.at(-1)]
  const grown = first && last ? last.peak - first.peak : 0
  return grown > mostGrowth ? [...slow, `import: ${megabytes(grown)} MB more for the larger file`] : slow
}
