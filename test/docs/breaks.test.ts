// The API document beside the one that was released last: what would break a caller is told by the version, or not made.
import { describe, expect, test } from 'vitest'
import { type ApiDocument, breaksBetween, saysSo } from '#infra/local/openApiBreaks.ts'
import { releasedDocument } from '#infra/local/writeOpenApi.ts'
import currentDocument from '#functions/docs/openapi.json' with { type: 'json' }

const released = releasedDocument()
const current: ApiDocument = JSON.parse(JSON.stringify(currentDocument))

/**
 * Red: give the caller back what is named here; or, where breaking is meant, raise the version of package.json (below 1.0.0 its
 * second number, then its first) and say so in the changelog. On a release: `npm run openapi -- --release`.
 */
test('breaks nobody who calls by the released document, unless the version says so', () => {
  const breaks = breaksBetween(released, current)

  expect(saysSo(released.info.version, current.info.version) ? [] : breaks).toEqual([])
})

type Planted = any

/** The current document with a change, as the next one. */
const planted = (change: (document: Planted) => void): string[] => {
  const next = structuredClone(current)
  change(next)
  return breaksBetween(current, next)
}
const schema = (document: Planted, name: string): Planted => document.components.schemas[name]
const post = (document: Planted): Planted => document.paths['/v1/contributions'].post
const list = (document: Planted): Planted => document.paths['/v1/contributions'].get

describe('a caller is broken by', () => {
  test.each<[string, (document: Planted) => void, string]>([
    [
      'an operation that is gone',
      (next) => delete next.paths['/v1/contributions/check'].post,
      'POST /v1/contributions/check is gone',
    ],
    ['a path that is gone', (next) => delete next.paths['/v1/audit/verify'], 'GET /v1/audit/verify is gone'],
    [
      'a parameter that is gone',
      (next) =>
        list(next).parameters.splice(
          list(next).parameters.findIndex((one: Planted) => one.name === 'q'),
          1,
        ),
      'GET /v1/contributions query q is gone',
    ],
    [
      'a new parameter that is required',
      (next) => list(next).parameters.push({ in: 'query', name: 'year', required: true, schema: { type: 'string' } }),
      'GET /v1/contributions query year is required now',
    ],
    [
      'a parameter that takes a value less',
      (next) => (list(next).parameters.find((one: Planted) => one.name === 'limit').schema.maximum -= 1),
      'GET /v1/contributions query limit has a maximum of',
    ],
    [
      'a field that nobody may send any more',
      (next) => delete schema(next, 'NewContribution').properties.agreement,
      'body/agreement is gone',
    ],
    [
      'a field that everybody has to send',
      (next) => schema(next, 'NewContribution').required.push('language'),
      'body/language is required now',
    ],
    [
      'a shorter text',
      (next) => (schema(next, 'NewContribution').properties.title.maxLength = 100),
      'body/title has a maxLength of 100 now',
    ],
    [
      'a field that may not be null any more',
      (next) => (schema(next, 'NewContribution').properties.agreement = { type: 'string', maxLength: 200 }),
      'body/agreement no longer takes null',
    ],
    ['a value that is gone', (next) => schema(next, 'Status').enum.splice(0, 1), 'no longer has the value "pipeline"'],
    ['a field of an answer that is gone', (next) => delete schema(next, 'Contribution').properties.usd, '/usd is gone'],
    [
      'a field of an answer that may be absent',
      (next) => schema(next, 'Contribution').required.splice(0, 1),
      'may be absent now',
    ],
    [
      'a field of an answer that may be null',
      (next) => (schema(next, 'Contribution').properties.title = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
      '/title may be null now',
    ],
    [
      'another status of success',
      (next) => {
        post(next).responses['200'] = post(next).responses['201']
        delete post(next).responses['201']
      },
      'POST /v1/contributions no longer answers 201',
    ],
    [
      'a header that is gone',
      (next) => delete post(next).responses['201'].headers.ETag,
      'POST /v1/contributions 201 header ETag is gone',
    ],
    [
      'another media type',
      (next) => (post(next).requestBody.content = { 'text/plain': { schema: {} } }),
      'POST /v1/contributions body is no longer application/json',
    ],
  ])('%s', (_, change, line) => {
    expect(planted(change).join('\n')).toContain(line)
  })
})

describe('nobody is broken by', () => {
  test.each<[string, (document: Planted) => void]>([
    ['nothing', () => {}],
    ['a new operation', (next) => (next.paths['/v1/new'] = { get: list(next) })],
    [
      'a parameter that may be left out',
      (next) => list(next).parameters.push({ in: 'query', name: 'year', schema: {} }),
    ],
    ['a field that may be sent', (next) => (schema(next, 'NewContribution').properties.colour = { type: 'string' })],
    ['a field that need not be sent any more', (next) => schema(next, 'NewContribution').required.splice(0, 1)],
    ['a longer text', (next) => (schema(next, 'NewContribution').properties.title.maxLength = 5000)],
    ['a value more', (next) => schema(next, 'Status').enum.push('planned')],
    ['a field more in an answer', (next) => (schema(next, 'Contribution').properties.colour = { type: 'string' })],
    [
      'a schema by another name',
      (next) => {
        next.components.schemas.Step = schema(next, 'Status')
        for (const name of ['NewContribution', 'Contribution'])
          schema(next, name).properties.status = { $ref: '#/components/schemas/Step' }
      },
    ],
  ])('%s', (_, change) => {
    expect(planted(change)).toEqual([])
  })
})

test.each([
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.2.0', true],
  ['0.9.0', '1.0.0', true],
  ['1.2.0', '1.3.0', false],
  ['1.2.0', '2.0.0', true],
  ['1.2.0', '0.9.0', false],
])('from %s to %s a caller may break: %s', (before, after, may) => {
  expect(saysSo(before, after)).toBe(may)
})
