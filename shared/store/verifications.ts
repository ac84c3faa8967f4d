// How far the nightly verification has come: VERIFICATION with the night, a SEGMENT#name for each of its segments, moved after
// every step; and what one of them holds meanwhile.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Refusal } from '#model/refusal.ts'
import type { Key, Table } from './table.ts'

const partition = 'VERIFICATION'
const nightKey: Key = { pk: partition, sk: 'VERIFICATION' }
const segmentPrefix = 'SEGMENT#'
const segmentKey = (name: string): Key => ({ pk: partition, sk: `${segmentPrefix}${name}` })

/** What was found in a night, or in a segment of it. */
export interface Found {
  records: number
  drift: number
  faults: number
  finishedAt: string | null
}

/** A night's verification; what was found is told at its end. */
export interface Verifying extends Found {
  /** Of this night and no other. */
  id: string
  /** The day, in UTC, on which it began. */
  day: string
  /** Whose records have their turn, of the seven of a week (0 to 6). */
  turns: number[]
}

/** A segment of a night: everything before `after` is done. */
export interface VerifyingSegment extends Found {
  /** Which night's, and when that began. */
  night: string
  day: string
  name: string
  /** Whose records are gone through: as the night's, and what this segment did not come to in the nights before. */
  turns: number[]
  /** Where it goes on; null at its beginning. */
  after: Record<string, unknown> | null
}

export interface Standing<T> {
  version: number
  /** null where there was none yet. */
  verifying: T | null
}

/** Where a text is held that is too long for one item. */
export interface Held {
  /** Of two places the one that is not read from any more is written. */
  place: 0 | 1
  parts: number
  /** On every part: two runs at once may have written to one place. */
  stamp: string
}

export interface Verifications {
  standing: () => Promise<Standing<Verifying>>
  /** Refuses `conflict` when another run has moved it since `version` was read; returns the version after. */
  move: (version: number, verifying: Verifying) => Promise<number>
  segment: (name: string) => Promise<Standing<VerifyingSegment>>
  /** As `move`. */
  moveSegment: (version: number, verifying: VerifyingSegment) => Promise<number>
  /** All of a night, as they stand. */
  segmentsOf: (night: string) => Promise<VerifyingSegment[]>
  /** Holds a text under a stamp of its own, beside the one `before`, which stands until the verification is moved. */
  hold: (text: string, stamp: string, before: Held | null) => Promise<Held>
  /** undefined where another run has written over it. */
  held: (held: Held) => Promise<string | undefined>
}

/** An item has at most 400 KB. */
const partBytes = 380_000

const partKey = ({ place }: Pick<Held, 'place'>, part: number): Key => ({ pk: partition, sk: `HELD#${place}#${part}` })

const standing = async <T>(table: Table, key: Key): Promise<Standing<T>> => {
  const item = await table.get(key)
  return { version: Number(item?.['version'] ?? 0), verifying: (item?.['verifying'] ?? null) as T | null }
}

const moved = async (table: Table, key: Key, version: number, verifying: unknown): Promise<number> => {
  await table.transact([
    {
      put: { ...key, version: version + 1, verifying },
      condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(version === 0 ? {} : { values: { ':version': version } }),
      refuse: () => new Refusal('conflict', 'Another run of the verification came first.'),
    },
  ])
  return version + 1
}

export const verificationsIn = (table: Table): Verifications => ({
  standing: async () => standing(table, nightKey),
  move: async (version, verifying) => moved(table, nightKey, version, verifying),
  segment: async (name) => standing(table, segmentKey(name)),
  moveSegment: async (version, verifying) => moved(table, segmentKey(verifying.name), version, verifying),

  segmentsOf: async (night) => {
    const items = await table.queryAll({ partition, prefix: segmentPrefix, consistent: true })
    return items.map((item) => item['verifying'] as VerifyingSegment).filter((segment) => segment.night === night)
  },

  hold: async (text, stamp, before) => {
    const bytes = deflateRawSync(text)
    const place = before?.place === 0 ? 1 : 0
    const parts = Math.ceil(bytes.byteLength / partBytes)
    for (let part = 0; part < parts; part += 1) {
      const own = bytes.subarray(part * partBytes, (part + 1) * partBytes)
      await table.transact([{ put: { ...partKey({ place }, part), stamp, bytes: own } }])
    }
    return { place, parts, stamp }
  },

  held: async (held) => {
    const keys = Array.from({ length: held.parts }, (_, part) => partKey(held, part))
    const items = await Promise.all(keys.map(async (own) => table.get(own)))
    if (items.some((item) => item?.['stamp'] !== held.stamp)) return undefined
    return inflateRawSync(Buffer.concat(items.map((item) => item?.['bytes'] as Uint8Array))).toString('utf8')
  },
})
