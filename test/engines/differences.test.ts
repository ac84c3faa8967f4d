// A run on another engine fails for everything that is not listed, and for a listed difference that is none any more.
import { describe, expect, test } from 'vitest'
import { complaints, type Difference, knownDifferences } from './differences.ts'

const known: Difference[] = [{ engine: 'ministack', test: 'keeps long numbers', because: 'it rounds' }]
const outcomes = (different: Record<string, boolean> = {}): Map<string, boolean> =>
  new Map(Object.entries({ 'reads pages': true, 'keeps long numbers': true, ...different }))

describe('a run', () => {
  test('in which nothing fails says nothing', () => {
    expect(complaints('DynamoDB Local', outcomes(), known)).toEqual([])
  })

  test('in which only what is listed for its engine fails says nothing', () => {
    expect(complaints('ministack', outcomes({ 'keeps long numbers': false }), known)).toEqual([])
  })

  test('names a test that fails on an engine for which it is not listed', () => {
    expect(complaints('DynamoDB Local', outcomes({ 'keeps long numbers': false }), known)).toEqual([
      'DynamoDB Local: fails and is no known difference: keeps long numbers',
    ])
  })

  test('names a listed test that passes', () => {
    expect(complaints('ministack', outcomes(), known)).toEqual([
      'ministack: passes, so that it is no difference any more: keeps long numbers',
    ])
  })

  test('of no test at all is none', () => {
    expect(complaints('embedded', new Map())).toEqual(['embedded: not one test ran'])
  })
})

test('nothing differs on the embedded engine, whose tests are the measure', () => {
  expect(knownDifferences.filter(({ engine }) => engine === 'embedded')).toEqual([])
})
