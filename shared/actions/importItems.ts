// The rows of a file that was taken in, kept beside it as JSON Lines, an object a segment: what was judged is what goes in.
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { rowsPerPart } from '#store/imports.ts'
import type { SourceItem } from './sourceItem.ts'

/** A segment is worked off by itself, and read by itself: so many parts, but for the last one. */
export const partsPerSegment = 50
const rowsPerSegment = partsPerSegment * rowsPerPart

/** Where the rows of a segment lie. */
const segmentName = (file: string, segment: number): string =>
  segment === 0 ? `${file}.rows` : `${file}.rows.${segment}`

/** Rows together in one piece, so that a file is not written a row at a time. */
const rowsPerPiece = 500

/** What is kept of one file at most. */
export interface KeptAtMost {
  bytes: number
  segments: number
}

/** How much was kept. */
export interface KeptItems {
  rows: number
  /** At least one, which is empty where there is no row. */
  segments: number
}

/** Half a sign, as a cell may hold or be cut to, is no text that can be stored. */
const inWholeSigns = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value

async function* linesOf(items: AsyncIterable<SourceItem>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let lines: string[] = []
  for await (const item of items) {
    lines.push(`${JSON.stringify(item, inWholeSigns)}\n`)
    if (lines.length < rowsPerPiece) continue
    yield encoder.encode(lines.join(''))
    lines = []
  }
  yield encoder.encode(lines.join(''))
}

/** Removes the rows that were kept of a file. */
export const forgetItems = async ({ files }: Services, file: string, segments: number): Promise<void> => {
  for (let segment = 0; segment < segments; segment += 1) await files.remove(segmentName(file, segment))
}

/**
 * Reads a source to its end and keeps its rows, a segment after the other and never more than a piece of one in memory.
 * Refuses `file-too-large`; of what it refuses, or cannot read, it keeps nothing.
 */
export const keepItems = async (
  services: Services,
  file: string,
  items: AsyncIterable<SourceItem>,
  most: KeptAtMost,
): Promise<KeptItems> => {
  const source = items[Symbol.asyncIterator]()
  const kept: KeptItems = { rows: 0, segments: 0 }
  let left = most.bytes
  let next = await source.next()
  async function* segment(): AsyncGenerator<SourceItem> {
    for (let row = 0; row < rowsPerSegment && !next.done; row += 1) {
      yield next.value
      kept.rows += 1
      next = await source.next()
    }
  }
  try {
    do {
      if (kept.segments >= most.segments)
        throw new Refusal('file-too-large', `At most ${most.segments * rowsPerSegment} rows are taken.`)
      const name = segmentName(file, kept.segments)
      kept.segments += 1
      const saved = await services.files.save(name, 'application/x-ndjson', linesOf(segment()), left)
      left -= saved.bytes
    } while (!next.done)
    return kept
  } catch (error) {
    await forgetItems(services, file, kept.segments)
    throw error
  } finally {
    await source.return?.()
  }
}

/** The kept rows of one segment, in order. */
export async function* itemsOfSegment({ files }: Services, file: string, segment: number): AsyncGenerator<SourceItem> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of files.open(segmentName(file, segment))) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield JSON.parse(line) as SourceItem
  }
}

/** The kept rows of all segments, in order. */
export async function* keptItems(services: Services, file: string, segments: number): AsyncGenerator<SourceItem> {
  for (let segment = 0; segment < segments; segment += 1) yield* itemsOfSegment(services, file, segment)
}
