// npm run calibrate: refits the matcher's weights from labelled sets and decisions, and prints the quality of both.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Calibration, calibrateWeights } from '#actions/calibrateWeights.ts'
import { readDecisions, readLabelledSets } from './labelledSets.ts'
import { readReferences } from './references.ts'

const usage = 'usage: npm run calibrate -- [FOLDER ...] [--decisions FILE.jsonl] [--write | --out FILE]'
const shipped = new URL('../../test/match/sets', import.meta.url).pathname
const present = new URL('../../shared/domain/matching/weights.json', import.meta.url).pathname

process.exitCode = await run()

async function run(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { decisions: { type: 'string' }, write: { type: 'boolean' }, out: { type: 'string' } },
    })
    const folders = positionals.length > 0 ? positionals : [shipped]
    const sets = (await Promise.all(folders.map(readLabelledSets))).flat()
    if (values.decisions) sets.push(await readDecisions(values.decisions))
    const result = calibrateWeights(sets, await readReferences(), new Date().toISOString().slice(0, 10))
    process.stdout.write(`${tableOf(result)}\n`)
    const file = values.out ?? (values.write ? present : null)
    if (file === null)
      process.stdout.write(`\nNothing is written; --write puts version ${result.weights.version} in place.\n`)
    else await writeFile(file, `${JSON.stringify(result.weights, null, 1)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`calibrate: ${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    return 1
  }
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
