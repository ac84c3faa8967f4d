// Records become a series: editions in order, each once, added up, with what is missing in their rhythm.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsToAsk, type SameEdition, seriesOf } from '#domain/findings/series.ts'
import { ListedEdition } from '#model/series.ts'
import { edition as anyEdition } from '#test/support/editions.ts'

const edition = (id: string, year: number | null, different: Partial<ListedEdition> = {}): ListedEdition =>
  anyEdition(id, year === null ? null : { start: `${year}-06-02`, end: `${year}-06-13` }, different)
const years = (...some: number[]): ListedEdition[] => some.map((year) => edition(`c${year}`, year))
const seriesBy = (members: ListedEdition[], same: SameEdition[] = []) => seriesOf(members, same, 'titles')
const phase = (number: number): Partial<ListedEdition> => ({ numbers: [{ kind: 'phase', number }] })

test('a course of every year is one line, with what it adds up to', () => {
  const [first, ...others] = years(2007, 2008, 2009, 2010)

  expect(seriesBy([...others, ...(first ? [first] : [])])).toMatchObject({
    title: 'Course 2010',
    by: 'titles',
    count: 4,
    period: { start: '2007-06-02', end: '2010-06-13' },
    editions: [{ id: 'c2007' }, { id: 'c2008' }, { id: 'c2009' }, { id: 'c2010' }],
    sums: [{ measure: 'usd', amount: '402.00' }],
    missing: { years: [], numbers: [] },
  })
})

test('a year without an edition is missing', () => {
  expect(seriesBy(years(2007, 2008, 2010))?.missing.years).toEqual([2009])
})

test.each([
  ['two editions', years(2007, 2009)],
  ['more gaps than editions', years(2001, 2007, 2013)],
  ['two in one year', [...years(2007, 2009), edition('c', 2009, { period: { start: '2009-11-02' } })]],
  ['an undated one', [...years(2007, 2009, 2010), edition('c', null)]],
])('%s are no rhythm of years', (_words, members) => {
  expect(seriesBy(members)?.missing.years).toEqual([])
})

test('a phase that nobody recorded is missing; a last one has no number', () => {
  expect(seriesBy([edition('a', 2007, phase(1)), edition('b', 2009, phase(3))])?.missing.numbers).toEqual([2])
  const last = seriesBy([edition('a', 2007, phase(1)), edition('b', 2009, phase(99))])
  expect(last?.editions.map(({ numbers }) => numbers.map(({ number }) => number))).toEqual([[1], []])
  expect(last?.missing.numbers).toEqual([])
})

test('what nothing sets apart is no series, unless it is declared', () => {
  const members = [edition('a', null), edition('b', null)]

  expect([seriesBy(members), seriesBy(years(2007)), seriesOf(members, [], 'relations')?.count]).toEqual([null, null, 2])
})

test('an open duplicate counts once, as it was recorded first; a confirmed one as its survivor', () => {
  const again = edition('d2008', 2008, { amounts: [{ measure: 'usd', amount: '7.00' }] })
  const members = [...years(2007, 2008), again]
  const pair = { a: 'c2008', b: 'd2008' }

  expect(pairsToAsk(members)).toEqual([['c2008', 'd2008']])
  const open = seriesBy(members, [{ ...pair, survivor: null }])
  expect(open).toMatchObject({ count: 2, sums: [{ amount: '201.00' }], editions: [{}, { duplicates: ['d2008'] }] })
  const confirmed = seriesBy(members, [{ ...pair, survivor: 'd2008' }])
  expect(confirmed).toMatchObject({ sums: [{ amount: '107.50' }], editions: [{}, { duplicates: ['c2008'] }] })
  expect(seriesBy(members)?.count).toBe(3)
})

test('two records of one contribution are no series', () => {
  expect(
    seriesOf([edition('a', 2007), edition('b', 2007)], [{ a: 'a', b: 'b', survivor: null }], 'relations'),
  ).toBeNull()
})

test('experts do not add over time; money without a rate stands beside the sum', () => {
  const birr = { currency: 'ETB', amount: '500.00' }
  const members = years(2007, 2008).map((one) => ({
    ...one,
    amounts: [{ measure: 'experts' as const, amount: '2' }],
    unconverted: birr,
  }))

  expect(seriesBy(members)).toMatchObject({ sums: [], unconverted: [{ currency: 'ETB', amount: '1000.00' }] })
})

test('the order of the records and of the pairs changes nothing, and every record is in it once', () => {
  const member = fc.record({
    id: fc.stringMatching(/^[a-z]{3}$/),
    year: fc.option(fc.integer({ min: 2005, max: 2012 })),
  })
  const members = fc
    .uniqueArray(member, { selector: ({ id }) => id, minLength: 2, maxLength: 12 })
    .map((some) => some.map(({ id, year }) => edition(id, year)))
  const world = members.chain((some) =>
    fc.record({
      some: fc.constant(some),
      shuffled: fc.shuffledSubarray(some, { minLength: some.length }),
      same: fc.shuffledSubarray(pairsToAsk(some)).map((pairs) => pairs.map(([a, b]) => ({ a, b, survivor: null }))),
    }),
  )
  fc.assert(
    fc.property(world, ({ some, shuffled, same }) => {
      const series = seriesBy(some, same)
      expect(seriesBy(shuffled, same.toReversed())).toEqual(series)
      const named = (series?.editions ?? []).flatMap(({ id, duplicates }) => [id, ...duplicates])
      expect(named.toSorted()).toEqual(series ? some.map(({ id }) => id).toSorted() : [])
    }),
  )
})

test('an edition as it is kept is what its schema says', () => {
  expect(ListedEdition.parse(edition('a', 2007))).toEqual(edition('a', 2007))
})
