// A whole tracker for a test file: the real engine, table, stream, consumers, apps and token verification.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DynamoDBRecord } from 'aws-lambda'
import canonicalize from 'canonicalize'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { createPartner } from '#actions/directory.ts'
import { putMember } from '#actions/putMember.ts'
import { putTerm } from '#actions/putTerm.ts'
import type { ActionRequest } from '#actions/request.ts'
import { createApp } from '#functions/api/app.ts'
import { createContributionsApp } from '#functions/contributions/app.ts'
import { createConsumer as coverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as findingsConsumer } from '#functions/findings/consumer.ts'
import { createAuditApp } from '#functions/audit/app.ts'
import { createCalendarApp } from '#functions/calendar/app.ts'
import { createExportsApp } from '#functions/exports/app.ts'
import { createFiguresApp } from '#functions/figures/app.ts'
import { createRegistersApp } from '#functions/registers/app.ts'
import { createReportsApp } from '#functions/reports/app.ts'
import { createImportsApp } from '#functions/imports/app.ts'
import { createSheetsApp } from '#functions/sheets/app.ts'
import { createUploadsApp } from '#functions/uploads/app.ts'
import { createConsumer as importsConsumer } from '#functions/importer/consumer.ts'
import { createReviewApp } from '#functions/review/app.ts'
import { type LocalUploads, localUploads } from '#infra/local/uploads.ts'
import { streamAt } from '#infra/local/streamApi.ts'
import { functionAt, type HttpFunction } from '#infra/routing.ts'
import type { Role } from '#model/caller.ts'
import type { Config } from '#runtime/config.ts'
import { liveServices, type Services } from '#runtime/services.ts'
import type { Announcement } from '#runtime/topic.ts'
import { monthlyRates } from '#seeds/sets.ts'
import { partners, terms } from './directory.ts'
import { type FreshTable, startEngine, type TestEngine } from './engine.ts'

