// npm run calibrate: refits the matcher's weights from labelled sets and decisions, and prints the quality of both.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Calibration, calibrateWeights, type LabelledSet } from '#actions/calibrateWeights.ts'
import { decidedOf, trackerUrl } from './fromTracker.ts'
import { decidedIn, decisionSet, readLabelledSets } from './labelledSets.ts'
import { readReferences } from './references.ts'

const usage =
  'usage: npm run calibrate -- [FOLDER ...] [--decisions FILE.jsonl] [--from URL --token-file FILE] [--write | --out FILE | --check]'
const shipped = new URL('../../test/match/sets', import.meta.url).pathname
const present = new URL('../../shared/domain/matching/weights.json', import.meta.url).pathname

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = { decisions: text, from: text, 'token-file': text, write: flag, out: text, check: flag } as const

process.exitCode = await run()

async function run(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    const folders = positionals.length > 0 ? positionals : [shipped]
    const sets = (await Promise.all(folders.map(readLabelledSets))).flat()
    if (values.decisions) sets.push(await decisionSet('decisions', decidedIn(values.decisions)))
    if (values.from || values['token-file']) sets.push(await trackerSet(values.from, values['token-file']))
    const result = calibrateWeights(sets, await readReferences(), new Date().toISOString().slice(0, 10))
    process.stdout.write(`${tableOf(result)}\n`)
    if (values.check) return await check(result)
    const file = values.out ?? (values.write ? present : null)
    if (file === null)
      process.stdout.write(`\nNothing is written; --write puts version ${result.weights.version} in place.\n`)
    else await writeFile(file, `${JSON.stringify(result.weights, null, 2)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`calibrate: ${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    return 1
  }
}

/** Says in which weights a fit differs from the present file, and fails when it does: nothing in it was set by hand. */
async function check({ weights }: Calibration): Promise<number> {
  const [now, fitted] = [linesOf(JSON.parse(await readFile(present, 'utf8')).kinds), linesOf(weights.kinds)]
  const differing = [
    ...now.filter((line) => !fitted.includes(line)).map((line) => `- ${line}`),
    ...fitted.filter((line) => !now.includes(line)).map((line) => `+ ${line}`),
  ]
  process.stdout.write(
    differing.length === 0
      ? '\nThe present weights are what this fit gives.\n'
      : `\nThe present weights are not what this fit gives:\n${differing.join('\n')}\n`,
  )
  return differing.length === 0 ? 0 : 1
}

/** Every number of nested objects as a line with the way to it. */
function linesOf(value: unknown, way = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => linesOf(inner, `${way} ${key}`))
    : [`${way.trim()} ${String(value)}`]
}

/** What the coordinators of a tracker decided. The token is in a file, so that no list of processes shows it. */
async function trackerSet(from: string | undefined, tokenFile: string | undefined): Promise<LabelledSet> {
  if (!from || !tokenFile) throw new Error('--from and --token-file go together.')
  const token = (await readFile(tokenFile, 'utf8')).trim()
  const set = await decisionSet('tracker', decidedOf(trackerUrl(from), token))
  process.stdout.write(`${set.labels.size} decided pairs of ${set.rows.length} contributions read from ${from}\n\n`)
  return set
}

/** A line for every set, kind and fit, in columns. */
function tableOf({ qualities }: Calibration): string {
  const lines = qualities.flatMap(({ set, kind, before, crossValidated, after }) =>
    Object.entries({ before, 'cross-validated': crossValidated, after }).map(([fit, quality]) => [
      set,
      kind,
      fit,
      ...[quality.precision, quality.recall, quality.f1, quality.calibrationError].map((value) => value.toFixed(3)),
    ]),
  )
  const rows = [['set', 'kind', 'weights', 'precision', 'recall', 'F1', 'calibration error'], ...lines]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
