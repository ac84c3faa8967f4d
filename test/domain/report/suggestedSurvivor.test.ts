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

test('names the status in French where the reason is', () => {
  expect(reasonInFrench('Its status is the most advanced: active.')).toBe(
    'Son statut est le plus avancé : « en cours ».',
  )
  expect(reasonInFrench('No record is further than committed, and this one says most.')).toBe(
    'Aucune fiche n’est plus avancée que « engagée », et celle-ci en dit le plus.',
  )
})

test('suggests nothing for no records', () => {
  expect(suggestedSurvivor([])).toBeNull()
})
