// Every function, bundled as it is deployed: small enough, in English only, and complete by itself.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleInto, entryOf, esbuildOptions, root } from '#infra/bundling.ts'
import { assetBytes, budgetBytes, refuseOversize } from '#infra/checkBundle.ts'
import { compressDocs } from '#infra/compressDocs.ts'

const folders = readdirSync(join(root, 'functions')).filter((folder) => existsSync(entryOf(folder)))

/** Outside the repository, so that nothing that was left out of a bundle can be found after all. */
const work = mkdtempSync(join(tmpdir(), 'bundles-'))
const assetOf = (folder: string): string => join(work, folder)

type Bundle = { asset: number; code: number; locales: number }
const bundles = new Map<string, Bundle>()

const bytesOf = (meta: Metafile, part: string): number =>
  Object.values(meta.outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([input]) => input.includes(part))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)

const bundle = async (folder: string): Promise<Bundle> => {
  const outfile = join(assetOf(folder), 'index.mjs')
  const { metafile } = await build({ ...esbuildOptions, entryPoints: [entryOf(folder)], outfile, metafile: true })
  const code = assetBytes(assetOf(folder))
  if (folder === 'docs') compressDocs(assetOf(folder))
  return { asset: assetBytes(assetOf(folder)), code, locales: bytesOf(metafile, 'zod/v4/locales/') }
}

beforeAll(async () => {
  for (const folder of folders) bundles.set(folder, await bundle(folder))
  console.table(Object.fromEntries(bundles))
}, 600_000)

afterAll(() => rmSync(work, { recursive: true }))

test('the functions that are deployed are bundled here', () => {
  expect(folders).toEqual([
    'api',
    'audit',
    'calendar',
    'contributions',
    'coverage',
    'docs',
    'drift',
    'exports',
    'figures',
    'findings',
    'importer',
    'imports',
    'pledges',
    'registers',
    'reports',
    'review',
    'sheets',
    'uploads',
  ])
})

describe.each(folders)('functions/%s', (folder) => {
  test('keeps its whole asset within the budget', () => {
    expect(bundles.get(folder)?.asset).toBeLessThanOrEqual(budgetBytes)
  })

  test('carries no translations of zod: one `import { z }` anywhere brings all fifty', () => {
    expect(bundles.get(folder)?.locales).toBeLessThan(5 * 1024)
  })

  test('starts from its bundle alone, in a fresh process without node_modules', () => {
    const probe = `const { handler } = await import('./index.mjs'); console.log(typeof handler)`
    const url = 'https://example.org/pool'
    const environment = {
      AWS_REGION: 'eu-west-1',
      TABLE_NAME: 'tracker',
      ISSUER: url,
      JWKS_URI: url,
      CLIENT_IDS: 'one,two',
      REPORT_STORE: 'reports',
      SEAL_STORE: 'seals',
      TOPIC: 'arn:aws:sns:eu-west-1:000000000000:announcements',
      VERSION: '0.0.0',
    }
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', probe], {
      cwd: assetOf(folder),
      env: environment,
      encoding: 'utf8',
    })

    expect(run.stderr).toBe('')
    expect(run.stdout.trim()).toBe('function')
  })
})

describe('the budget', () => {
  const check = (bytes: number) => {
    const folder = join(work, `asset-of-${bytes}`)
    mkdirSync(join(folder, 'beside'), { recursive: true })
    writeFileSync(join(folder, 'index.mjs'), Buffer.alloc(bytes - 10))
    writeFileSync(join(folder, 'beside', 'data.br'), Buffer.alloc(10))
    return () => refuseOversize(folder)
  }

  test('is 500,000 bytes of everything that is uploaded', () => {
    expect(check(500_000)).not.toThrow()
    expect(check(500_001)).toThrow(/^Bundle over budget: .* has 500001 bytes, at most 500000 are allowed$/)
  })

  test('is checked by every synth, after all that lies beside the bundle is there', () => {
    const output = join(work, 'asset-of-pledges')
    mkdirSync(output)
    const beside = (folder: string): void => writeFileSync(join(folder, 'data.br'), Buffer.alloc(500_000))

    expect(() => bundleInto(output, 'pledges', beside)).toThrow(/^Bundle over budget/)
    expect(existsSync(join(output, 'index.mjs'))).toBe(true)
  })
})
