// Formula 6: what authorizations cover, what of support they do not, and when a report is due.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorizedRuns, daysOutside, deadlinesOf, unauthorizedSupport } from '#domain/authorization.ts'
import { addDays, daysBetween } from '#domain/days.ts'
import type { Authorization, PeaceOperation } from '#model/peaceOperation.ts'

const first = { document: 'S/RES/1744 (2007)', from: '2007-02-20', to: '2007-08-20' }
const renewed = { document: 'S/RES/1772 (2007)', from: '2007-08-20', to: '2008-02-20' }
const later = { document: 'S/RES/1831 (2008)', from: '2008-08-19', to: '2009-02-19' }

describe('authorizations', () => {
  test.each<[string, Authorization[], [string, string | null][]]>([
    ['that follow on their last day are one run', [renewed, first], [['2007-02-20', '2008-02-20']]],
    [
      'with a day between are two',
      [first, { ...renewed, from: '2007-08-22' }],
      [
        ['2007-02-20', '2007-08-20'],
        ['2007-08-22', '2008-02-20'],
      ],
    ],
    ['that begin the day after are one', [first, { ...renewed, from: '2007-08-21' }], [['2007-02-20', '2008-02-20']]],
    ['one within another change nothing', [{ ...first, to: '2009-01-01' }, renewed], [['2007-02-20', '2009-01-01']]],
    ['without an end cover all that follows', [{ ...first, to: null }, later], [['2007-02-20', null]]],
    ['there may be none', [], []],
  ])('%s', (_name, authorizations, runs) => {
    expect(authorizedRuns(authorizations).map(({ from, to }) => [from, to])).toEqual(runs)
  })
})

describe('support', () => {
  const dated = (start: string, end?: string) => ({ period: { start, end }, money: null })

  test.each([
    ['within', dated('2007-03-01', '2008-02-20'), null],
    ['across a gap', dated('2008-02-01', '2008-09-30'), [{ from: '2008-02-21', to: '2008-08-18' }]],
    [
      'too early and too late',
      dated('2007-02-18', '2009-02-20'),
      [
        { from: '2007-02-18', to: '2007-02-19' },
        { from: '2008-02-21', to: '2008-08-18' },
        { from: '2009-02-20', to: '2009-02-20' },
      ],
    ],
    ['on one day after the end', dated('2008-02-21'), [{ from: '2008-02-21', to: '2008-02-21' }]],
    [
      'by its value date',
      { period: null, money: { valueDate: '2006-01-01' } },
      [{ from: '2006-01-01', to: '2006-01-01' }],
    ],
    ['that nobody dated', { period: null, money: {} }, null],
  ])('%s', (_name, support, outside) => {
    expect(unauthorizedSupport(support, [first, renewed, later])?.outside ?? null).toEqual(outside)
  })

  test('to an operation without an authorization is listed, dated or not', () => {
    expect(unauthorizedSupport(dated('2007-03-01', '2007-03-31'), [])).toEqual({
      period: { start: '2007-03-01', end: '2007-03-31' },
      outside: [{ from: '2007-03-01', to: '2007-03-31' }],
      reason: 'no-authorization',
    })
    expect(unauthorizedSupport({ period: null, money: null }, [])).toEqual({
      period: null,
      outside: [],
      reason: 'no-authorization',
    })
  })

  test('every day of a span is authorized or outside, and none is both', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2007-01-01', n))
    const days = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
    const authorizations = fc.array(
      days.map((one) => ({ document: 'S/RES/1', ...one })),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(days, authorizations, (span, given) => {
        const outside = daysOutside(span, given)
        for (let at = 0; at < daysBetween(span.from, span.to); at += 1) {
          const today = addDays(span.from, at)
          const isAuthorized = given.some(({ from, to }) => from <= today && today <= to)
          const isOutside = outside.some(({ from, to }) => from <= today && today <= to)
          expect(isOutside).toBe(!isAuthorized)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('deadlines', () => {
  const operation = (more: Partial<PeaceOperation> = {}): PeaceOperation => ({
    id: 'amisom', name: 'AMISOM', lead: 'au', description: null, authorizations: [first, renewed], reportEveryDays: 60,
    reports: [{ document: 'S/2007/204', date: '2007-04-20' }], source: null, revision: 1,
    createdAt: '2007-01-01T00:00:00.000Z', updatedAt: '2007-01-01T00:00:00.000Z', ...more,
  }) // prettier-ignore
  const due = (today: string, more?: Partial<PeaceOperation>, within = 90) =>
    deadlinesOf(operation(more), today, within).map(({ kind, date, document, overdue }) => [
      kind,
      date,
      document,
      overdue,
    ])

  test.each<[string, string, Partial<PeaceOperation>, unknown[]]>([
    ['is due after the last one', '2007-05-01', {}, [['report-due', '2007-06-19', 'S/2007/204', false]]],
    ['is not overdue on its day', '2007-06-19', {}, [['report-due', '2007-06-19', 'S/2007/204', false]]],
    ['is overdue the day after', '2007-06-20', {}, [['report-due', '2007-06-19', 'S/2007/204', true]]],
    [
      'is counted from the beginning where none was made',
      '2007-03-01',
      { reports: [] },
      [['report-due', '2007-04-21', null, false]],
    ],
    [
      'stays overdue when the authorization has ended',
      '2008-03-01',
      {},
      [['report-due', '2007-06-19', 'S/2007/204', true]],
    ],
    ['is not due after the authorization', '2008-03-01', { reports: [{ document: 'S/2', date: '2008-01-31' }] }, []],
    ['is not due without a rhythm', '2007-05-01', { reportEveryDays: null }, []],
    ['is not due before anything is authorized', '2007-02-19', {}, []],
    [
      'is not made in the future',
      '2007-05-01',
      { reports: [{ document: 'S/2', date: '2007-12-01' }] },
      [['report-due', '2007-04-21', null, true]],
    ],
    ['is not due without an authorization', '2007-05-01', { authorizations: [] }, []],
  ])('a report %s', (_name, today, more, expected) => {
    expect(due(today, more)).toEqual(expected)
  })

  test('an authorization that is renewed does not end', () => {
    const quiet = { reportEveryDays: null }
    expect(due('2007-08-01', quiet)).toEqual([])
    expect(due('2008-01-01', quiet)).toEqual([['authorization-ends', '2008-02-20', 'S/RES/1772 (2007)', false]])
    expect(due('2008-01-01', quiet, 30)).toEqual([])
    expect(due('2008-02-21', quiet)).toEqual([])
    expect(due('2008-01-01', { ...quiet, authorizations: [{ ...first, to: null }] })).toEqual([])
  })
})
