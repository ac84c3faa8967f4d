// Formula 4 on worked examples.
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { groupFigures, type KeyOf } from '#domain/coverage/net.ts'
import { expect, test } from 'vitest'
import { byProvider, group, record } from './groups.ts'

const byQuarter: KeyOf = ({ quarter }) => quarter.slice(5)
/** Per key `reported high expected low` of what is announced. */
const announced = (of: CountedGroup, keyOf = byQuarter) =>
  Object.fromEntries(
    [...groupFigures(of, keyOf)].map(
      ([
        key,
        {
          announced: { reported, high, expected, low },
        },
      ]) => [key, `${reported} ${high} ${expected} ${low}`],
    ),
  )
const open = (a: string, b: string, score: number) => ({ a, b, score })

test('counts every record in full where nothing is in doubt', () => {
  expect(announced(group([record('a', { Q1: 100, Q2: 50 }), record('b', { Q1: 90 })]))).toEqual({
    Q1: '190 190 190 190',
    Q2: '50 50 50 50',
  })
})

test('gives an open pair a range: both, or the smaller of the two', () => {
  // Q1: 190 - (190 - 90) x 0.8 = 110. Q2: b puts nothing there, so 50 - 50 x 0.8 = 10.
  const pair = group([record('a', { Q1: 100, Q2: 50 }), record('b', { Q1: 90 })], { open: [open('a', 'b', 0.8)] })

  expect(announced(pair)).toEqual({ Q1: '190 190 110 90', Q2: '50 50 10 0' })
})

test('takes for the low only the most advanced of a group', () => {
  // b is pledged, a and c are committed: 100 or 120 may be what is left, never 90.
  const records = [record('a', { Q1: 100 }), record('b', { Q1: 90 }, { rank: 2 }), record('c', { Q1: 120 })]
  const three = group(records, { open: [open('a', 'b', 0.5), open('b', 'c', 0.25)] })

  // 310 - (310 - 100) x 0.5
  expect(announced(three)).toEqual({ Q1: '310 310 205 100' })
})

test('counts confirmed duplicates as their survivor', () => {
  const pair = group([record('a', { Q1: 100 }), record('b', { Q1: 90 })], {
    confirmed: [{ survivor: 'b', other: 'a' }],
  })

  expect(announced(pair)).toEqual({ Q1: '190 90 90 90' })
})

test('gives the open pairs of a record that was set aside to its survivor', () => {
  const three = group([record('a', { Q1: 100 }), record('b', { Q1: 90 }), record('c', { Q1: 80 })], {
    confirmed: [{ survivor: 'a', other: 'b' }],
    open: [open('b', 'c', 1)],
  })

  expect(announced(three)).toEqual({ Q1: '270 180 80 80' })
})

test('counts a withdrawn record nowhere', () => {
  const pair = group([record('a', { Q1: 100 }), record('b', { Q1: 90 }, { withdrawn: true })], {
    confirmed: [{ survivor: 'b', other: 'a' }],
  })

  expect(announced(pair)).toEqual({ Q1: '100 100 100 100' })
})

test('reports an envelope in full beside its children and counts its remainder', () => {
  const envelope = group([record('e', { Q1: 500, Q2: 500 }), record('c', { Q2: 200 }, { envelopes: ['e'] })])

  expect(announced(envelope)).toEqual({ Q1: '500 400 400 400', Q2: '700 600 600 600' })
})

test('reduces an envelope by a child that was set aside', () => {
  const envelope = group(
    [record('e', { Q1: 1000 }), record('c', { Q2: 200 }, { envelopes: ['e'] }), record('s', { Q3: 210 })],
    { confirmed: [{ survivor: 's', other: 'c' }] },
  )

  expect(announced(envelope)).toEqual({
    Q1: '1000 800 800 800',
    Q2: '200 0 0 0',
    Q3: '210 210 210 210',
  })
})

test('recomputes envelopes for the low of an open pair', () => {
  // If e survives, it has the child of f too: 1000 - 200 - 300. If f does: 900 - 500 in Q2 and nothing in Q1.
  const envelopes = group(
    [
      record('e', { Q1: 1000 }),
      record('f', { Q1: 100, Q2: 800 }),
      record('c', { Q3: 200 }, { envelopes: ['e'] }),
      record('d', { Q3: 300 }, { envelopes: ['f'] }),
    ],
    { open: [open('e', 'f', 0.5)] },
  )

  // High in Q1: 1000 - 200 = 800, and 600/900 of 100 is 66.67: 67. Low in Q1: 500 if e survives, 400/900 of 100: 44 if f.
  // Expected: 44 + 823 / 2 = 455.5, half up. In Q2: 600 - 67 = 533, low 0, since e puts nothing there.
  expect(announced(envelopes)).toMatchObject({ Q1: '1100 867 456 44', Q2: '800 533 267 0', Q3: '500 500 500 500' })
})

test('keeps the children of one envelope that prove to be the same both out of it', () => {
  // Worked in Envelopes' comment: 1000 - 200 - 200, although 200 are counted only once.
  const envelope = group(
    [
      record('e', { Q1: 1000 }),
      record('c', { Q2: 200 }, { envelopes: ['e'] }),
      record('d', { Q2: 200 }, { envelopes: ['e'] }),
    ],
    { confirmed: [{ survivor: 'c', other: 'd' }] },
  )

  expect(announced(envelope)).toEqual({ Q1: '1000 600 600 600', Q2: '400 200 200 200' })
})

test('keeps providers apart: what another provider may survive with is not theirs', () => {
  const pair = group([record('a', { Q1: 100 }), record('b', { Q1: 90 }, { provider: 'un-dpko' })], {
    open: [open('a', 'b', 0.5)],
  })

  expect(announced(pair, (_, { provider }) => provider)).toEqual({
    eu: '100 100 50 0',
    'un-dpko': '90 90 45 0',
  })
  expect([...groupFigures(pair, byProvider).keys()]).toEqual([
    'eu|usd|psa||auc|2008-Q1',
    'un-dpko|usd|psa||auc|2008-Q1',
  ])
})
