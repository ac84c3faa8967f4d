// The company of a pair, by hand on small graphs, and alike from both sides on any.
import { type CandidateGraph, companyOf, impossible } from '#domain/matching/neighbours.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelsAround } from './witnesses.ts'

interface Edge {
  duplicate: number
  overlap?: number
  sharing?: boolean
}

const keyOf = (a: number, b: number): string => [a, b].toSorted((x, y) => x - y).join('-')

// A graph by its edges, `1-2`: the twins of a record in order of likelihood, as candidateGraph gives them.
function graphOf(edges: Record<string, Edge>): CandidateGraph {
  const twinsOf = (record: number): number[] =>
    Object.entries(edges)
      .flatMap(([key, { duplicate }]) => {
        const ends = key.split('-').map(Number)
        const other = ends.find((end) => end !== record)
        return ends.includes(record) && other !== undefined && duplicate > 0 ? [{ other, duplicate }] : []
      })
      .toSorted((x, y) => y.duplicate - x.duplicate || x.other - y.other)
      .map(({ other }) => other)
  return {
    twinsOf,
    logOdds: (a, b, kind) => {
      const edge = edges[keyOf(a, b)]
      return kind === 'duplicate-record' ? edge?.duplicate : edge && (edge.overlap ?? impossible)
    },
    isConfidential: () => false,
    // Records of the tens are one reporter's: 11 and 12, 21 and 22.
    isOneReporter: (a, b) => a >= 10 && Math.floor(a / 10) === Math.floor(b / 10),
    shareImplementer: (a, b) => edges[keyOf(a, b)]?.sharing === true,
  }
}

const pair = { duplicate: 0 }

test.each<[string, Record<string, Edge>, string | undefined]>([
  ['nobody', { '1-2': pair }, undefined],
  ['a third that repeats both', { '1-2': pair, '1-3': { duplicate: 2 }, '2-3': { duplicate: 1 } }, 'supported'],
  ['a third unlike one', { '1-2': pair, '1-3': { duplicate: 2 }, '2-3': { duplicate: -3 } }, 'contradicted'],
  ['a third half like one', { '1-2': pair, '1-3': { duplicate: 2 }, '2-3': { duplicate: -1 } }, undefined],
  ['a third that is no candidate of the other', { '1-2': pair, '1-3': { duplicate: 2 } }, undefined],
  [
    'a third for and a fourth against',
    {
      '1-2': pair,
      '1-3': { duplicate: 2 },
      '2-3': { duplicate: 1 },
      '1-4': { duplicate: -3 },
      '2-4': { duplicate: 2 },
    },
    'mixed',
  ],
])('says of a duplicate beside %s', (_, edges, company) => {
  expect(companyOf(1, 2, graphOf(edges))['duplicate-record']?.company).toBe(company)
  expect(companyOf(2, 1, graphOf(edges))['duplicate-record']?.company).toBe(company)
})

const rivals = (own: number, nearer: number, other: number): Record<string, Edge> => ({
  '11-21': { duplicate: own },
  '11-22': { duplicate: nearer },
  '21-22': { duplicate: other },
})

test.each<[string, Record<string, Edge>, string | undefined]>([
  ['a nearer record of one reporter', rivals(2, 6, 1), 'outdone'],
  ['one that is as near', rivals(2, 2.5, 1), 'level'],
  ['one that is less near', rivals(6, 2, 1), 'ahead'],
  ['one that the reporter seems to have told twice', rivals(2, 6, 5.5), undefined],
  ['one that is nearer to its own', rivals(1, 2, 3), undefined],
  ['a nearer record of nobody known', { '1-2': { duplicate: 1 }, '1-3': { duplicate: 6 }, '2-3': { duplicate: 1 } }, undefined], // prettier-ignore
  ['a nearer one, both being one reporter’s', { '11-12': { duplicate: 1 }, '11-13': { duplicate: 6 }, '12-13': { duplicate: 1 } }, undefined], // prettier-ignore
])('says of a duplicate beside %s', (_, edges, rival) => {
  const [a = 0, b = 0] = (Object.keys(edges)[0] ?? '').split('-').map(Number)

  expect(companyOf(a, b, graphOf(edges))['duplicate-record']?.rival).toBe(rival)
  expect(companyOf(b, a, graphOf(edges))['duplicate-record']?.rival).toBe(rival)
})

// 3 repeats 1, and is compared with 2.
const beside = (overlap: number, sharing = false): Record<string, Edge> => ({
  '1-2': pair,
  '1-3': { duplicate: 2 },
  '2-3': { duplicate: -9, overlap, sharing },
})

test.each([
  [-5, 'denied'],
  [-4, 'doubted'],
  [-2.1, 'doubted'],
  [-2, 'unsure'],
  [-0.1, 'unsure'],
  [0, 'likely'],
  [1.9, 'likely'],
  [2, 'sure'],
])('says of an overlap whose twin has log-odds of %d', (overlap, company) => {
  const said = { company, sharing: 'apart' }

  expect(companyOf(1, 2, graphOf(beside(overlap)))['overlapping-effort']).toEqual(said)
  expect(companyOf(2, 1, graphOf(beside(overlap)))['overlapping-effort']).toEqual(said)
})

test('takes the mean of several twins, an impossible one for very unlikely', () => {
  const edges = {
    ...beside(4),
    '2-4': { duplicate: 2 },
    '1-4': { duplicate: -9 },
    '3-4': { duplicate: -9, overlap: 3 },
  }

  // 4, -8 and 3.
  expect(companyOf(1, 2, graphOf(edges))['overlapping-effort']?.company).toBe('unsure')
})

test('tells of a shared implementer that a twin names', () => {
  expect(companyOf(1, 2, graphOf(beside(1, true)))['overlapping-effort']?.sharing).toBe('shared')
})

const logOdds = fc.double({ min: -12, max: 12, noNaN: true })
const anyEdges = fc
  .array(fc.record({ duplicate: logOdds, overlap: logOdds, sharing: fc.boolean() }), { minLength: 21, maxLength: 21 })
  .map((edges) => {
    const ends = [0, 1, 2, 3, 4, 5, 6].flatMap((a) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((b) => (a < b ? [keyOf(a, b)] : [])),
    )
    return Object.fromEntries(ends.map((key, at) => [key, edges[at] ?? { duplicate: 0 }]))
  })

test('says the same from both sides, in levels that have sentences', () => {
  fc.assert(
    fc.property(anyEdges, (edges) => {
      const graph = graphOf(edges)
      const company = companyOf(0, 1, graph)
      expect(companyOf(1, 0, graph)).toEqual(company)
      for (const levels of Object.values(company)) {
        expect([undefined, ...levelsAround.company]).toContain(levels.company)
        expect([undefined, ...levelsAround.sharing]).toContain(levels.sharing)
      }
    }),
  )
})
