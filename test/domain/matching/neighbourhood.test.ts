// One record among its candidates scores as the offline matcher scores it among all.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchPairs } from '#domain/matching/findMatches.ts'
import { areCandidates, neighbourhoodOf } from '#domain/matching/neighbourhood.ts'
import { organization, record } from './records.ts'

const alike = fc
  .array(
    fc.record({
      provider: fc.constantFrom('eu', 'un-dpko', 'france').map(organization),
      implementers: fc.constantFrom(['kaiptc'], ['eu'], []).map((ids) => ids.map(organization)),
      usdCents: fc.constantFrom(13_418_600n, 13_900_000n, 40_000_000n),
      start: fc.constantFrom(13_668, 13_675, 14_030),
    }),
    { minLength: 3, maxLength: 8 },
  )
  .map((all) => all.map((changes, at) => record({ ...changes, end: changes.start + 11, id: `r${at}` })))

test('scores every pair as a batch does, to the last bit, from either side', () => {
  fc.assert(
    fc.property(alike, (records) => {
      const said = (a: string, b: string, kind: string, score: number): string =>
        `${[a, b].toSorted().join()} ${kind} ${score}`
      const batch = [...matchPairs(records)].map(({ a, b, kind, score }) => said(a, b, kind, score)).toSorted()
      const oneByOne = records.flatMap((own) => {
        const { scores } = neighbourhoodOf(own, records)
        return records.flatMap((other) =>
          scores(own, other).map(({ kind, score }) => said(own.id, other.id, kind, score)),
        )
      })

      expect(oneByOne.toSorted()).toEqual([...batch, ...batch].toSorted())
    }),
    { numRuns: 60 },
  )
})

test('compares no records that share no key, or are years apart', () => {
  const own = record({ id: 'own' })
  const elsewhere = record({
    id: 'elsewhere',
    title: 'Wells for villages',
    description: null,
    provider: organization('france'),
    implementers: [],
    beneficiary: organization('ecowas'),
    usdCents: 5n,
    start: 20_000,
    end: 20_100,
    places: [{ country: 'ML', city: null }],
    priorityAreas: [],
    subCluster: null,
  })

  expect(areCandidates(own, record({ id: 'copy' }))).toBe(true)
  expect(areCandidates(own, elsewhere)).toBe(false)
  expect(neighbourhoodOf(own, [elsewhere]).scores(own, elsewhere)).toEqual([])
})

test('speaks for a copy where a third could repeat both, and for nobody where there is none', () => {
  const own = record({ id: 'own' })
  const [copy, third] = [record({ id: 'copy' }), record({ id: 'third' })]

  expect(neighbourhoodOf(own, [copy, own]).swayed).toEqual([])
  expect(neighbourhoodOf(own, [copy, third]).swayed).toEqual(['copy', 'third'])
  expect(neighbourhoodOf({ ...own, isConfidential: true }, [copy, third]).swayed).toEqual([])
})

const cluster = fc
  .array(
    fc.record({
      provider: fc.constantFrom('eu', 'un-dpko').map(organization),
      usdCents: fc.constantFrom(13_418_600n, 13_500_000n, 13_900_000n, 14_600_000n, 20_000_000n),
      start: fc.constantFrom(13_668, 13_669, 13_675, 13_690),
      isConfidential: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
    }),
    { minLength: 9, maxLength: 20 },
  )
  .map((all) =>
    all.map((changes, at) => record({ ...changes, end: changes.start + 11, id: `r${String(at).padStart(2, '0')}` })),
  )

test('speaks for a side of every pair that would score otherwise without it, and for few of many', () => {
  let [spokenFor, all] = [0, 0]
  fc.assert(
    fc.property(cluster, fc.nat(), (records, which) => {
      const own = records[which % records.length] ?? record()
      const others = records.filter((other) => other !== own)
      const swayed = new Set(neighbourhoodOf(own, others).swayed)
      spokenFor += swayed.size
      all += others.length
      const scored = (among: typeof records): Map<string, string> =>
        new Map([...matchPairs(among)].map(({ a, b, kind, score }) => [[a, b, kind].join(), String(score)]))
      const without = scored(others)
      for (const [pair, score] of scored(records)) {
        if (pair.split(',').includes(own.id) || without.get(pair) === score) continue
        expect(pair.split(',').some((side) => swayed.has(side))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
  expect(spokenFor / all).toBeLessThan(0.8)
  expect(spokenFor).toBeGreaterThan(0)
})
