// The committed OpenAPI document: current, complete, closed in itself, and true of the requests that a reader copies.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { documentedOperations } from '#infra/local/openApi.ts'
import { openApiText } from '#infra/local/writeOpenApi.ts'

const committed = readFileSync(new URL('../../functions/docs/openapi.json', import.meta.url), 'utf8')

type Json = Record<string, unknown>
type Documented = {
  operationId: string
  parameters?: { name: string; in: string; required?: boolean; schema: Json }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> }
  responses: Record<string, { description: string; headers?: Json; content?: Record<string, { schema: Json }> }>
  security?: unknown[]
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, Json> }
}
const document = JSON.parse(committed) as Document
const { paths, components } = document

const documented = (method: string, path: string): Documented => {
  const operation = paths[path]?.[method]
  if (!operation) throw new Error(`${method} ${path} is not documented.`)
  return operation
}
const parametersOf = (method: string, path: string, location: string) =>
  (documented(method, path).parameters ?? []).filter((parameter) => parameter.in === location)

/** Every value that stands under the key, wherever in the document. */
const valuesOf = (key: string, value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === key ? [part] : valuesOf(key, part)))
}

test('is what `npm run openapi` writes: run it when this fails', () => {
  expect(committed === openApiText()).toBe(true)
})

test('is OpenAPI 3.1', () => {
  expect(document.openapi).toBe('3.1.0')
})

describe('every operation', () => {
  const everywhere = ['400', '401', '403', '405', '500', '503']
  const withBody = ['413', '415', '422']

  test('is documented, and nothing else is', () => {
    const inDocument = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    )
    const mounted = documentedOperations.map(({ method, path }) => `${method} ${path}`)

    expect(inDocument.toSorted()).toEqual([...mounted, 'get /healthz'].toSorted())
  })

  test('has an id of its own', () => {
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))

    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('patchContributionsById')
  })

  test.each(documentedOperations.map(({ method, path, body }) => [method, path, body !== undefined] as const))(
    '%s %s names its path parameters, its body, its answer and its problems',
    (method, path, hasBody) => {
      const { requestBody, responses } = documented(method, path)
      // 431 comes from the server itself, before anything of ours is asked.
      const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400 && status !== '431')
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)

      expect(parametersOf(method, path, 'path').map(({ name }) => name)).toEqual(inPath)
      expect(requestBody !== undefined).toBe(hasBody)
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
      expect(problems.map(([status]) => status)).toEqual(
        expect.arrayContaining([...everywhere, ...(hasBody ? withBody : [])]),
      )
      for (const [, { content }] of problems)
        expect(content).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
    },
  )
})

