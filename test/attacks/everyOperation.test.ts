// Attacks that every operation of the published document must survive alike: one hostile thing, its one accepted answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant, need } from '#test/support/bodies.ts'
import { callerOf, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { type DocumentedOperation, documentedOperations } from './documentedOperations.ts'

let trackers: TestTrackers
let tracker: TestTracker
/** A patch is merged before it is judged: of these there is a record to merge with. */
const standing: Record<string, string> = { '/v1/partners/unknown': '/v1/partners/eu' }
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const coordinator = callerOf(tracker, 'coordinator')
  const [contribution, registered] = [
    await coordinator.made('/v1/contributions', grant()),
    await coordinator.made('/v1/needs', need()),
  ]
  standing['/v1/contributions/unknown'] = `/v1/contributions/${contribution.id}`
  standing['/v1/needs/unknown'] = `/v1/needs/${registered.id}`
  const mission = await coordinator.made('/v1/operations', {
    id: 'mission',
    name: 'A mission',
    lead: 'auc',
    authorizations: [],
  })
  standing['/v1/operations/unknown'] = `/v1/operations/${mission.id}`
})
afterAll(async () => trackers.stop())

interface Attack {
  /** Its number in the list of attacks that the project answers for. */
  number: number
  name: string
  on: (operation: DocumentedOperation) => boolean
  request: (operation: DocumentedOperation) => Partial<Scenario>
  status: number
  problem: string
}

const all = (): boolean => true
const withJson = ({ takesJson }: DocumentedOperation): boolean => takesJson
const body = (text: string | Uint8Array, type = 'application/json') => ({
  body: text,
  headers: { 'content-type': type },
})
const querying = (query: string) => (operation: DocumentedOperation) => ({
  request: `${operation.method} ${operation.path}?${query}`,
})
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const attacks: Attack[] = [
  [43, 'without a content type', withJson, () => body('{}', ''), 415, 'unsupported-media-type'],
  [43, 'as text', withJson, () => body('{}', 'text/plain'), 415, 'unsupported-media-type'],
  [43, 'in UTF-7', withJson, () => body('{}', 'application/json; charset=utf-7'), 415, 'unsupported-media-type'],
  [43, 'in UTF-16', withJson, () => body('{}', 'application/json; charset=utf-16'), 415, 'unsupported-media-type'],
  [43, 'as multipart', withJson, () => body('{}', 'multipart/form-data; boundary=x'), 415, 'unsupported-media-type'],
  [35, 'with a name given twice', withJson, () => body('{"a":1,"a":2}'), 400, 'malformed-json'],
  [37, 'with NaN', withJson, () => body('{"a":NaN}'), 400, 'malformed-json'],
  [37, 'with Infinity', withJson, () => body('{"a":-Infinity}'), 400, 'malformed-json'],
  [37, 'with a hexadecimal number', withJson, () => body('{"a":0x10}'), 400, 'malformed-json'],
  [37, 'with a leading zero', withJson, () => body('{"a":007}'), 400, 'malformed-json'],
  [65, 'with a byte order mark and half a string', withJson, () => body('\uFEFF{"a'), 400, 'malformed-json'],
  [34, 'that pollutes a prototype', withJson, () => body('{"__proto__":{"admin":true}}'), 422, 'validation'],
  [34, 'that pollutes one deeper', withJson, () => body('{"a":{"__proto__":{"admin":true}}}'), 422, 'validation'],
  [34, 'that names a constructor', withJson, () => body('{"constructor":{"prototype":{}}}'), 422, 'validation'],
  [41, 'that is a list', withJson, () => body('[]'), 422, 'validation'],
  [41, 'that is a text', withJson, () => body('"x"'), 422, 'validation'],
  [37, 'with a number beyond all', withJson, () => body('{"amount":1e400}'), 422, 'validation'],
  [78, 'nested 80,000 deep', withJson, () => body(nested(80_000)), 422, 'validation'],
  [78, 'of 600 KB', withJson, () => body(`{"a":"${'x'.repeat(614_400)}"}`), 413, 'too-large'],
  [45, 'with an unknown field', withJson, () => body('{"isAdministrator":true}'), 422, 'validation'],
  [45, 'with an unknown parameter', all, querying('admin=true'), 400, 'bad-query'],
  [34, 'with a parameter that pollutes', all, querying('__proto__[admin]=true'), 400, 'bad-query'],
  [42, 'with a parameter given twice', all, querying('limit=1&limit=9999'), 400, 'bad-query'],
  [13, 'with its token in the query', all, querying('access_token=x'), 400, 'bad-query'],
].map(([number, name, on, request, status, problem]) => ({ number, name, on, request, status, problem }) as Attack)

