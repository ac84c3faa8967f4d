// Reads labelled sets and decided findings from files (test/match/sets/README.md explains the labels).
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import {
  type Label,
  type LabelledSet,
  labels as knownLabels,
  labelOfVerdict,
  pairKey,
} from '#actions/calibrateWeights.ts'
import type { MatchRow } from '#actions/matchRows.ts'
import { Verdict } from '#model/finding.ts'
import * as z from 'zod/mini'
import { linesOf, objectIn, rowsOf } from './readLines.ts'

const Pair = z.object({ a: z.string(), b: z.string(), label: z.enum(knownLabels) })
const Row = z.looseObject({ id: z.string() })
const Decided = z.object({ a: Row, b: Row, verdict: Verdict })

const trueLabels: ReadonlySet<Label> = new Set<Label>(['duplicate', 'overlap', 'part_of'])

// Real records count for more than made ones: there are fewer of them, and they are what the tracker is for.
const weights = { made: 1, translated: 2, linked: 4, decided: 4 }

/** The sets in a folder: itself, or those of its folders that hold labelled pairs. */
export async function readLabelledSets(folder: string): Promise<LabelledSet[]> {
  if (isSet(folder)) return [await readLabelledSet(folder)]
  const names = (await readdir(folder)).toSorted()
  const folders = names.map((name) => join(folder, name)).filter(isSet)
  if (folders.length === 0) throw new Error(`There is no labelled set in ${folder}.`)
  return Promise.all(folders.map(readLabelledSet))
}

const isSet = (folder: string): boolean => existsSync(join(folder, 'pairs.jsonl.gz'))

async function readLabelledSet(folder: string): Promise<LabelledSet> {
  const labels = new Map<string, Label>()
  for (const name of ['pairs.jsonl.gz', 'adjudicated.jsonl']) {
    for (const { a, b, label } of await readPairs(join(folder, name))) labels.set(pairKey(a, b), label)
  }
  const name = basename(resolve(folder))
  const knownNegatives = await readKeys(join(folder, 'known_negatives.txt.gz'))
  const translated = name.includes('bilingual')
  return {
    name,
    rows: await all(rowsOf(join(folder, 'records.jsonl.gz')), (row) => row),
    labels,
    knownNegatives,
    between: knownNegatives ? 'sources' : translated ? 'languages' : 'all',
    weight: knownNegatives ? weights.linked : translated ? weights.translated : weights.made,
  }
}

async function readPairs(file: string): Promise<z.infer<typeof Pair>[]> {
  if (!existsSync(file)) return []
  return all(linesOf(file), ({ line, number }) => Pair.parse(objectIn(line, number)))
}

async function readKeys(file: string): Promise<Set<string> | null> {
  if (!existsSync(file)) return null
  const keys = await all(linesOf(file), ({ line }) => line.split('\t'))
  return new Set(keys.map(([a = '', b = '']) => pairKey(a, b)))
}

async function all<From, To>(items: AsyncIterable<From>, make: (item: From) => To): Promise<To[]> {
  const made: To[] = []
  for await (const item of items) made.push(make(item))
  return made
}

/** A decided finding: both sides as import rows or as a tracker's contributions, and what was last said of them. */
export type DecidedPair = z.infer<typeof Decided>

/** The decided findings of a file, one `{a, b, verdict}` a line; a later line of a pair replaces an earlier. */
export async function* decidedIn(file: string): AsyncGenerator<DecidedPair> {
  for await (const { line, number } of linesOf(file)) {
    const parsed = Decided.safeParse(objectIn(line, number))
    if (!parsed.success) throw new Error(`Line ${number} of ${file} needs rows "a" and "b" with ids, and a "verdict".`)
    yield parsed.data
  }
}

/** Decided findings as a labelled set: what nobody decided is not judged. */
export async function decisionSet(name: string, decided: AsyncIterable<DecidedPair>): Promise<LabelledSet> {
  const rows = new Map<string, MatchRow>()
  const labels = new Map<string, Label>()
  for await (const { a, b, verdict } of decided) {
    rows.set(a.id, a).set(b.id, b)
    const [pair, label] = [pairKey(a.id, b.id), labelOfVerdict[verdict]]
    // Of two findings of a pair, one kind each, the one that was found true tells what it is.
    if (label !== 'negative' || !trueLabels.has(labels.get(pair) ?? label)) labels.set(pair, label)
  }
  return {
    name,
    rows: [...rows.values()],
    labels,
    knownNegatives: new Set(),
    between: 'all',
    weight: weights.decided,
  }
}
