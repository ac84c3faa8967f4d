// Imports: IMPORT#id with its record, and beside it RESULTS#part with the results of so many rows each, and of a dry run
// SEEN#part. Where the file is still to come, UPLOAD alone holds the record as it will be.
import { ImportRecord, type RowCounts, type RowResult } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Key, Table, Write } from './table.ts'

/** Rows whose results one item holds: whoever stores them keeps each short enough (#actions/keptResult.ts). */
export const rowsPerPart = 100

const kind = 'IMPORT'
const partition = (id: string): string => `${kind}#${id}`
const keyOf = (id: string): Key => ({ pk: partition(id), sk: kind })
const sortable = (part: number): string => String(part).padStart(8, '0')
const partKey = (id: string, part: number): Key => ({ pk: partition(id), sk: `RESULTS#${sortable(part)}` })

const seenPrefix = 'SEEN#'

const uploadKey = (id: string): Key => ({ pk: partition(id), sk: 'UPLOAD' })

/** Another worker has stored this part, or changed the import, meanwhile. */
export class PartMoved extends Error {}

export interface Part {
  results: RowResult[]
  version: number
}

/** An import whose file is posted apart from it. */
export interface Awaited {
  record: ImportRecord
  /** The instant after which nothing can come any more. */
  until: string
  /** Which of the files that were posted is read; null as long as none was seen. */
  version: string | null
}

/** Which rows a dry run has met, by what tells them apart: the row where each was met first. */
export type SeenRows = readonly (readonly [identity: string, row: number])[]

/** Where a worker last saw an import. */
export type Standing = Pick<ImportRecord, 'id' | 'parts'>

export interface Imports {
  get: (id: string) => Promise<ImportRecord | undefined>
  create: (record: ImportRecord, once: Write[]) => Promise<void>
  /** Keeps an import whose file is still to come. */
  await: (record: ImportRecord, until: string, once: Write[]) => Promise<void>
  awaited: (id: string) => Promise<Awaited | undefined>
  /** Of several versions of a file the first that is named stays; to be read back. */
  pin: (id: string, version: string) => Promise<void>
  /** Stores the next part's results and moves the import on, if it stands there; throws PartMoved otherwise. */
  advance: (at: Standing, results: readonly RowResult[], now: string, seen?: SeenRows) => Promise<void>
  /** What the parts of a dry run that are done have met. */
  seen: (id: string) => Promise<SeenRows>
  /** Ends an import that runs; throws PartMoved when another worker has moved it. */
  end: (at: Standing, state: 'done' | 'failed', failure: string | null, now: string) => Promise<void>
  part: (id: string, part: number) => Promise<Part | undefined>
  /** Puts results with further warnings in the place of the standing ones; throws PartMoved when they have moved. */
  annotate: (id: string, part: number, standing: Part, results: readonly RowResult[]) => Promise<void>
  /** Puts a row's later result in the place of its first one, and counts it anew. */
  amend: (
    id: string,
    part: number,
    standing: Part,
    results: readonly RowResult[],
    from: string,
    to: string,
  ) => Promise<void>
}

const unmoved = ({
  id,
  parts,
}: Standing): Pick<Write, 'condition' | 'refuse'> & { values: Record<string, unknown> } => ({
  condition: '#import.#parts = :parts AND #import.#state = :running',
  values: { ':parts': parts, ':running': 'running' },
  refuse: () => new PartMoved(`Another worker has moved import ${id}.`),
})

const seenKey = ({ id, parts }: Standing): Key => ({ pk: partition(id), sk: `${seenPrefix}${sortable(parts)}` })

