// `npm run bench [-- SECTION...] [--sizes 1000,10000] [--requests 200] [--seeds 50] [--sets FOLDER,...] [--organizations FILE]
// [--no-splink]`: speed, size and quality, and whether the budgets hold.
import { parseArgs } from 'node:util'
import { benchBundles } from './bundles.ts'
import { benchCoverage } from './coverage.ts'
import { benchImport } from './importing.ts'
import { benchFollow } from './follow.ts'
import { benchVerify } from './verify.ts'
import { machineFacts } from './machine.ts'
import { benchMatching } from './matching.ts'
import { benchNames } from './names.ts'
import type { BenchOptions } from './options.ts'
import { benchRegister } from './register.ts'
import { benchReport } from './report.ts'
import { benchReliability } from './reliability.ts'
import { benchRequests } from './requests.ts'
import { shippedSets } from '#test/support/labelledSet.ts'

const sections: Record<string, (options: BenchOptions) => Promise<string[]>> = {
  bundles: benchBundles,
  coverage: benchCoverage,
  import: benchImport,
  follow: benchFollow,
  verify: benchVerify,
  matching: benchMatching,
  names: benchNames,
  reliability: benchReliability,
  register: benchRegister,
  report: benchReport,
  requests: benchRequests,
}

const positive = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`"${text}" is no whole number from 1 on.`)
  return number
}

const readWords = (words: string[]) => {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: words,
    options: {
      sizes: text,
      requests: text,
      seeds: text,
      sets: text,
      organizations: text,
      splink: { type: 'boolean', default: true },
    },
    allowNegative: true,
    allowPositionals: true,
  })
  const { sizes = '1000,10000', requests = '200', seeds = '50', sets, organizations, splink } = values
  const unknown = positionals.find((name) => !(name in sections))
  if (unknown !== undefined)
    throw new Error(`There is no section ${unknown}: give ${Object.keys(sections).join(', ')}.`)
  return {
    names: positionals.length > 0 ? positionals : Object.keys(sections),
    options: {
      sizes: sizes
        .split(',')
        .map(positive)
        .toSorted((a, b) => a - b),
      requests: positive(requests),
      seeds: positive(seeds),
      sets: sets?.split(',') ?? shippedSets,
      organizations,
      splink,
    },
  }
}

const askedFor = () => {
  try {
    return readWords(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, '.') : error)
    console.error(
      `npm run bench -- [${Object.keys(sections).join(' | ')}] [--sizes 1000,10000] [--requests 200] [--seeds 50] [--sets FOLDER,...] [--organizations FILE] [--no-splink]`,
    )
    return process.exit(2)
  }
}

const { names, options } = askedFor()
console.log(machineFacts())
const broken: string[] = []
for (const name of names) broken.push(...((await sections[name]?.(options)) ?? []))
console.log(
  broken.length === 0 ? '\nEvery budget holds.' : `\nBroken budgets:\n${broken.map((line) => `- ${line}`).join('\n')}`,
)
process.exitCode = broken.length === 0 ? 0 : 1
