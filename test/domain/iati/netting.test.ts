// Negative transactions: what is left is positive, and sums to the same.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Notes } from '#domain/iati/elements.ts'
import { netOf } from '#domain/iati/netting.ts'

const movement = fc.record({
  date: fc.integer({ min: 1, max: 28 }).map((day) => `2019-02-${String(day).padStart(2, '0')}`),
  valueDate: fc.constant('2019-02-01'),
  hundredths: fc.bigInt({ min: -1000n, max: 1000n }),
  currency: fc.constantFrom('USD', 'EUR'),
})

test('what is left is positive and of the same sum; nothing is left of what is taken back altogether', () => {
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 300 }), (movements) => {
      const notes = new Notes()
      const left = netOf(movements, 'commitment', notes)
      const sum = (all: readonly { hundredths: bigint; currency: string }[], currency: string): bigint =>
        all.reduce((total, one) => (one.currency === currency ? total + one.hundredths : total), 0n)

      expect(left.every(({ hundredths }) => hundredths > 0n)).toBe(true)
      for (const currency of ['USD', 'EUR']) {
        const given = sum(movements, currency)
        expect(sum(left, currency)).toBe(given > 0n ? given : 0n)
      }
    }),
  )
})