describe.each(documentedOperations)('$name', (operation) => {
  playAll(
    () => ({ tracker, ids: { record: standing[operation.path] ?? operation.path } }),
    attacks
      .filter(({ on }) => on(operation))
      .map(({ number, name, request, status, problem }) => {
        const hostile = request(operation)
        return {
          name: `${number}. ${name} is a ${status}`,
          request: `${operation.method} ${operation.method === 'PATCH' ? '{record}' : operation.path}`,
          status,
          problem,
          ...hostile,
          headers: { ...operation.headers, ...hostile.headers },
        }
      }),
  )
})

describe('1. without a token', () => {
  test.each(documentedOperations)('$name is a 401 that says nothing', async ({ method, path, headers }) => {
    const answer = await tracker.bearing(undefined).send(method, path, undefined, headers)

    expect(answer.status).toBe(401)
    expect(Object.keys(answer.body)).toEqual(['type', 'title', 'status', 'detail'])
  })
})

describe('46. a method that a path does not take', () => {
  const paths = [...new Set(documentedOperations.map(({ path }) => path))]
  // TRACE and CONNECT cannot be made with fetch; Node's own server hands the first on and never the second.
  const taken = (path: string) => documentedOperations.filter((one) => one.path === path).map(({ method }) => method)

  test.each(paths)('of %s is a 405 that says which it takes', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      if (taken(path).includes(method)) continue
      const answer = await callerOf(tracker, 'coordinator').send(method, path)
      expect([method, answer.status]).toEqual([method, 405])
      for (const name of taken(path)) expect(answer.headers.get('allow')).toContain(name)
    }
  })
})

/** What would lead out of a record's own partition, folder or line, if an id were pasted into a key, a name or a log. */
const hostileIds: [number, string, string][] = [
  [49, 'a key delimiter', 'x%23CONTRIBUTION'],
  [49, 'a key of another kind', 'CONTRIBUTION%23x'],
  [49, 'a NUL', 'x%00y'],
  [49, 'a pipe', 'x%7Cy'],
  [55, 'a line end', 'x%0d%0aSet-Cookie:a=b'],
  [55, 'an escape sequence', '%1b%5b31mred'],
  [59, 'a climbing path', '..%2f..%2fetc%2fpasswd'],
  [59, 'a climbing path in Unicode dots', '%e2%80%a5%2f%e2%80%a5%2fetc'],
  [59, 'an absolute path', '%2fetc%2fpasswd'],
  [59, 'a folder of another function', 'imports%2fx.json'],
  [34, 'a prototype', '__proto__'],
  [34, 'a method of every object', 'toString'],
  [54, 'a script', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  [49, 'half a surrogate', '%ED%A0%80'],
  [49, 'emoji', '%F0%9F%98%80'],
  [49, 'an id longer than a key', 'a'.repeat(3000)],
]

describe.each(hostileIds)('%i. %s for an id', (_number, _name, id) => {
  test.each(documentedOperations.filter(({ takesParameters }) => takesParameters))(
    'of $name is refused and leaves no trace',
    async ({ method, path, headers, takesJson }) => {
      const written = tracker.services.consumed.write

      const answer = await callerOf(tracker, method === 'GET' ? 'administrator' : 'coordinator').send(
        method,
        path.replaceAll(/unknown/g, id),
        takesJson ? {} : undefined,
        headers,
      )

      // A body that does not fit is refused before anybody looks for the record.
      expect(takesJson ? [403, 404, 422] : [403, 404]).toContain(answer.status)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(tracker.services.consumed.write).toBe(written)
      expect(tracker.faults.splice(0)).toEqual([])
    },
  )
})

test('the document has operations enough that this is no empty promise', () => {
  expect(documentedOperations.length).toBeGreaterThan(50)
  expect(attacks.length * documentedOperations.length).toBeGreaterThan(1000)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})
