// A labelled set for the matcher: its rows, what is true of pairs of them, and which pairs count.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { MatchRow } from '#actions/matchRows.ts'

export interface LabelledSet {
  name: string
  folder: string
  rows: MatchRow[]
  /** Pairs by label: `duplicate`, `overlap`, `part_of`, `negative`, `ignore`. */
  labels: Map<string, Set<string>>
  /** Pairs by label and kind of look-alike: `negative: tranche`, `overlap: overlap`. */
  kinds: Map<string, Set<string>>
  /** The only pairs besides the true ones that precision counts, where labels are incomplete. */
  knownNegatives: Set<string> | null
  /** Whether a pair may be judged: of different publishers, or of different languages, where the set asks for it. */
  counts: (a: string, b: string) => boolean
}

interface LabelledPair {
  a: string
  b: string
  label: string
  kind: string | null
}

/** One key for a pair, whichever record is named first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\t${b}` : `${b}\t${a}`)

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

const textOf = (folder: string, file: string): string => gunzipSync(readFileSync(join(folder, file))).toString('utf8')

const rowsOf = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** The sets that ship with the tests. */
export const shippedSets = ['synthetic-1000', 'iati-bilingual-en-de', 'iati-links'].map((name) =>
  join(import.meta.dirname, '../match/sets', name),
)

/** Reads a folder with `records.jsonl.gz`, `pairs.jsonl.gz` and, where labels are incomplete, `known_negatives.txt.gz`. */
export function readLabelledSet(folder: string): LabelledSet {
  const name = basename(folder)
  const rows = rowsOf<MatchRow>(textOf(folder, 'records.jsonl.gz'))
  const pairs = [...rowsOf<LabelledPair>(textOf(folder, 'pairs.jsonl.gz')), ...adjudicatedIn(folder)]
  const negatives = existsSync(join(folder, 'known_negatives.txt.gz')) ? textOf(folder, 'known_negatives.txt.gz') : null
  const side = negatives === null ? (name.includes('bilingual') ? 'lang' : null) : 'source'
  const sideOf = new Map(rows.map((row) => [textIn(row['id']), side === null ? '' : textIn(row[side])]))
  const labels = setsBy(pairs, ({ label }) => label)
  const judgedFalse = [...(labels.get('negative') ?? [])]
  return {
    name,
    folder,
    rows,
    labels,
    kinds: setsBy(pairs, ({ label, kind }) => `${label}: ${(kind ?? label).split(/[/ ]/, 1)[0] ?? ''}`),
    knownNegatives:
      negatives === null ? null : new Set([...negatives.trim().split('\n').map(keyOfLine), ...judgedFalse]),
    counts: (a, b) => a !== b && sideOf.has(a) && sideOf.has(b) && (side === null || sideOf.get(a) !== sideOf.get(b)),
  }
}

const keyOfLine = (line: string): string => {
  const [a = '', b = ''] = line.split('\t')
  return pairKey(a, b)
}

// The shared set keeps one reader's judgements apart; the shipped copy has them among its pairs.
function adjudicatedIn(folder: string): LabelledPair[] {
  const file = join(folder, 'adjudicated.jsonl')
  if (!existsSync(file)) return []
  const label = (given: string): string => (given === 'unsure' ? 'ignore' : given)
  return rowsOf<LabelledPair>(readFileSync(file, 'utf8')).map((pair) => ({ ...pair, label: label(pair.label) }))
}

function setsBy(pairs: readonly LabelledPair[], groupOf: (pair: LabelledPair) => string): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>()
  for (const pair of pairs) {
    const group = groupOf(pair)
    groups.set(group, (groups.get(group) ?? new Set()).add(pairKey(pair.a, pair.b)))
  }
  return groups
}
