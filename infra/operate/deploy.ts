// `npm run deploy [-- -c tracker:stage=prod ...]`: `cdk deploy`, after a look at what would stop it half-way.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import * as z from 'zod'
import { explainAndExit, StartError } from '../local/startError.ts'
import { parseStageConfig, StageConfigError } from '../stageConfig.ts'
import { refuseToDeploy, standingOf } from './deployment.ts'
import { explained } from './operatorError.ts'

const root = join(import.meta.dirname, '../..')

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) })

/** As the CDK reads it: cdk.json's, under what the command line gives with `-c` or `--context`. */
const contextOf = (words: readonly string[]): Record<string, unknown> => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
  const given = words.flatMap((word, at) =>
    ['-c', '--context'].includes(words[at - 1] ?? '') ? [word.split('=')] : [],
  )
  return { ...context, ...Object.fromEntries(given.map(([key = '', ...value]) => [key, value.join('=')])) }
}

const stageIn = (words: readonly string[]): string => {
  try {
    return parseStageConfig(contextOf(words)).stage
  } catch (error) {
    throw error instanceof StageConfigError ? new StartError(error.message) : error
  }
}

const cdkDeploy = async (words: readonly string[]): Promise<number> => {
  const bin = join(root, 'node_modules/.bin')
  const env = { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter) }
  const child = spawn(join(bin, 'cdk'), ['deploy', ...words], { cwd: root, stdio: 'inherit', env })
  const [code] = (await once(child, 'close')) as [number | null]
  return code ?? 1
}

try {
  const words = process.argv.slice(2)
  const stage = stageIn(words)
  const name = `au-tracker-${stage}`
  const standing = await standingOf(new CloudFormationClient({}), name)
  if (standing) refuseToDeploy(stage, name, standing)
  process.exitCode = await cdkDeploy(words)
} catch (error) {
  explainAndExit(explained(error))
}
