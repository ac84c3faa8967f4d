// The rows of a file that was taken in, kept beside it as JSON Lines: what was judged is what goes in.
import type { Services } from '#runtime/services.ts'
import type { SourceItem } from './sourceItem.ts'

/** Where an import's rows lie. */
export const itemsName = (file: string): string => `${file}.rows`

/** Rows together in one piece, so that a file is not written a row at a time. */
const rowsPerPiece = 500

/** Half a sign, as a cell may hold or be cut to, is no text that can be stored. */
const inWholeSigns = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value

async function* linesOf(items: AsyncIterable<SourceItem>, count: () => void): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let lines: string[] = []
  for await (const item of items) {
    count()
    lines.push(`${JSON.stringify(item, inWholeSigns)}\n`)
    if (lines.length < rowsPerPiece) continue
    yield encoder.encode(lines.join(''))
    lines = []
  }
  yield encoder.encode(lines.join(''))
}

/** Reads a source to its end and keeps its rows; says how many there are. */
export const keepItems = async (
  { files }: Services,
  file: string,
  items: AsyncIterable<SourceItem>,
  maxBytes: number,
): Promise<number> => {
  let rows = 0
  const count = (): void => {
    rows += 1
  }
  await files.save(itemsName(file), 'application/x-ndjson', linesOf(items, count), maxBytes)
  return rows
}

/** The kept rows, in order. */
export async function* keptItems({ files }: Services, file: string): AsyncGenerator<SourceItem> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of files.open(itemsName(file))) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield JSON.parse(line) as SourceItem
  }
}
