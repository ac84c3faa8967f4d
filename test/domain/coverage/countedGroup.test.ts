// Who is the same as whom: nodes, survivors and components.
import { type CountedGroup, duplicateComponents, possibleSurvivors } from '#domain/coverage/countedGroup.ts'
import { expect, test } from 'vitest'
import { group, record } from './groups.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => record(id, { Q1: 100 }))
const all = [a, b, c, d].flatMap((one) => (one ? [one] : []))
const written = (of: CountedGroup) =>
  duplicateComponents(of).map(({ nodes }) =>
    nodes.map(({ survivor, members }) => `${survivor.id}<${members.map(({ id }) => id).join('')}`).join(' '),
  )

test('leaves records apart that nothing ties together', () => {
  expect(written(group(all))).toEqual(['a<a', 'b<b', 'c<c', 'd<d'])
})

test('follows a chain of survivors to the last', () => {
  const confirmed = [
    { survivor: 'b', other: 'a' },
    { survivor: 'c', other: 'b' },
  ]

  expect(written(group(all, { confirmed }))).toEqual(['c<abc', 'd<d'])
})

test('ties nodes by the open pairs of their members and takes the largest score', () => {
  const tied = group(all, {
    confirmed: [{ survivor: 'a', other: 'b' }],
    open: [
      { a: 'b', b: 'c', score: 0.4 },
      { a: 'c', b: 'd', score: 0.7 },
      { a: 'a', b: 'b', score: 0.9 },
    ],
  })

  expect(written(tied)).toEqual(['a<ab c<c d<d'])
  // The pair a-b is inside a node and says nothing any more.
  expect(duplicateComponents(tied)[0]?.score).toBe(0.7)
})

test('takes back the decisions that name a withdrawn record', () => {
  const withdrawn = { ...record('b', { Q1: 100 }), withdrawn: true }
  const confirmed = [
    { survivor: 'b', other: 'a' },
    { survivor: 'b', other: 'c' },
  ]

  expect(written(group([...all.filter(({ id }) => id !== 'b'), withdrawn], { confirmed }))).toEqual([
    'a<a',
    'c<c',
    'd<d',
  ])
})

test('ignores pairs that name a record outside the group', () => {
  const open = [{ a: 'a', b: 'elsewhere', score: 0.9 }]
  const confirmed = [{ survivor: 'elsewhere', other: 'a' }]

  expect(written(group(all, { open, confirmed }))).toEqual(['a<a', 'b<b', 'c<c', 'd<d'])
})

test('settles decisions that contradict one another by rank and then by id', () => {
  const confirmed = [
    { survivor: 'a', other: 'b' },
    { survivor: 'b', other: 'a' },
  ]
  const advanced = record('b', { Q1: 100 }, { rank: 4 })

  expect(written(group(all, { confirmed }))[0]).toBe('a<ab')
  expect(written(group([...all.filter(({ id }) => id !== 'b'), advanced], { confirmed }))).toContain('b<ab')
})

test('lets only the most advanced survive', () => {
  const pledged = record('p', {}, { rank: 2 })
  const cancelled = record('x', {}, { rank: 0 })
  const open = [
    { a: 'a', b: 'p', score: 0.5 },
    { a: 'p', b: 'x', score: 0.5 },
    { a: 'p', b: 'd', score: 0.5 },
  ]
  const [component] = duplicateComponents(group([...all, pledged, cancelled], { open }))

  expect(possibleSurvivors(component ?? { nodes: [], score: 0 }).map(({ survivor }) => survivor.id)).toEqual(['a', 'd'])
})
