// Which record to keep: the most advanced, then the most complete, then the first.
import { reasonInFrench, suggestedSurvivor } from '#domain/report/suggestedSurvivor.ts'
import { expect, test } from 'vitest'
import { contribution, dollars } from './material.ts'

const plain = contribution('a')
const active = contribution('b', { status: 'active' })
const complete = contribution('c', { ...dollars('1'), agreement: 'A-1' })
const earlier = contribution('d', { createdAt: '2008-02-01T10:00:00Z' })
const cancelled = contribution('e', { status: 'cancelled', ...dollars('1'), agreement: 'A-1' })

test.each([
  ['the most advanced', [plain, complete, active], 'b', 'most advanced: active'],
  ['of those the most complete', [plain, complete, earlier], 'c', 'says most'],
  ['of those the first', [plain, earlier], 'd', 'recorded first'],
  ['never a cancelled one before a live one', [cancelled, plain], 'a', 'most advanced: committed'],
])('keeps %s', (_, records, contributionId, reason) => {
  expect(suggestedSurvivor(records)).toEqual({ contribution: contributionId, reason: expect.stringContaining(reason) })
  expect(suggestedSurvivor(records.toReversed())?.contribution).toBe(contributionId)
  expect(reasonInFrench(suggestedSurvivor(records)?.reason ?? '')).toMatch(/^(?:Son statut|Aucune fiche) .+\.$/)
})

test('suggests nothing for no records', () => {
  expect(suggestedSurvivor([])).toBeNull()
})