test('every reference leads somewhere', () => {
  const targets = new Set(valuesOf('$ref', document))
  const names = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`)

  expect([...targets].filter((target) => !names.includes(String(target)))).toEqual([])
  expect(targets.size).toBeGreaterThan(50)
})

describe('HTTP', () => {
  test('a write of one revision needs If-Match, and may find 412 and 428', () => {
    const { responses } = documented('patch', '/v1/contributions/{id}')

    expect(parametersOf('patch', '/v1/contributions/{id}', 'header')).toMatchObject([
      { name: 'If-Match', required: true },
    ])
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['412', '428']))
    expect(responses['200']?.headers).toHaveProperty('ETag')
  })

  test('a PUT may create: If-None-Match, and 201 beside 200', () => {
    const put = documented('put', '/v1/taxonomy/{kind}/{code}')

    expect(
      parametersOf('put', '/v1/taxonomy/{kind}/{code}', 'header').map(({ name, required }) => [name, required]),
    ).toEqual([
      ['If-Match', false],
      ['If-None-Match', false],
    ])
    expect(Object.keys(put.responses)).toEqual(expect.arrayContaining(['200', '201']))
  })

  test('a POST takes an Idempotency-Key and says where the record is', () => {
    expect(parametersOf('post', '/v1/contributions', 'header')).toMatchObject([
      { name: 'Idempotency-Key', required: false },
    ])
    expect(Object.keys(documented('post', '/v1/contributions').responses['201']?.headers ?? {})).toEqual([
      'ETag',
      'Location',
    ])
    expect(documented('post', '/v1/contributions/check').responses['200']).not.toHaveProperty('headers')
  })

  test('a list has a limit with its default, a cursor, and a link to the next page', () => {
    const inQuery = parametersOf('get', '/v1/needs', 'query')

    expect(inQuery.map(({ name }) => name)).toEqual(['beneficiary', 'subCluster', 'limit', 'cursor'])
    expect(inQuery[2]).toMatchObject({ schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
    expect(inQuery.filter(({ required }) => required)).toEqual([])
    expect(documented('get', '/v1/needs').responses['200']?.headers).toHaveProperty('Link')
  })

  test('a PATCH is a merge patch, also when it is called JSON', () => {
    expect(Object.keys(documented('patch', '/v1/needs/{id}').requestBody?.content ?? {})).toEqual([
      'application/merge-patch+json',
      'application/json',
    ])
  })

  test('asks for a token everywhere but at /healthz', () => {
    expect(documented('get', '/healthz').security).toEqual([])
    expect(documented('get', '/v1/needs')).not.toHaveProperty('security')
  })
})

const contribution = {
  title: 'Mission leadership course',
  description: 'Two weeks for senior leaders.',
  language: 'en',
  provider: 'un-dpko',
  implementers: ['un-dpko'],
  beneficiary: 'auc',
  instrument: 'au-peacekeeping-support-team',
  subCluster: 'peace-and-security-architecture',
  priorityAreas: [{ code: 'mission-management', percent: 100 }],
  modality: 'training',
  training: { audience: 'senior mission leaders', modules: ['human-rights', 'res-1325'] },
  status: 'committed',
  money: { amount: '100000.00', currency: 'EUR', valueDate: '2007-06-01' },
  inKind: [{ quantity: '30', unit: 'seats', value: { amount: '9000.00', currency: 'USD', method: 'list price' } }],
  period: { start: '2007-06-04', end: '2007-06-15' },
  places: [{ country: 'KE', name: 'Nairobi' }],
  identifiers: [{ scheme: 'iati-activity', value: 'XM-DAC-41114-0001' }],
  agreement: null,
  operation: null,
  needs: ['need-1'],
  relations: [{ type: 'complements', contribution: 'contribution-2' }],
  visibility: 'shared',
  source: { document: 'S/2008/186', paragraph: '41' },
}

const need = {
  title: 'Officers trained in mission planning',
  beneficiary: 'auc',
  subCluster: 'peace-and-security-architecture',
  priorityArea: 'mission-planning',
  modality: 'training',
  measure: 'seats',
  amount: '300',
  period: { start: '2009-01-01', end: '2009-03-31' },
  urgency: 'one-off',
  source: { document: 'S/2008/186' },
}

describe('a request that fits the API fits the document', () => {
  /** The document's schema of a body, read by a parser that has never seen ours. */
  const bodyOf = (method: string, path: string) => {
    const { schema } = documented(method, path).requestBody?.content['application/json'] ?? { schema: {} }
    const whole = JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    )
    return z.fromJSONSchema(JSON.parse(whole) as Parameters<typeof z.fromJSONSchema>[0])
  }

  test.each([
    ['/v1/contributions', contribution],
    ['/v1/contributions/check', contribution],
    [
      '/v1/contributions/{id}/transactions',
      { type: 'commitment', date: '2007-07-01', money: { amount: '50000.00', currency: 'EUR' } },
    ],
    ['/v1/contributions/{id}/deliveries', { date: '2007-06-15', quantity: '28', unit: 'seats' }],
    ['/v1/contributions/{id}/renewals', { date: '2008-06-01', note: 'Renewed in writing.' }],
    ['/v1/needs', need],
    [
      '/v1/findings/{id}/decisions',
      { verdict: 'same-contribution', survivor: 'contribution-1', whole: null, note: 'The same course.' },
    ],
    ['/v1/findings/{id}/disputes', { text: 'Ours was held in Kenya.' }],
    ['/v1/reports', {}],
  ])('POST %s', (path, body) => {
    expect(bodyOf('post', path).safeParse(body).error?.issues).toBeUndefined()
  })

  test.each([
    ['an unknown field', { ...contribution, colour: 'red' }],
    ['an amount of three decimals', { ...contribution, money: { amount: '1.001', currency: 'EUR' } }],
    ['no title', { ...contribution, title: undefined }],
    ['eleven areas', { ...contribution, priorityAreas: Array.from({ length: 11 }, () => ({ code: 'training' })) }],
  ])('and one with %s does not', (_what, body) => {
    expect(bodyOf('post', '/v1/contributions').safeParse(body).success).toBe(false)
  })
})

describe('a patch', () => {
  const patch = (name: string) => components.schemas[`${name}Patch`] as { properties: Record<string, Json> }

  test.each(['Contribution', 'Need', 'Partner'])('of a %s shows every field that is sent, and a reason', (name) => {
    const sent = components.schemas[`New${name}`]?.['properties'] as Json

    expect(Object.keys(patch(name).properties)).toEqual([...Object.keys(sent), 'reason'])
    expect(patch(name)).toMatchObject({ type: 'object', additionalProperties: false, minProperties: 1 })
    expect(patch(name)).not.toHaveProperty('required')
  })

  test('goes into objects field by field, and takes away what need not be there', () => {
    const { money, title, relations } = patch('Contribution').properties

    expect(money).toMatchObject({
      anyOf: [{ type: 'object', properties: { amount: { $ref: expect.any(String) } } }, { type: 'null' }],
    })
    expect(JSON.stringify(money)).not.toContain('required')
    expect(title).not.toHaveProperty('anyOf')
    expect(relations).toMatchObject({ anyOf: [{ type: 'array' }, { type: 'null' }] })
  })
})

test('an id or code in a path says how long it may be', () => {
  expect(parametersOf('get', '/v1/contributions/{id}', 'path')).toMatchObject([
    { name: 'id', description: 'At most 200 characters: what is longer is the name of nothing (404).' },
  ])
})