const countsOf = (results: readonly RowResult[]): RowCounts => {
  const counts: RowCounts = {}
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const fields = { '#import': 'import', '#parts': 'parts', '#state': 'state', '#at': 'updatedAt' }

/** Added to, never put: rows that waited are counted anew by others meanwhile. */
const moveOn = (at: Standing, results: readonly RowResult[], now: string): Write => {
  const counts = Object.entries(countsOf(results))
  const adding = counts.map((_, place) => `#import.#counts.#s${place} :s${place}`)
  const { condition, refuse, values } = unmoved(at)
  return {
    update: {
      ...keyOf(at.id),
      expression: `SET #import.#parts = :next, #import.#at = :now ADD #import.#done :done, ${adding.join(', ')}`,
    },
    ...(condition === undefined ? {} : { condition }),
    ...(refuse === undefined ? {} : { refuse }),
    names: {
      ...fields,
      '#done': 'done',
      '#counts': 'counts',
      ...Object.fromEntries(counts.map(([status], place) => [`#s${place}`, status])),
    },
    values: {
      ...values,
      ':next': at.parts + 1,
      ':now': now,
      ':done': results.length,
      ...Object.fromEntries(counts.map(([, number], place) => [`:s${place}`, number])),
    },
  }
}

const replaced = (id: string, part: number, standing: Part, results: readonly RowResult[]): Write => ({
  put: { ...partKey(id, part), results: [...results], version: standing.version + 1 },
  condition: '#version = :version',
  names: { '#version': 'version' },
  values: { ':version': standing.version },
  refuse: () => new PartMoved(`Part ${part} of import ${id} has moved.`),
})

/** What a part leaves beside its import. */
const kept = (at: Standing, results: readonly RowResult[], seen: SeenRows): Write[] => [
  { put: { ...partKey(at.id, at.parts), results: [...results], version: 1 } },
  ...(seen.length > 0 ? [{ put: { ...seenKey(at), seen: JSON.stringify(seen) } }] : []),
]

export const importsIn = (table: Table): Imports => ({
  get: async (id) => {
    const item = await table.get(keyOf(id))
    return item && ImportRecord.parse(item['import'])
  },

  create: async (record, once) =>
    table.transact([
      ...once,
      {
        put: { ...keyOf(record.id), import: record },
        condition: 'attribute_not_exists(pk)',
        refuse: () => new Refusal('conflict', 'There is such an import already.'),
      },
    ]),

  await: async (record, until, once) =>
    table.transact([...once, { put: { ...uploadKey(record.id), import: record, until } }]),

  awaited: async (id) => {
    const item = await table.get(uploadKey(id))
    if (!item) return undefined
    const { until, version = null } = item as { until?: string; version?: string }
    return { record: ImportRecord.parse(item['import']), until: until ?? '', version }
  },

  pin: async (id, version) =>
    table.transact([
      {
        update: { ...uploadKey(id), expression: 'SET #version = if_not_exists(#version, :version)' },
        names: { '#version': 'version' },
        values: { ':version': version },
      },
    ]),

  advance: async (at, results, now, seen = []) =>
    table.transact([moveOn(at, results, now), ...kept(at, results, seen)]),

  seen: async (id) => {
    const items = await table.queryAll({ partition: partition(id), prefix: seenPrefix, consistent: true })
    return items.flatMap((item) => JSON.parse(String(item['seen'])) as SeenRows)
  },

  end: async (at, state, failure, now) =>
    table.transact([
      {
        update: {
          ...keyOf(at.id),
          expression: 'SET #import.#state = :state, #import.#failure = :failure, #import.#at = :now',
        },
        ...unmoved(at),
        names: { ...fields, '#failure': 'failure' },
        values: { ...unmoved(at).values, ':state': state, ':failure': failure, ':now': now },
      },
    ]),

  part: async (id, part) => {
    const item = await table.get(partKey(id, part))
    return item && { results: item['results'] as RowResult[], version: Number(item['version']) }
  },

  annotate: async (id, part, standing, results) => table.transact([replaced(id, part, standing, results)]),

  amend: async (id, part, standing, results, from, to) =>
    table.transact([
      replaced(id, part, standing, results),
      {
        update: {
          ...keyOf(id),
          expression:
            'SET #import.#counts.#to = if_not_exists(#import.#counts.#to, :none) + :one ADD #import.#counts.#from :minus',
        },
        names: { '#import': 'import', '#counts': 'counts', '#to': to, '#from': from },
        values: { ':none': 0, ':one': 1, ':minus': -1 },
      },
    ]),
})
