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

test('names the records that one seems to repeat', () => {
  const own = record({ id: 'own' })

  expect(neighbourhoodOf(own, [record({ id: 'copy' }), own]).twins).toEqual(['copy'])
})
