// The API's documentation as an app without AWS: the page, its two files, and the OpenAPI document.
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { secureHeaders } from 'hono/secure-headers'
import type { AssetName, Assets } from './assets.ts'
import { contentSecurityPolicy, page } from './page.ts'

const decompress = promisify(brotliDecompress)

const forEver = 'public, max-age=31536000, immutable'
const fiveMinutes = 'public, max-age=300'

type Served = { name: AssetName; type: string; caching: string }

const document: Served = { name: 'openapi.json', type: 'application/json', caching: fiveMinutes }

/** The only files under /docs/; any other name is a 404, whatever lies in the folder. */
const files = new Map<string, Served>([
  ['swagger-ui-bundle.js', { name: 'swagger-ui-bundle.js', type: 'text/javascript; charset=utf-8', caching: forEver }],
  ['swagger-ui.css', { name: 'swagger-ui.css', type: 'text/css; charset=utf-8', caching: forEver }],
])

const takesBrotli = (c: Context): boolean =>
  accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'identity'],
    default: 'identity',
    match: (accepted) => (accepted.some(({ type, q }) => type.toLowerCase() === 'br' && q > 0) ? 'br' : 'identity'),
  }) === 'br'

const notFound = (c: Context): Response =>
  c.json({ type: '/problems/not-found', title: 'Not found', status: 404, detail: `Nothing is at ${c.req.path}` }, 404, {
    'Content-Type': 'application/problem+json',
  })

export const createDocsApp = (assets: Assets): Hono => {
  const app = new Hono()

  const serve = async (c: Context, { name, type, caching }: Served): Promise<Response> => {
    const { body, encoding } = await assets(name)
    c.header('Content-Type', type)
    c.header('Cache-Control', caching)
    c.header('Vary', 'Accept-Encoding')
    if (encoding === 'identity') return c.body(body)
    if (!takesBrotli(c)) return c.body(await decompress(body))

    c.header('Content-Encoding', 'br')
    return c.body(body)
  }

  app.use(secureHeaders({ contentSecurityPolicy, xFrameOptions: 'DENY' }))
  app.get('/', (c) => c.redirect('/docs'))
  app.get('/docs', (c) => c.html(page, 200, { 'Cache-Control': fiveMinutes }))
  app.get('/docs/:asset', (c) => {
    const file = files.get(c.req.param('asset'))
    return file ? serve(c, file) : notFound(c)
  })
  app.get('/openapi.json', (c) => serve(c, document))
  app.notFound(notFound)

  return app
}
