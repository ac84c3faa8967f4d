// When a pledge lapses: deadlines of 12, 18, 24, ... months, renewals, suspensions and corrections.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lapsedOn, type Pledge, pledgeDue, warnedFrom } from '#domain/pledge.ts'
import { addDays, addMonths } from '#domain/days.ts'
import type { Status } from '#model/contribution.ts'

const moves = (...steps: [Status, string][]): Pledge['statusHistory'] =>
  steps.map(([status, day]) => ({ status, at: `${day}T10:00:00.000Z`, by: 'ann', reason: null }))

const pledge = (different: Partial<Pledge> = {}): Pledge => ({
  status: 'pledged',
  withdrawn: false,
  statusHistory: moves(['pledged', '2008-03-24']),
  createdAt: '2008-03-24T10:00:00.000Z',
  updatedAt: '2020-01-01T10:00:00.000Z',
  renewals: [],
  ...different,
})
const renewed = (...dates: string[]): Partial<Pledge> => ({ renewals: dates.map((date) => ({ date })) })

test.each<[string, Partial<Pledge>, string | null]>([
  ['never renewed', {}, '2009-03-24'],
  ['renewed in its last month', renewed('2009-03-10'), '2009-09-24'],
  ['renewed on its last day', renewed('2009-03-24'), '2009-09-24'],
  ['renewed twice in time', renewed('2009-03-10', '2009-09-20'), '2010-03-24'],
  ['renewed far too early', renewed('2008-04-01', '2008-04-02'), '2009-03-24'],
  ['renewed two months early', renewed('2009-01-24'), '2009-09-24'],
  ['renewed after it lapsed', renewed('2009-05-01'), '2009-09-24'],
  ['renewed years after it lapsed', renewed('2012-03-20'), '2012-09-24'],
  ['renewed before it was pledged', renewed('2008-01-01'), '2009-03-24'],
  [
    'renewed ahead of time by date only',
    { ...renewed('2099-01-01'), updatedAt: '2009-03-01T10:00:00.000Z' },
    '2009-09-24',
  ],
  ['entered later', { statusHistory: moves(['pipeline', '2008-03-24'], ['pledged', '2008-06-01']) }, '2009-06-01'],
  [
    'recorded later than entered',
    { statusHistory: moves(['pledged', '2007-01-01']), createdAt: '2008-03-24T10:00:00.000Z' },
    '2009-03-24',
  ],
  [
    'suspended meanwhile',
    { statusHistory: moves(['pledged', '2008-03-24'], ['suspended', '2008-05-01'], ['pledged', '2008-12-01']) },
    '2009-03-24',
  ],
  [
    'committed and corrected',
    { statusHistory: moves(['pledged', '2008-03-24'], ['committed', '2008-05-01'], ['pledged', '2008-12-01']) },
    '2009-12-01',
  ],
  [
    'pledged on a leap day',
    { statusHistory: moves(['pledged', '2008-02-29']), createdAt: '2008-02-29T01:00:00Z' },
    '2009-02-28',
  ],
  ['committed', { status: 'committed' }, null],
  ['suspended', { status: 'suspended' }, null],
  ['withdrawn', { withdrawn: true }, null],
])('a pledge %s', (_, different, due) => {
  expect(pledgeDue(pledge(different))).toBe(due)
})

describe('a pledge', () => {
  test('has lapsed from its day on, and since the day on which that was seen', () => {
    const standing = { ...pledge(), lapsedOn: null }

    expect(lapsedOn(standing, '2009-03-23')).toBeNull()
    expect(lapsedOn(standing, '2009-03-24')).toBe('2009-03-24')
    expect(lapsedOn({ ...standing, lapsedOn: '2009-03-24' }, '2009-08-01')).toBe('2009-03-24')
    expect(lapsedOn({ ...pledge(renewed('2009-04-01')), lapsedOn: '2009-03-24' }, '2009-04-01')).toBeNull()
  })

  test('is warned of thirty days before', () => {
    expect(warnedFrom('2009-03-24')).toBe('2009-02-22')
  })

  test('renewed at any time stands for three to nine months more, never less than its first year, on its own rhythm', () => {
    const start = '2008-03-24'
    const rhythm = Array.from({ length: 60 }, (_, at) => addMonths(start, 12 + 6 * at))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), (days) => {
        const day = addDays(start, days)
        const due = pledgeDue(pledge({ ...renewed(day), updatedAt: '2099-01-01T00:00:00Z' })) ?? ''

        expect(rhythm).toContain(due)
        expect(due >= addDays(addMonths(day, 3), -4)).toBe(true)
        expect(due === rhythm[0] || due <= addDays(addMonths(day, 9), 4)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
