// The engines that the store is tried on, each started on a free loopback port; a reason in one line where one cannot be.
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '#infra/local/engine.ts'
import { startEmulator } from '#test/cloud/emulator.ts'
import type { EngineName } from './differences.ts'

export interface RunningEngine {
  /** undefined: each test file starts its own. */
  endpoint: string | undefined
  stop: () => Promise<void>
}

const run = promisify(execFile)

const version = '2.6.1'
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>au-tracker</groupId><artifactId>engines</artifactId><version>1</version>
  <dependencies><dependency><groupId>com.amazonaws</groupId><artifactId>DynamoDBLocal</artifactId>
  <version>${version}</version></dependency></dependencies></project>`

/** Kept between runs: 51 MB come from Maven once. */
const installed = async (): Promise<string> => {
  const folder = join(tmpdir(), `au-tracker-dynamodb-local-${version}`)
  const jars = join(folder, 'jars')
  if (existsSync(join(folder, 'whole'))) return jars
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'pom.xml'), pom)
  const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`, '-DincludeScope=runtime']
  await run('mvn', ['-q', '-B', ...copy], { cwd: folder, timeout: 300_000 })
  await writeFile(join(folder, 'whole'), '')
  return jars
}

/** Why DynamoDB Local cannot be tried here; null where it can. */
export const withoutJava = async (): Promise<string | null> => {
  try {
    const { stderr } = await run('java', ['-version'])
    const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0)
    if (major < 17) return `DynamoDB Local needs Java 17, and here is ${major}`
    await run('mvn', ['-version'])
    return null
  } catch {
    return 'DynamoDB Local needs Java 17 and Maven (Debian: apt-get install openjdk-17-jdk-headless maven)'
  }
}

const patienceSeconds = 90

const answers = async (endpoint: string, hasEnded: () => boolean): Promise<boolean> => {
  for (let second = 0; second < patienceSeconds && !hasEnded(); second += 0.5) {
    const answer = await fetch(endpoint).catch(() => null)
    if (answer) return true
    await setTimeout(500)
  }
  return false
}

const startDynamoDbLocal = async (): Promise<RunningEngine> => {
  const jars = await installed()
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const main = join(import.meta.dirname, 'LoopbackDynamoDb.java')
  const options = [`-Djava.library.path=${jars}`, '-cp', join(jars, '*'), main, String(port)]
  const child = spawn('java', options, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  if (await answers(endpoint, () => child.exitCode !== null)) return { endpoint, stop }
  await stop()
  await rm(join(jars, '../whole'), { force: true })
  throw new Error(`DynamoDB Local did not start: ${said.trim().split('\n').at(-1) ?? 'it said nothing'}`)
}

export const startNamed: Record<EngineName, () => Promise<RunningEngine>> = {
  embedded: async () => ({ endpoint: undefined, stop: async () => {} }),
  ministack: startEmulator,
  'DynamoDB Local': startDynamoDbLocal,
}
