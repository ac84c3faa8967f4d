// The words of `npm run import -- FILE`: which file, to which tracker, as whom, read how.
import { randomUUID } from 'node:crypto'
import { openAsBlob, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Wanted } from './importClient.ts'
import { StartError } from './startError.ts'

const importUsage =
  'npm run --silent import -- FILE [--dry-run] [--partner eu] [--mapping ID|FILE.json] [--source NAME] ' +
  '[--dates day-first|month-first] [--decimals point|comma] [--json] [--url URL --token-file FILE]'

export interface ImportWords {
  wanted: Wanted
  /** Another tracker than the one on this machine, with the file that holds a token for it. */
  other: { url: string; token: string } | null
  partner: string | null
  json: boolean
}

const refuse = (what: string): never => {
  throw new StartError(`${what}: ${importUsage}`)
}

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  'dry-run': flag, json: flag, partner: text, mapping: text, source: text, dates: text, decimals: text, url: text, 'token-file': text,
} // prettier-ignore

const parsed = (words: string[]) => {
  try {
    return parseArgs({ args: words, options, allowPositionals: true })
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/)
    return refuse(problem)
  }
}

const readText = (path: string, what: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new StartError(`${what} ${path} cannot be read.`)
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** A file of JSON is saved under its own name; anything else is the id of a mapping that the tracker has. */
const mappingOf = (given: string | undefined): Wanted['mapping'] => {
  if (given === undefined || !given.endsWith('.json')) return null
  const id = basename(given, '.json').toLowerCase()
  try {
    return { id, content: JSON.parse(readText(given, 'The mapping')) }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`The mapping ${given} is no JSON.`)
  }
}

const otherTracker = (url: string | undefined, tokenFile: string | undefined): ImportWords['other'] => {
  if (url === undefined && tokenFile === undefined) return null
  if (url === undefined || tokenFile === undefined) return refuse('--url and --token-file go together')
  if (!URL.canParse(url) || !/^https?:/.test(url)) return refuse(`--url takes an http or https URL, got "${url}"`)
  const { hostname, protocol } = new URL(url)
  if (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new StartError(`A token goes to ${hostname} by https only.`)
  return { url: url.replace(/\/+$/, ''), token: readText(tokenFile, 'The token').trim() }
}

/** Refuses in one line what cannot be meant. */
export const importWords = async (words: string[]): Promise<ImportWords> => {
  const { values, positionals } = parsed(words)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) return refuse(path === undefined ? 'Name a file' : 'One file at a time')
  if (!isFile(path)) throw new StartError(`There is no file ${path}.`)
  const mapping = mappingOf(values.mapping)
  const { source, dates, decimals } = values
  const query = { source, dates, decimals, mapping: mapping ? undefined : values.mapping }
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return {
    wanted: {
      file: await openAsBlob(path),
      key: randomUUID(),
      query: { ...Object.fromEntries(given), ...(values['dry-run'] ? { dryRun: 'true' } : {}) },
      mapping,
    },
    other: otherTracker(values.url, values['token-file']),
    partner: values.partner ?? null,
    json: values.json,
  }
}
