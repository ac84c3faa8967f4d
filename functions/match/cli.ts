// The offline matcher: rows of a JSON Lines file in, one JSON line for every scored pair out.
import { Readable } from 'node:stream'
import { matchRecords, rowReaderOf } from '#actions/matchRows.ts'
import { rowsOf } from './readLines.ts'
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
