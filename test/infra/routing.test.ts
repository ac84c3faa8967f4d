// Who answers a path, by the rules of an HTTP API: a full match, then the most specific, a greedy segment last.
import { expect, test } from 'vitest'
import { functionAt, type HttpFunction } from '#infra/routing.ts'
import document from '#functions/docs/openapi.json' with { type: 'json' }

const cases: [path: string, answeredBy: HttpFunction | null][] = [
  ['/v1/contributions', 'api'],
  ['/v1/contributions/check', 'api'],
  ['/v1/contributions/abc', 'contributions'],
  ['/v1/contributions/abc/history', 'contributions'],
  ['/v1/contributions/check/history', 'contributions'],
  ['/v1/imports', 'imports'],
  ['/v1/imports/abc', 'imports'],
  ['/v1/imports/mappings', 'registers'],
  ['/v1/imports/mappings/abc', 'registers'],
  ['/v1/imports/template.xlsx', 'exports'],
  ['/v1/imports/templateXxlsx', 'imports'],
  ['/v1/calendar.ics', 'calendar'],
  ['/v1/exports/needs.csv', 'exports'],
  ['/v1/imports/uploads', 'uploads'],
  ['/v1/imports/uploads/abc', 'imports'],
  ['/v1/coverage/', 'api'],
  ['/v1/coverages', 'api'],
  ['/healthz', 'api'],
  ['/docs/swagger-ui.css', 'docs'],
  ['/docs/a/b', null],
  ['/v2/contributions', null],
]
test.each(cases)('%s is answered by %s', (path, answeredBy) => {
  expect(functionAt(path)).toBe(answeredBy)
})

test('every documented operation has a function of its own, or the one for the rest', () => {
  const answering = Object.keys(document.paths).map((path) => functionAt(path.replaceAll(/\{\w+\}/g, 'abc')))

  expect(answering).not.toContain(null)
  expect(new Set(answering).size).toBeGreaterThan(8)
})
