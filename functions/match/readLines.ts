// Reads JSON Lines, plain or gzip, one line at a time.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { MatchRow } from '#actions/matchRows.ts'

/** The rows of a file: JSON objects that have an id. */
export async function* rowsOf(file: string): AsyncGenerator<MatchRow> {
  for await (const { line, number } of linesOf(file)) yield rowOf(line, number)
}

/** The lines of a file that are not empty, `.gz` or plain, with their numbers. */
export async function* linesOf(file: string): AsyncGenerator<{ line: string; number: number }> {
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  // A pipe does not carry the reader's error on, and a missing file would otherwise wait for ever.
  bytes.on('error', (error) => text.destroy(error))
  const failed = new Promise<never>((_, reject) => text.on('error', reject))
  failed.catch(() => undefined)
  const lines = createInterface({ input: text, crlfDelay: Infinity })[Symbol.asyncIterator]()
  for (let number = 1; ; number++) {
    const { value, done } = await Promise.race([lines.next(), failed])
    if (done) break
    if (value.trim() !== '') yield { line: value, number }
  }
}

function rowOf(line: string, number: number): MatchRow {
  const row = objectIn(line, number)
  if (!('id' in row)) throw new Error(`Line ${number} has no "id".`)
  return row
}

/** The JSON object of a line. */
export function objectIn(line: string, number: number): Record<string, unknown> {
  const value = parsed(line, number)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Line ${number} is not a JSON object.`)
  return { ...value }
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`Line ${number} is not valid JSON.`)
  }
}
