// Attack 94: whose code the API runs is known, is few, has a reason and a licence, and is in the bill of materials.
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { build } from 'esbuild'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { entryOf, esbuildOptions, root } from '#infra/bundling.ts'

interface Component {
  name: string
  version: string
  properties: { name: string; value: string }[]
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[]
}

let bundled: string[]
let bill: { bomFormat: string; components: Component[] }
beforeAll(async () => {
  const { metafile } = await build({
    ...esbuildOptions,
    entryPoints: [entryOf('api')],
    outdir: 'none',
    write: false,
    metafile: true,
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  const names = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
  bundled = [...new Set(names)].toSorted()
  bill = JSON.parse(
    execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
}, 120_000)

test('the packages of the API are those that functions/README.md gives a reason for', () => {
  const [, table = ''] = readFileSync('functions/README.md', 'utf8').split("## Packages in the API's bundle")
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )

  expect(named.toSorted()).toEqual(bundled)
  expect(table).toContain('Seventeen')
  expect(bundled).toHaveLength(17)
  for (const row of rows) expect(row.split('|')[3]?.trim()).toMatch(/\w{3}/)
})

describe('the bill of materials', () => {
  const licenceOf = ({ licenses = [] }: Component): string =>
    licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join()

  test('is CycloneDX and holds every package of the API with its version and a licence that may be shipped', () => {
    expect(bill.bomFormat).toBe('CycloneDX')
    for (const name of bundled) {
      const components = bill.components.filter((component) => component.name === name)
      expect(components.map(({ version }) => version).join()).toMatch(/^\d+\.\d+\.\d+/)
      for (const component of components)
        expect(licenceOf(component)).toMatch(/^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/)
    }
  })

  test('holds nothing without a licence, and says of what only builds or tests that it does', () => {
    expect(bill.components.filter((component) => licenceOf(component) === '').map(({ name }) => name)).toEqual([])
    // Named and not left out: `npm sbom --omit dev` leaves out what tools need too, hono and zod among it.
    for (const name of ['vitest', 'aws-cdk-lib', 'typescript', 'esbuild'])
      expect(bill.components.find((component) => component.name === name)?.properties).toContainEqual({
        name: 'cdx:npm:package:development',
        value: 'true',
      })
  })
})

describe('.ci/audit', () => {
  let registry: Server | undefined
  afterEach(() => {
    registry?.close()
    registry?.closeAllConnections()
  })

  const audited = async (status: number, advisories: object): Promise<{ code: number; said: string }> => {
    registry = createServer(({ method, url }, response) => {
      // What npm asks about a package that has an advisory: its versions.
      if (method === 'GET')
        response.end(JSON.stringify({ name: decodeURIComponent(url?.slice(1) ?? ''), versions: {}, 'dist-tags': {} }))
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(advisories))
    }).listen(0, '127.0.0.1')
    await once(registry, 'listening')
    const { port } = registry.address() as AddressInfo
    const child = spawn('bash', ['.ci/audit', `--registry=http://127.0.0.1:${port}/`, '--fetch-retries=0'], {
      cwd: root,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    const [code] = (await once(child, 'close')) as [number]
    return { code, said }
  }
  const advisory = (severity: string) => ({
    hono: [
      {
        id: 1,
        title: 'a hole',
        severity,
        url: 'https://example.test',
        vulnerable_versions: '>=0.0.0',
        cwe: [],
        cvss: {},
      },
    ],
  })

  test('passes when the registry knows of nothing', async () => {
    expect(await audited(200, {})).toMatchObject({ code: 0, said: expect.stringContaining('found 0 vulnerabilities') })
  })

  test('fails on what is high', async () => {
    expect(await audited(200, advisory('high'))).toMatchObject({ code: 1, said: expect.stringContaining('a hole') })
  })

  test('says in one line that nothing was looked at, and passes nothing, where the registry has no audits', async () => {
    expect(await audited(405, {})).toEqual({ code: 75, said: expect.stringMatching(/^NOT AUDITED: .*\n$/) })
  })

  test('fails when the registry does', async () => {
    expect((await audited(500, {})).code).toBe(1)
  })
})
