// The offline matcher: rows of a JSON Lines file in, one JSON line for every scored pair out.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { matchRecords, type MatchRow, rowReaderOf } from '#actions/matchRows.ts'
import { readReferences } from './references.ts'

process.exitCode = await run(process.argv.slice(2))

async function run([file, ...rest]: string[]): Promise<number> {
  if (file === undefined || rest.length > 0) return refuse('usage: npm run --silent match -- FILE.jsonl[.gz]')
  try {
    const readRow = rowReaderOf(await readReferences())
    const records = []
    for await (const row of rowsOf(file)) records.push(readRow(row))
    await print(matchRecords(records))
    return 0
  } catch (error) {
    return refuse(reasonOf(error, file))
  }
}

async function* rowsOf(file: string): AsyncGenerator<MatchRow> {
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
    if (value.trim() !== '') yield rowOf(value, number)
  }
}

function rowOf(line: string, number: number): MatchRow {
  const row = parsed(line, number)
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new Error(`Line ${number} is not a JSON object.`)
  if (!('id' in row)) throw new Error(`Line ${number} has no "id".`)
  return { ...row }
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`Line ${number} is not valid JSON.`)
  }
}

// Waits while the pipe is full, so that a slow reader does not make the whole output pile up in memory.
async function print(matches: Iterable<object>): Promise<void> {
  for await (const chunk of Readable.from(chunksOf(matches))) {
    if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

function* chunksOf(matches: Iterable<object>): Generator<string> {
  let chunk = ''
  for (const match of matches) {
    chunk += `${JSON.stringify(match)}\n`
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function reasonOf(error: unknown, file: string): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return `There is no file ${file}.`
  return error.message.split('\n')[0] ?? error.message
}

function refuse(reason: string): number {
  process.stderr.write(`match: ${reason}\n`)
  return 1
}
