// Section `bundles`: how large each function is, and how long a fresh process takes until its handler is there.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { entryOf, esbuildOptions, root } from '#infra/bundling.ts'
import { assetBytes, budgetBytes } from '#infra/checkBundle.ts'
import { compressDocs } from '#infra/compressDocs.ts'
import { type Start, startOnce } from './freshProcess.ts'
import { least, median } from './statistics.ts'
import { textTable } from './textTable.ts'

const runs = 9

/** What no function of this kind can do without: the framework, its Lambda adapter and the SDK's clients. */
const emptyApp = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
const read = (id) => client.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: { pk: id, sk: id } }))
export const handler = handle(new Hono().get('/:id', async (c) => c.json(await read(c.req.param('id')))))`

const baseline = 'empty Hono app'
const fileIn = (folder: string): string => join(folder, 'index.mjs')

interface Bundle {
  name: string
  folder: string
  starts: Start[]
}

const bundleFunction = async (work: string, name: string): Promise<Bundle> => {
  const folder = join(work, name)
  await build({ ...esbuildOptions, entryPoints: [entryOf(name)], outfile: fileIn(folder) })
  if (name === 'docs') compressDocs(folder)
  return { name, folder, starts: [] }
}

const bundleBaseline = async (work: string): Promise<Bundle> => {
  const folder = join(work, 'baseline')
  const stdin = { contents: emptyApp, resolveDir: root, loader: 'js' as const }
  await build({ ...esbuildOptions, stdin, outfile: fileIn(folder) })
  return { name: baseline, folder, starts: [] }
}

const rowOf = ({ name, folder, starts }: Bundle) => {
  const code = readFileSync(fileIn(folder))
  const asset = assetBytes(folder)
  const walls = starts.map(({ wall }) => wall)
  const cpus = starts.map(({ cpu }) => cpu)
  const verdict = name === baseline ? 'baseline' : asset <= budgetBytes ? 'ok' : 'OVER BUDGET'
  const sizes = [code.length, asset, `${Math.round((100 * asset) / budgetBytes)} %`, gzipSync(code).length]
  return [name, ...sizes, least(walls), median(walls), least(cpus), median(cpus), verdict]
}

/** Answers what breaks a budget. */
export const benchBundles = async (): Promise<string[]> => {
  const work = mkdtempSync(join(tmpdir(), 'bench-bundles-'))
  try {
    const names = readdirSync(join(root, 'functions')).filter((folder) => existsSync(entryOf(folder)))
    const bundles = [await bundleBaseline(work)]
    for (const name of names) bundles.push(await bundleFunction(work, name))
    // In turns, so that a busy moment of the machine is not one function's alone.
    for (let run = 0; run < runs; run += 1) {
      for (const { folder, starts } of bundles) starts.push(startOnce(folder))
    }
    const headings = ['function', 'bundle B', 'asset B', 'of budget', 'gzip B']
    const times = ['wall min', 'wall p50', 'CPU min', 'CPU p50', '<verdict']
    console.log(`\n## bundles: minified, against ${budgetBytes.toLocaleString('en')} bytes for all that is uploaded`)
    console.log(`Import to ready in ms: a fresh process imports the bundle and has its handler, ${runs} runs each.\n`)
    console.log(textTable([...headings, ...times], bundles.map(rowOf)))
    return bundles
      .filter(({ name, folder }) => name !== baseline && assetBytes(folder) > budgetBytes)
      .map(({ name, folder }) => `bundle of ${name}: ${assetBytes(folder)} bytes, at most ${budgetBytes} are allowed`)
  } finally {
    rmSync(work, { recursive: true })
  }
}
