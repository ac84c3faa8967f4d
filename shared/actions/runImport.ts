// Works an import off: its rows in segments, each in parts of a hundred whose results are stored with how far the import is.
import type { ImportRecord } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { PartMoved, rowsPerPart, type Standing, importsIn } from '#store/imports.ts'
import { itemsOfSegment, partsPerSegment } from './importItems.ts'
import { enterPart, type ImportRun, runOf } from './importPart.ts'
import { linkActivities } from './linkActivities.ts'
import type { SourceItem } from './sourceItem.ts'

/** The import is not at its end: whoever called calls again, and it goes on where it stands. */
class ImportUnfinished extends Error {}

/** What is worked off by itself: a segment's rows, then, once all rows are in, the links that they declare, then the end. */
export type ImportStep = { rows: number } | { links: number } | { end: true }

const end: ImportStep = { end: true }

/** All that comes before the end, in the order in which it has to be done. */
const stepsOf = ({ segments, format, dryRun }: ImportRecord): ImportStep[] => {
  const numbers = Array.from({ length: segments }, (_, segment) => segment)
  const links = format === 'iati' && !dryRun ? numbers.map((segment) => ({ links: segment })) : []
  return [...numbers.map((segment) => ({ rows: segment })), ...links]
}

/** Those of a segment that are not done yet, in parts. */
async function* partsOf(items: AsyncIterable<SourceItem>, done: number): AsyncGenerator<SourceItem[]> {
  let part: SourceItem[] = []
  let at = 0
  for await (const item of items) {
    at += 1
    if (at <= done) continue
    part.push(item)
    if (part.length < rowsPerPart) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** Where a run stands, and whether it may still go on: throws ImportUnfinished otherwise. */
interface Worker {
  at: Standing
  goOn: () => void
}

const workerFor = ({ id, parts }: ImportRecord, mayGoOn: () => boolean): Worker => ({
  at: { id, parts },
  goOn: () => {
    if (!mayGoOn()) throw new ImportUnfinished(`Import ${id} goes on later.`)
  },
})

const enterRows = async (run: ImportRun, segment: number, { at, goOn }: Worker): Promise<void> => {
  const { services, record, seen } = run
  const done = at.parts - segment * partsPerSegment
  // Of rows with one identity the last one stays, and children are held to their envelope in the order of the file.
  if (done < 0) throw new Error(`Segment ${segment} of import ${record.id} comes after those before it.`)
  const items = itemsOfSegment(services, record.file.name, segment)
  for await (const part of partsOf(items, done * rowsPerPart)) {
    goOn()
    const before = seen.size
    const results = await enterPart(run, part)
    await importsIn(services.store.table).advance(at, results, services.now(), [...seen.entries().drop(before)])
    at.parts += 1
  }
}

const work = async (run: ImportRun, step: ImportStep, worker: Worker): Promise<void> => {
  const { services, record } = run
  const { at, goOn } = worker
  if ('rows' in step) {
    await enterRows(run, step.rows, worker)
    return
  }
  if (at.parts * rowsPerPart < record.rows) throw new Error(`Import ${record.id} ends after all of its rows.`)
  if ('links' in step) await linkActivities(run, step.links, goOn)
  else await importsIn(services.store.table).end(at, 'done', null, services.now())
}

/** One after the other; what is refused on the way ends the import. */
const workOff = async (
  services: Services,
  record: ImportRecord,
  steps: readonly ImportStep[],
  mayGoOn: () => boolean,
): Promise<void> => {
  const worker = workerFor(record, mayGoOn)
  try {
    const run = await runOf(services, record)
    for (const step of steps) await work(run, step, worker)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await importsIn(services.store.table).end(worker.at, 'failed', error.message, services.now())
  }
}

/**
 * Works one step off from where the import stands, and may be called any number of times, also at once: every row goes in
 * once. Says whether the step is done: not when `mayGoOn` has said no between two parts, nor when another worker is at it;
 * then it is called again.
 */
export const runImportStep = async (
  services: Services,
  id: string,
  step: ImportStep,
  mayGoOn: () => boolean,
): Promise<boolean> => {
  const record = await importsIn(services.store.table).get(id)
  if (record?.state !== 'running') return true
  try {
    await workOff(services, record, [step], mayGoOn)
    return true
  } catch (error) {
    if (error instanceof ImportUnfinished || error instanceof PartMoved) return false
    throw error
  }
}

/** All steps in one process, from where the import stands. Throws ImportUnfinished when `mayGoOn` says no between two parts. */
export const runImport = async (services: Services, id: string, mayGoOn: () => boolean): Promise<void> => {
  const record = await importsIn(services.store.table).get(id)
  if (record?.state !== 'running') return
  try {
    await workOff(services, record, [...stepsOf(record), end], mayGoOn)
  } catch (error) {
    // Whoever moved it works it off.
    if (!(error instanceof PartMoved)) throw error
  }
}

/** The steps of an import before its end, in their order; none of one that has ended. */
export const importSteps = async (services: Services, id: string): Promise<ImportStep[]> => {
  const record = await importsIn(services.store.table).get(id)
  return record?.state === 'running' ? stepsOf(record) : []
}

/** Begins to work an import off somewhere else, step by step; told twice of one, it begins once. */
export type BeginImport = (id: string) => Promise<void>

/**
 * A new import. One of a single segment takes a minute or two and is worked off at once, so that whoever sent twenty rows has
 * their results within seconds; a larger one is handed to `begin` where that is given.
 */
export const followImport = async (
  services: Services,
  id: string,
  mayGoOn: () => boolean,
  begin?: BeginImport,
): Promise<void> => {
  const steps = begin ? await importSteps(services, id) : []
  await (begin && steps.length > 1 ? begin(id) : runImport(services, id, mayGoOn))
}
