// Two records as editions of one series: by their titles, or because the work is the same again.
import { expect, test } from 'vitest'
import { areOfOneSeries, editionsOf } from '#domain/findings/editionsOf.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import type { Contribution } from '#model/contribution.ts'
import { keptContribution } from '#test/support/builders.ts'

const record = (id: string, year: number, different: Partial<Contribution> = {}) =>
  matchRecordOf(
    keptContribution({
      id,
      title: `Disarmament and reintegration course ${year}`,
      period: { start: `${year}-06-02`, end: `${year}-06-13` },
      ...different,
    }),
  )
const work = { title: 'Demobilisation of child soldiers: reintegration course', implementers: ['ecowas'] }

test('are called by their years', () => {
  expect(editionsOf(record('a', 2024), record('b', 2025))).toEqual(['2024', '2025'])
})

test('are called by their numbers where both have them, and by their days within a year', () => {
  const phase = (id: string, title: string) => record(id, 2008, { title })
  const autumn = { title: 'Disarmament and reintegration course', period: { start: '2008-10-02', end: '2008-10-13' } }

  expect(editionsOf(phase('a', 'Demining of borders, phase I'), phase('b', 'Demining of borders, phase III'))).toEqual([
    'phase 1',
    'phase 3',
  ])
  expect(editionsOf(record('a', 2008, { title: autumn.title }), record('b', 2008, autumn))).toEqual([
    '2008-06-02',
    '2008-10-02',
  ])
})

test('are none of one edition, of other providers or beneficiaries, or without a beneficiary in common', () => {
  const one = record('a', 2008)

  expect(editionsOf(one, record('b', 2008))).toBeNull()
  expect(editionsOf(one, record('b', 2009, { provider: 'eu' }))).toBeNull()
  expect(editionsOf(one, record('b', 2009, { beneficiary: 'ecowas' }))).toBeNull()
})

test('may be worded anew where implementer, area, modality and half of the subject are the same', () => {
  const one = record('a', 2008, { implementers: ['ecowas'] })

  expect(editionsOf(one, record('b', 2009, work))).toEqual(['2008', '2009'])
  expect(areOfOneSeries(one, record('b', 2008, work))).toBe(true)
})

test.each<[string, Partial<Contribution>]>([
  ['another implementer', { implementers: ['auc'] }],
  ['another area', { priorityAreas: [{ code: 'mission-planning' }] }],
  ['another modality', { modality: 'funding' }],
  ['another subject', { title: 'Radio operators course' }],
])('worded anew and with %s they are not', (_words, different) => {
  const one = record('a', 2008, { implementers: ['ecowas'] })

  expect(editionsOf(one, record('b', 2009, { ...work, ...different }))).toBeNull()
})