export interface Answer {
  status: number
  type: string
  headers: Headers
  text: string
  bytes: Uint8Array
  // Answers of every route: what a test reads of one it also asserts.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

export type SentHeaders = Record<string, string>

/** One caller: a token, and the calls made with it. A body that is no string is sent as JSON. */
export interface Client {
  token: () => Promise<string>
  send: (method: string, path: string, body?: unknown, headers?: SentHeaders) => Promise<Answer>
  get: (path: string, headers?: SentHeaders) => Promise<Answer>
  post: (path: string, body: unknown, headers?: SentHeaders) => Promise<Answer>
  put: (path: string, body: unknown, headers?: SentHeaders) => Promise<Answer>
  patch: (path: string, body: unknown, revision: number) => Promise<Answer>
  remove: (path: string, revision: number) => Promise<Answer>
  /** What was answered must be a success, else the test fails with the answer. */
  made: (path: string, body: unknown) => Promise<Answer['body']>
  read: (path: string) => Promise<Answer['body']>
}

export interface TestTracker {
  services: Services
  config: Config
  issuer: TestIssuer
  clock: { now: string }
  announced: Announcement[]
  faults: string[]
  /** Where forms are posted. */
  bucket: LocalUploads
  as: (role: Role, organization?: string, name?: string) => Client
  /** Calls with this Authorization header, or with none. */
  bearing: (authorization: string | undefined) => Client
  /** Resolves once findings and coverage have followed every write so far; `times` delivers every record so often. */
  settled: (times?: number) => Promise<void>
  /** Every item of the table in the wire's JSON, sorted: equal when nothing was written between. */
  items: () => Promise<string[]>
}

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export interface TestIssuer {
  url: string
  jwksUri: string
  publicKeyPem: string
  /** Answers of the key endpoint: how many there were, and whether it fails. */
  keys: { asked: number; down: boolean }
  sign: (claims: JWTPayload, header?: Record<string, string>) => Promise<string>
  stop: () => Promise<void>
}

/** An issuer with a key of its own, which it serves on a loopback port. */
const startIssuer = async (): Promise<TestIssuer> => {
  const { privateKey, publicKey } = keyPair()
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test-key', alg: 'RS256', use: 'sig' }
  const keys = { asked: 0, down: false }
  const server = createServer((_request, response) => {
    keys.asked += 1
    response.writeHead(keys.down ? 500 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/issuer`
  return {
    url,
    jwksUri: `${url}/jwks.json`,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keys,
    sign: async (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test-key', ...header }).sign(privateKey),
    stop: async () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** What a good access token says; a test changes one claim. */
export const claimsOf = (issuer: TestIssuer, subject: string, role?: Role): JWTPayload => {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: issuer.url,
    sub: subject,
    token_use: 'access',
    client_id: 'local',
    username: subject,
    ...(role ? { 'cognito:groups': [role] } : {}),
    scope: 'tracker/read tracker/write',
    iat: now,
    exp: now + 3600,
    jti: randomUUID(),
  }
}

const administrator: ActionRequest = {
  caller: { id: 'fixture', role: 'administrator', organization: null },
  requestId: 'fixture',
  once: null,
}
const coordinator: ActionRequest = { ...administrator, caller: { ...administrator.caller, role: 'coordinator' } }

const ratesOfTheTime = monthlyRates()
  .filter(({ month }) => month >= '2007-01' && month <= '2009-12')
  .map(({ month, unitsPerEur: { USD = '', GBP = '' } }) => ({ month, unitsPerEur: { USD, GBP } }))

/** Rates of 2007 to 2009, a directory of a few partners with a member each, and a taxonomy of a few terms. */
const enterDirectory = async (services: Services): Promise<void> => {
  // The first request would make it: made here, a request that is refused leaves the table as it was.
  await services.store.secrets.get('cursor', () => randomBytes(32).toString('base64'))
  await services.store.rates.put(ratesOfTheTime)
  for (const partner of partners) await createPartner(services, coordinator, partner)
  await Promise.all(
    partners.map(async ({ id }) =>
      putMember(
        services,
        administrator,
        { id: `partner-${id}`, expected: null },
        { organization: id, role: 'partner' },
      ),
    ),
  )
  for (const { kind, code, ...term } of terms)
    await putTerm(services, coordinator, { kind, code, expected: null }, { names: { en: code }, ...term })
}

type Consumer = ReturnType<typeof findingsConsumer>

/** Reads the table's stream to its end, again and again until the consumers' own writes have come by too. */
const drainOf = ({ config, streamArn }: FreshTable, consumers: readonly Consumer[], faults: readonly string[]) => {
  const stream = streamAt(config.DYNAMODB_ENDPOINT ?? '', streamArn)
  const last = new Map<string, string>()
  const nextPage = async (shard: string): Promise<DynamoDBRecord[]> => {
    const { Records } = await stream.page(await stream.iterator(shard, last.get(shard)))
    const sequence = Records.at(-1)?.dynamodb?.SequenceNumber
    if (sequence !== undefined) last.set(shard, sequence)
    return Records
  }
  let shards: string[] = []
  return async (times = 1): Promise<void> => {
    if (shards.length === 0) shards = (await stream.shards()).map(({ ShardId }) => ShardId)
    for (const shard of shards) {
      for (let Records = await nextPage(shard); Records.length > 0; Records = await nextPage(shard)) {
        for (const consume of consumers) {
          for (let time = 0; time < times; time += 1) {
            const { batchItemFailures } = await consume({ Records })
            if (batchItemFailures.length > 0) throw new Error(`The stream was not followed: ${faults.join('\n')}`)
          }
        }
      }
    }
  }
}

type Send = (request: Request) => Promise<Response>

/** What is no JSON document: files, and nothing at all. */
const isText = (type: string): boolean => !/\bjson\b/.test(type) || type.includes('ndjson')

const clientOf = (send: Send, authorization: () => Promise<string | undefined>): Client => {
  const call: Client['send'] = async (method, path, body, headers = {}) => {
    const bearer = await authorization()
    const request = new Request(`http://tracker.test${path}`, {
      method,
      headers: {
        ...(bearer === undefined ? {} : { authorization: bearer }),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
    })
    if (headers['content-type'] === '') request.headers.delete('content-type')
    const response = await send(request)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      type,
      headers: response.headers,
      text,
      bytes,
      body: text === '' || isText(type) ? text : JSON.parse(text),
    }
  }
  const succeeded = async (method: string, path: string, body?: unknown): Promise<Answer['body']> => {
    const answer = await call(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
    return answer.body
  }
  return {
    token: async () => ((await authorization()) ?? '').replace('Bearer ', ''),
    send: call,
    get: async (path, headers) => call('GET', path, undefined, headers),
    post: async (path, body, headers) => call('POST', path, body, headers),
    put: async (path, body, headers) => call('PUT', path, body, headers),
    patch: async (path, body, revision) => call('PATCH', path, body, { 'if-match': `"${revision}"` }),
    remove: async (path, revision) => call('DELETE', path, undefined, { 'if-match': `"${revision}"` }),
    made: async (path, body) => succeeded('POST', path, body),
    read: async (path) => succeeded('GET', path),
  }
}

/** A credential of the usual form, which the embedded engine does not verify. */
const scanHeaders = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20080101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20080101T000000Z',
  'x-amz-target': 'DynamoDB_20120810.Scan',
}

/** Spoken as JSON over HTTP: a test reads the table twice per request, and the SDK would take most of its time. */
const allItems = async (config: Config): Promise<string[]> => {
  const items: string[] = []
  let from: unknown
  do {
    const body = JSON.stringify({ TableName: config.TABLE_NAME, ConsistentRead: true, ExclusiveStartKey: from })
    const response = await fetch(config.DYNAMODB_ENDPOINT ?? '', { method: 'POST', headers: scanHeaders, body })
    const page = (await response.json()) as { Items: unknown[]; LastEvaluatedKey?: unknown }
    items.push(...page.Items.map((item) => canonicalize(item) ?? ''))
    from = page.LastEvaluatedKey
  } while (from)
  return items.toSorted()
}

export interface TestTrackers {
  /** A tracker over a table of its own; without a limit of writes, unless one is given. */
  fresh: (limits?: Pick<Config, 'WRITES_PER_MINUTE'>) => Promise<TestTracker>
  stop: () => Promise<void>
}

const trackerOver = async (
  engine: TestEngine,
  issuer: TestIssuer,
  limits: Partial<Config> = {},
): Promise<TestTracker> => {
  const table = await engine.newTable()
  const config: Config = { ...table.config, ISSUER: issuer.url, JWKS_URI: issuer.jwksUri, ...limits }
  const clock = { now: '2008-06-02T09:00:00.000Z' }
  const announced: Announcement[] = []
  const faults: string[] = []
  const services: Services = {
    ...liveServices(config),
    now: () => clock.now,
    log: {
      info: () => {},
      warn: () => {},
      error: (message, details) => faults.push(`${message} ${JSON.stringify(details)}`),
      measure: () => {},
    },
    announce: async (announcement) => {
      announced.push(announcement)
    },
  }
  await enterDirectory(services)
  const deployed = { services, config }
  const bucket = localUploads(services, config.REPORT_STORE.replace('file:', ''), 'http://tracker.test')
  const apps: Record<Exclude<HttpFunction, 'docs'>, ReturnType<typeof createApp>> = {
    api: createApp(deployed),
    contributions: createContributionsApp(deployed),
    figures: createFiguresApp(deployed),
    review: createReviewApp(deployed),
    registers: createRegistersApp(deployed),
    reports: createReportsApp(deployed),
    imports: createImportsApp(deployed),
    sheets: createSheetsApp(deployed),
    uploads: createUploadsApp({ ...deployed, sign: bucket.sign }),
    audit: createAuditApp(deployed),
    exports: createExportsApp(deployed),
    calendar: createCalendarApp(deployed),
  }
  const send: Send = async (request) => {
    const name = functionAt(new URL(request.url).pathname) ?? 'api'
    return apps[name === 'docs' ? 'api' : name].fetch(request)
  }
  const settled = drainOf(
    table,
    [importsConsumer(services), findingsConsumer(services), coverageConsumer(services)],
    faults,
  )
  const as: TestTracker['as'] = (role, organization, name) => {
    const subject = [role, organization, name].filter((part) => part !== undefined).join('-')
    const groups = role === 'partner' ? undefined : role
    const token = issuer.sign(claimsOf(issuer, subject, groups))
    return clientOf(send, async () => `Bearer ${await token}`)
  }
  return {
    services,
    config,
    issuer,
    clock,
    announced,
    faults,
    bucket,
    as,
    bearing: (authorization) => clientOf(send, async () => authorization),
    settled,
    items: async () => allItems(config),
  }
}

/** One engine and one issuer per test file: in beforeAll, and stop() in afterAll. */
export const startTrackers = async (): Promise<TestTrackers> => {
  const [engine, issuer] = await Promise.all([startEngine(), startIssuer()])
  return {
    fresh: async (limits) => trackerOver(engine, issuer, limits),
    stop: async () => {
      await Promise.all([engine.stop(), issuer.stop()])
    },
  }
}
