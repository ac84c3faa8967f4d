// Quality of the offline matcher on labelled sets, beside Splink on the same files in the same run.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { rowReaderOf } from '#actions/matchRows.ts'
import { candidatePairs } from '#domain/matching/findMatches.ts'
import { readReferences } from '#functions/match/references.ts'
import { type LabelledSet, readLabelledSet } from '#test/support/labelledSet.ts'
import { type JudgedKind, type MatchQuality, matchQuality, type ScoredPair } from '#test/support/matchQuality.ts'
import { seriesQuality } from '#test/support/seriesQuality.ts'
import type { BenchOptions } from './options.ts'
import { runSplink } from './splink.ts'
import { type Cell, textTable } from './textTable.ts'

interface Run {
  tool: string
  found: ScoredPair[]
  seconds: number
  megabytes: number
}

const headings = [
  'set',
  '<kind',
  '<tool',
  'precision',
  'recall',
  'F1',
  'F1 in hindsight',
  'calibration error',
  'candidate recall',
  'seconds',
  'MB',
]
const kinds: JudgedKind[] = ['duplicate-record', 'overlapping-effort']

function runMatcher({ folder }: LabelledSet): Run {
  const words = [join(import.meta.dirname, 'matchProbe.ts'), join(folder, 'records.jsonl.gz')]
  const run = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  const lines = run.stdout.split('\n').filter((line) => line !== '')
  if (run.status !== 0) throw new Error(`The matcher failed on ${folder}: ${run.stderr}`)
  const took = JSON.parse(run.stderr.trim().split('\n').at(-1) ?? '') as { seconds: number; megabytes: number }
  return { tool: 'this matcher', found: lines.map((line) => JSON.parse(line) as ScoredPair), ...took }
}

// Without Python or a network the matcher is still measured, and the reason is printed.
function splinkRuns({ name, folder }: LabelledSet): Run[] {
  try {
    const { seconds, megabytes, unsupervised, labelled } = runSplink(folder)
    const took = { seconds, megabytes }
    return [
      { tool: 'Splink, unsupervised', found: unsupervised.filter(({ kind }) => kind === 'duplicate-record'), ...took },
      ...(labelled.length > 0 ? [{ tool: 'Splink, with labels', found: labelled, ...took }] : []),
    ]
  } catch (error) {
    console.log(`Splink did not run on ${name}: ${String(error).slice(0, 300)}`)
    return []
  }
}

const figures = (set: LabelledSet, kind: JudgedKind, run: Run, quality: MatchQuality): Cell[] => [
  set.name,
  kind,
  run.tool,
  ...[
    quality.precision,
    quality.recall,
    quality.f1,
    quality.bestF1,
    quality.calibrationError,
    quality.candidateRecall,
  ].map((share) => share.toFixed(3)),
  run.seconds.toFixed(1),
  Math.round(run.megabytes),
]

const rowsOf = (set: LabelledSet, runs: readonly Run[]): Cell[][] =>
  kinds.flatMap((kind) =>
    runs.flatMap((run) => {
      const quality = matchQuality(set, kind, run.found)
      const isAsked = quality.gold > 0 && run.found.some((pair) => pair.kind === kind)
      return isAsked ? [figures(set, kind, run, quality)] : []
    }),
  )

// Which look-alikes each tool called true, the true kinds themselves left out.
function lookAlikeRows(set: LabelledSet, runs: readonly Run[]): Cell[][] {
  const names = [...set.kinds.keys()].filter((name) => /^(?:negative|overlap|part_of)/.test(name)).toSorted()
  return names.map((name) => [
    set.name,
    name,
    ...runs.flatMap((run) =>
      kinds.map((kind) => `${((matchQuality(set, kind, run.found).called.get(name) ?? 0) * 100).toFixed(1)} %`),
    ),
  ])
}

// How many labelled pairs, and how many that no label names, the key of a series folds, and a look at two records sees.
const seriesRows = (set: LabelledSet): Cell[][] =>
  [...seriesQuality(set)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, { pairs, shared, apart, inPairs }]) => [set.name, kind, pairs ?? '', shared, apart, inPairs])

/** Prints the tables of the README: `npm run bench -- matching [--sets FOLDER,...] [--no-splink]`. */
export const benchMatching = async ({ sets: folders, splink }: BenchOptions): Promise<string[]> => {
  const readRow = rowReaderOf(await readReferences())
  const tables: Cell[][] = []
  const blocks: string[] = []
  for (const folder of folders) {
    const set = readLabelledSet(folder)
    const runs = [runMatcher(set), ...(splink ? splinkRuns(set) : [])]
    tables.push(...rowsOf(set, runs))
    const candidates = candidatePairs(set.rows.map(readRow)).reduce((count) => count + 1, 0)
    blocks.push(
      `${set.name}: ${set.rows.length} records, ${(candidates / set.rows.length).toFixed(1)} scored candidates a record`,
    )
    blocks.push(
      textTable(
        ['set', '<labelled', 'pairs', 'share a series key', 'as editions apart', 'seen in pairs'],
        seriesRows(set),
      ),
    )
    const lookAlikes = lookAlikeRows(set, runs)
    if (lookAlikes.length === 0) continue
    const columns = runs.flatMap(({ tool }) => [`${tool}: duplicate`, 'overlap'])
    blocks.push(textTable(['set', '<look-alike called', ...columns], lookAlikes))
  }
  console.log(`\n## matching: at the threshold of 0.5\n\n${textTable(headings, tables)}\n\n${blocks.join('\n\n')}`)
  return []
}
