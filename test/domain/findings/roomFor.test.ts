// Room for what is said of a finding: each partner has its own, and the coordinators theirs.
import { expect, test } from 'vitest'
import { decisionsFull, disputesFull, mostDecisionBytes, mostDisputeBytesOfPartner } from '#domain/findings/roomFor.ts'
import type { Decision } from '#model/finding.ts'
import { decision } from '../report/material.ts'

const at = '2008-03-24T10:00:00Z'
const disputes = (count: number, partner: string, text = '\u20ac'.repeat(4000)) =>
  Array.from({ length: count }, () => ({ partner, text, at }))
const decisions = (count: number, note: string): Decision[] =>
  Array.from({ length: count }, () => decision('not-duplicate', { note }))

test('one partner can say two of the longest disputes and not a third', () => {
  expect(disputesFull(disputes(2, 'eu'), 'eu')).toBeNull()
  expect(disputesFull(disputes(3, 'eu'), 'eu')).toContain('one partner')
})

test('what one partner said takes nothing of what another may say', () => {
  expect(disputesFull([...disputes(2, 'eu'), ...disputes(2, 'france')], 'france')).toBeNull()
})

test('many partners together are bounded too', () => {
  const all = ['a', 'b', 'c', 'd'].flatMap((partner) => disputes(2, partner))

  expect(disputesFull(all, 'd')).toContain('The disputes of one finding')
})

test('bytes count, not characters, and so does what JSON escapes', () => {
  const quotes = '"'.repeat(mostDisputeBytesOfPartner / 2)

  expect(disputesFull(disputes(1, 'eu', quotes), 'eu')).not.toBeNull()
  expect(disputesFull(disputes(1, 'eu', quotes.replaceAll('"', 'q')), 'eu')).toBeNull()
})

test('decisions are bounded by their bytes', () => {
  expect(decisionsFull(decisions(19, '\u20ac'.repeat(1000)))).toBeNull()
  expect(decisionsFull(decisions(30, '\u20ac'.repeat(1000)))).toContain(String(mostDecisionBytes / 1000))
})
