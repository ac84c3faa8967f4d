// The tracker that is measured: a real engine in a file, the real API behind the real HTTP server, and real tokens.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '#functions/api/app.ts'
import { createContributionsApp } from '#functions/contributions/app.ts'
import { createFiguresApp } from '#functions/figures/app.ts'
import { freePort } from '#infra/local/engine.ts'
import { issuerAt, issuerIn, issuerPath } from '#infra/local/issuer.ts'
import { openPort } from '#infra/local/server.ts'
import type { Config } from '#runtime/config.ts'
import type { Log } from '#runtime/log.ts'
import { documentClient, liveServices, type Services } from '#runtime/services.ts'
import { storeIn } from '#store/store.ts'
import { Table } from '#store/table.ts'
import { startEngine } from '#test/support/engine.ts'
import { listenTo, type Parts } from './capacity.ts'

export interface BenchTracker {
  url: string
  /** A coordinator's. */
  authorization: string
  services: Services
  /** What the table was asked for since it was last cleared. */
  parts: Parts
  stop: () => Promise<void>
}

/** A line per request would drown the tables. */
const faultsOnly: Log = { info: () => {}, warn: console.error, error: console.error, measure: () => {} }

const servicesFor = (config: Config, listen: boolean): { services: Services; parts: Parts } => {
  const client = documentClient(config.DYNAMODB_ENDPOINT)
  const parts: Parts = listen ? listenTo(client) : new Map()
  const table = new Table(client, config.TABLE_NAME)
  const store = storeIn(table)
  return { services: { ...liveServices(config), log: faultsOnly, store, consumed: table.consumed }, parts }
}

/** Listening weighs every item that is written; where time is measured and nothing else, nobody listens. */
export const startTracker = async ({ listen = true } = {}): Promise<BenchTracker> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const port = await freePort()
  const server = await openPort(port)
  const [engine, issuer] = await Promise.all([startEngine(join(folder, 'tracker.db')), issuerIn(folder)])
  const url = `http://127.0.0.1:${port}`
  const { issuer: ISSUER, jwksUri: JWKS_URI } = issuerAt(url)
  // Writes are counted as they are on AWS, and never refused.
  const config: Config = { ...(await engine.newTable()).config, ISSUER, JWKS_URI, WRITES_PER_MINUTE: 1_000_000 }
  const { services, parts } = servicesFor(config, listen)
  const api = createApp({ services, config })
  const one = createContributionsApp({ services, config })
  const keys = issuer.app(url)
  const figures = createFiguresApp({ services, config })
  server.serve((request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith(issuerPath)) return keys.fetch(request)
    if (pathname.startsWith('/v1/contributions/') && pathname !== '/v1/contributions/check') return one.fetch(request)
    return (pathname.startsWith('/v1/coverage') ? figures : api).fetch(request)
  })
  const token = await issuer.token(url, { subject: 'bench', role: 'coordinator', hours: 12 })
  return {
    url,
    authorization: `Bearer ${token}`,
    services,
    parts,
    stop: async () => {
      await server.close()
      await engine.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
