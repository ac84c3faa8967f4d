// Confidential contributions: figures as if they did not exist, and what they add for who may see them.
import { addFigures, noFigures } from '#domain/coverage/figure.ts'
import { groupFigures } from '#domain/coverage/net.ts'
import { presenceOf, viewerFigures } from '#domain/coverage/viewers.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byCell, group, randomGroups, record } from './groups.ts'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const secret = { visibility: 'coordinators' as const }

test('has one view where nothing is confidential', () => {
  expect([...viewerFigures(group([record('a', { Q1: 100 })]), byCell).keys()]).toEqual(['everyone'])
})

test('gives coordinators and the partners of a confidential record what it changes', () => {
  // b is the same as a for those who see it: 90 more reported, nothing more at most, 10 less counted.
  const records = [record('a', { Q1: 100, Q2: 7 }), record('b', { Q1: 90, Q2: 7 }, { ...secret, provider: 'un-dpko' })]
  const views = viewerFigures(group(records, { confirmed: [{ survivor: 'b', other: 'a' }] }), byCell)

  expect([...views.keys()]).toEqual(['everyone', 'coordinators', 'partner:eu', 'partner:un-dpko'])
  expect(views.get('everyone')?.get('usd|psa||auc|2008-Q1')?.announced).toEqual({
    reported: 100n,
    high: 100n,
    expected: 100n,
    low: 100n,
  })
  expect(views.get('partner:un-dpko')?.get('usd|psa||auc|2008-Q1')?.announced).toEqual({
    reported: 90n,
    high: -10n,
    expected: -10n,
    low: -10n,
  })
})

test('leaves out of a difference the keys where it is nothing', () => {
  const records = [record('a', { Q1: 100 }), record('b', { Q2: 90 }, secret)]

  expect([...(viewerFigures(group(records), byCell).get('coordinators')?.keys() ?? [])]).toEqual([
    'usd|psa||auc|2008-Q2',
  ])
})

test('lets no shared envelope be reduced by a confidential child for everyone', () => {
  const records = [record('e', { Q1: 100 }), record('c', { Q1: 90 }, { ...secret, envelopes: ['e'] })]
  const views = viewerFigures(group(records), byCell)

  expect(views.get('everyone')?.get('usd|psa||auc|2008-Q1')?.announced.high).toBe(100n)
  expect(views.get('coordinators')?.get('usd|psa||auc|2008-Q1')?.announced).toMatchObject({ reported: 90n, high: 0n })
})

test('gives everyone the figures of the group without its confidential records', () => {
  fc.assert(
    fc.property(randomGroups, (within) => {
      const shared = within.records.filter(({ visibility }) => visibility === 'shared')
      const ids = new Set(shared.map(({ id }) => id))
      const without = {
        ...within,
        records: shared,
        confirmed: within.confirmed.filter(({ survivor, other }) => ids.has(survivor) && ids.has(other)),
        open: within.open.filter(({ a, b }) => ids.has(a) && ids.has(b)),
      }

      expect(viewerFigures(within, byCell).get('everyone')).toEqual(groupFigures(without, byCell))
    }),
    runs,
  )
})

test('adds up to all that a coordinator sees', () => {
  fc.assert(
    fc.property(randomGroups, (within) => {
      const views = viewerFigures(within, byCell)
      const [everyone, overlay] = [views.get('everyone'), views.get('coordinators')]

      for (const [key, figures] of groupFigures(within, byCell)) {
        expect(addFigures(everyone?.get(key) ?? noFigures, overlay?.get(key) ?? noFigures)).toEqual(figures)
      }
    }),
    runs,
  )
})

test('tells who is active where, once an area, a confidential record to its own partners and coordinators only', () => {
  const records = [
    record('a', { Q1: 100, Q2: 5 }),
    record('b', { Q1: 90 }, { ...secret, provider: 'un-dpko', reportedBy: 'auc' }),
    record('c', { Q1: 1 }, { withdrawn: true, provider: 'ecowas' }),
    record('d', {}, { provider: 'ecowas' }),
  ]

  expect(presenceOf(group(records)).map(({ viewer, provider }) => `${viewer} ${provider}`)).toEqual([
    'everyone eu',
    'coordinators un-dpko',
    'partner:un-dpko un-dpko',
    'partner:auc un-dpko',
  ])
})
