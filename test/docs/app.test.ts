// The documentation is served from its own files, compressed where the client takes it, and reaches nobody else.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createDocsApp } from '#functions/docs/app.ts'
import { type AssetName, type Assets, localAssets } from '#functions/docs/assets.ts'

const swagger = createRequire(import.meta.url)
const original = (name: string): Buffer => readFileSync(swagger.resolve(`swagger-ui-dist/${name}`))

const unbuilt = createDocsApp(localAssets())

const plain = 'body { color: black }'
const deployedAssets: Assets = (name: AssetName) =>
  Promise.resolve({ body: brotliCompressSync(`${name}: ${plain}`), encoding: 'br' })
const deployed = createDocsApp(deployedAssets)

const get = (app: typeof unbuilt, path: string, encodings?: string) =>
  app.request(path, { headers: encodings === undefined ? {} : { 'Accept-Encoding': encodings } })

describe('the page', () => {
  test('is where the bare address leads', async () => {
    const response = await get(unbuilt, '/')

    expect([response.status, response.headers.get('Location')]).toEqual([302, '/docs'])
  })

  test('names no other host, neither in its markup nor in its policy', async () => {
    const response = await get(unbuilt, '/docs')

    expect(response.status).toBe(200)
    expect(await response.text()).not.toMatch(/https?:|["']\/\//)
    expect(response.headers.get('Content-Security-Policy')).not.toMatch(/https?:|\*|unsafe/)
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  })

  test('allows by its hash the one inline script that it has', async () => {
    const response = await get(unbuilt, '/docs')
    const inline = [...(await response.text()).matchAll(/<script>([^<]*)<\/script>/g)].map(([, script]) => script ?? '')

    expect(inline).toHaveLength(1)
    const hash = createHash('sha256')
      .update(inline[0] ?? '')
      .digest('base64')
    expect(response.headers.get('Content-Security-Policy')).toContain(`'sha256-${hash}'`)
  })

  test('forgets the token and sends the document to no validator', async () => {
    const page = await (await get(unbuilt, '/docs')).text()

    expect(page).toContain('persistAuthorization: false')
    expect(page).toContain('validatorUrl: null')
  })

  test('loads files that exist and that may be cached for ever, by an address with their version', async () => {
    const page = await (await get(unbuilt, '/docs')).text()
    const addresses = [...page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, address]) => address ?? '')

    expect(addresses).toHaveLength(2)
    for (const address of addresses) {
      const response = await get(unbuilt, address)
      expect(address).toMatch(/\?v=\d+\.\d+\.\d+$/)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toContain('immutable')
    }
  })
})

describe('a file', () => {
  test.each([
    ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['swagger-ui.css', 'text/css; charset=utf-8'],
  ])('%s comes straight from its package when run unbuilt', async (name, type) => {
    const response = await get(unbuilt, `/docs/${name}`, 'br')

    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Content-Encoding')).toBeNull()
    expect(Buffer.from(await response.arrayBuffer()).equals(original(name))).toBe(true)
  })

  test.each(['br', 'gzip, deflate, br', 'gzip;q=0.5, BR;q=0.4'])(
    'is sent compressed to a client that takes %s',
    async (encodings) => {
      const response = await get(deployed, '/docs/swagger-ui.css', encodings)

      expect(response.headers.get('Content-Encoding')).toBe('br')
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      expect(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(
        `swagger-ui.css: ${plain}`,
      )
    },
  )

  test.each([undefined, '', 'gzip', 'br;q=0', 'gzip, br;q=0'])(
    'is sent plain to a client that takes %s',
    async (encodings) => {
      const response = await get(deployed, '/docs/swagger-ui.css', encodings)

      expect(response.headers.get('Content-Encoding')).toBeNull()
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      expect(await response.text()).toBe(`swagger-ui.css: ${plain}`)
    },
  )

  test.each(['app.ts', 'openapi.json', 'constructor', '..%2Fapp.ts', '%2e%2e%2fpackage.json', 'swagger-ui.css.br'])(
    'named %s is a 404 problem',
    async (name) => {
      const response = await get(unbuilt, `/docs/${name}`)

      expect(response.status).toBe(404)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({ type: '/problems/not-found', status: 404 })
    },
  )
})

describe('the OpenAPI document', () => {
  test('is the committed one', async () => {
    const response = await get(unbuilt, '/openapi.json')
    const committed = readFileSync(new URL(import.meta.resolve('#functions/docs/openapi.json')), 'utf8')

    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(await response.json()).toEqual(JSON.parse(committed))
  })

  test('is 3.1', async () => {
    expect(await (await get(unbuilt, '/openapi.json')).json()).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\./),
    })
  })

  test('is not cached for longer than a release may wait', async () => {
    expect((await get(deployed, '/openapi.json', 'br')).headers.get('Cache-Control')).toBe('public, max-age=300')
  })
})
