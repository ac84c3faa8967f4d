// The query of a list: a limit with a default, and a cursor.
import { readQuery } from '#http/body.ts'
import { listOf } from '#http/list.ts'
import { Money } from '#model/money.ts'
import { documentedOperations } from '#infra/local/openApi.ts'
import type { HonoRequest } from 'hono'
import { describe, expect, test } from 'vitest'

/** The query of the operation that lists `path`, as the edge reads it. */
const read = (path: string, query: string): unknown => {
  const listing = documentedOperations.find((one) => one.method === 'get' && one.path === path)
  if (!listing?.query) throw new Error(`${path} takes no query.`)
  const queries = Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, [value]]))
  return readQuery({ queries: () => queries } as unknown as HonoRequest, listing.query)
}

describe('a page', () => {
  test.each([
    ['', { limit: 50 }],
    ['limit=1', { limit: 1 }],
    ['limit=200', { limit: 200 }],
    ['limit=007&cursor=abc', { limit: 7, cursor: 'abc' }],
  ])('is asked for with "%s"', (query, expected) => {
    expect(read('/v1/partners', query)).toEqual(expected)
  })

  test.each([
    ['limit=0', 'limit: Must be at least 1.'],
    ['limit=201', 'limit: Must be at most 200.'],
    ['limit=abc', 'limit: Must be a whole number from 1 to 200.'],
    ['limit=-1', 'limit: Must be a whole number from 1 to 200.'],
    ['limit=', 'limit: Must be a whole number from 1 to 200.'],
    [`cursor=${'a'.repeat(4001)}`, 'cursor: Too big: expected string to have <=4000 characters'],
    ['page=2', 'unknown parameter page'],
    ['limit=0&x=1', 'limit: Must be at least 1.; unknown parameter x'],
  ])('is refused with "%s"', (query, detail) => {
    expect(() => read('/v1/partners', query)).toThrow(expect.objectContaining({ code: 'bad-query', message: detail }))
  })
})

describe('the filters', () => {
  test.each([
    ['/v1/coverage', '', { measure: 'usd', groupBy: 'subCluster,priorityArea', list: 'items', limit: 50 }],
    [
      '/v1/coverage',
      'from=2008-01-01&to=2008-03-31',
      expect.objectContaining({ from: '2008-01-01', to: '2008-03-31' }),
    ],
    ['/v1/coverage/gaps', 'measure=seats', { measure: 'seats', limit: 50 }],
    ['/v1/findings', 'minScore=0.5&state=open', { minScore: 0.5, state: 'open', limit: 50 }],
    ['/v1/contributions', 'q=course&status=active', { q: 'course', status: 'active', limit: 50 }],
    ['/v1/reports', '', { edition: 'shared', limit: 50 }],
  ])('of %s take "%s"', (path, query, expected) => {
    expect(read(path, query)).toEqual(expected)
  })

  test.each([
    ['/v1/coverage', 'from=2008-01-02', 'from: Must be the first day of a quarter.'],
    ['/v1/coverage', 'to=2008-03-30', 'to: Must be the last day of a quarter.'],
    ['/v1/findings', 'minScore=1.5', 'minScore: Must be a number from 0 to 1.'],
    ['/v1/contributions', 'q=a', 'q: Too small: expected string to have >=2 characters'],
    ['/v1/contributions', 'updatedSince=2008-01-01', 'updatedSince: Invalid ISO datetime'],
    ['/v1/reports', 'edition=other', 'edition: Invalid option: expected one of "shared"|"coordinators"'],
    ['/v1/partners/resolve', '', 'name: Invalid input: expected string, received undefined'],
  ])('of %s refuse "%s"', (path, query, detail) => {
    expect(() => read(path, query)).toThrow(expect.objectContaining({ code: 'bad-query', message: detail }))
  })
})

test('a list is its items and where it goes on', () => {
  const list = listOf(Money)

  expect(list.safeParse({ items: [{ amount: '1', currency: 'EUR' }], next: null }).success).toBe(true)
  expect(list.safeParse({ items: [] }).success).toBe(false)
})
