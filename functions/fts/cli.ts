// Pages of OCHA FTS flows in, one JSON document out: what a naive sum says, what FTS publishes, what counts here, and why.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { countFtsPages, type FtsAnswer, type FtsFile } from '#actions/countFtsPages.ts'

const usage = 'usage: npm run --silent fts -- [--flows] FILE.json[.gz]...'

process.exitCode = await run(process.argv.slice(2))

/** Exits 0 when every net total is the published one, 2 when one is not, 1 when a file cannot be counted. */
async function run(given: string[]): Promise<number> {
  const paths = given.filter((one) => one !== '--flows')
  if (paths.length === 0 || paths.some((path) => path.startsWith('--'))) return refuse(usage)
  try {
    const answers = await countFtsPages(paths.map(fileOf))
    const items = given.includes('--flows') ? answers : answers.map(({ lines: _lines, ...answer }) => answer)
    process.stdout.write(`${JSON.stringify({ items }, null, 2)}\n`)
    return answers.filter(differs).map(tell).length > 0 ? 2 : 0
  } catch (error) {
    return refuse(reasonOf(error))
  }
}

function fileOf(path: string): FtsFile {
  return { name: basename(path), open: () => bytesOf(path) }
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const bytes = createReadStream(path)
  const unpacked = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  // A pipe does not carry the reader's error on, and a missing file would otherwise wait for ever.
  bytes.on('error', (error) => unpacked.destroy(error))
  yield* unpacked
}

function differs({ difference }: FtsAnswer): boolean {
  return difference !== null && difference !== '0.00'
}

function tell({ place, year, net, published }: FtsAnswer): void {
  process.stderr.write(`fts: ${place}, ${year}: ${net} USD count here, FTS publishes ${published}.\n`)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `There is no file ${String(error.path)}.`
  return error.message.split('\n')[0] ?? error.message
}

function refuse(reason: string): number {
  process.stderr.write(`fts: ${reason}\n`)
  return 1
}
