// What would be counted twice.
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { expect, test } from 'vitest'

test('is the smaller amount, and unknown without two', () => {
  expect(usdAtRisk({ usdCents: 13_418_600n }, { usdCents: 13_500_000n })).toBe('134186.00')
  expect(usdAtRisk({ usdCents: 13_418_600n }, { usdCents: null })).toBeNull()
})
