// What sets two editions of a series apart, and what does not.
import { expect, test } from 'vitest'
import { areApart, type Placed } from '#domain/findings/editionsApart.ts'

const placed = (different: Partial<Placed> = {}): Placed => ({ numbers: [], years: [], period: null, ...different })
const phase = (number: number): Placed['numbers'][number] => ({ kind: 'phase', number })
const during = (start: string, end: string | null = null): Partial<Placed> => ({ period: { start, end } })

test.each<[string, Partial<Placed>, Partial<Placed>]>([
  ['two phases', { numbers: [phase(1)] }, { numbers: [phase(2)] }],
  ['two years in the titles', { years: [2007] }, { years: [2008] }],
  ['periods a year apart', during('2007-06-04', '2007-06-15'), during('2008-06-02', '2008-06-13')],
  ['periods two months apart', during('2008-01-07', '2008-01-18'), during('2008-03-03', '2008-03-14')],
  ['days without an end', during('2008-01-07'), during('2008-03-03')],
])('%s are apart', (_words, a, b) => {
  expect([areApart(placed(a), placed(b)), areApart(placed(b), placed(a))]).toEqual([true, true])
})

test.each<[string, Partial<Placed>, Partial<Placed>]>([
  ['nothing is said', {}, {}],
  ['one says nothing', { numbers: [phase(1)], years: [2007], ...during('2007-01-01') }, {}],
  ['one phase', { numbers: [phase(1)] }, { numbers: [phase(1), phase(2)] }],
  ['a phase and a tranche', { numbers: [phase(1)] }, { numbers: [{ kind: 'tranche', number: 2 }] }],
  ['years in common', { years: [2007, 2008] }, { years: [2008] }],
  ['periods that touch', during('2007-01-01', '2008-12-31'), during('2008-06-01', '2009-12-31')],
  ['starts a fortnight apart', during('2008-06-02', '2008-06-13'), during('2008-06-16', '2008-06-27')],
])('%s: they may be one', (_words, a, b) => {
  expect([areApart(placed(a), placed(b)), areApart(placed(b), placed(a))]).toEqual([false, false])
})
