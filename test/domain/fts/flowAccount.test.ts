// The account: every dollar of the naive sum is counted, or left out by a rule.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ftsAccount, ftsCauseText } from '#domain/fts/flowAccount.ts'
import { toHundredths } from '#domain/decimal.ts'
import { ftsBoundaries, ftsStatuses } from '#model/fts.ts'
import { flow } from '#test/support/ftsFlows.ts'

test('a parked parent counts with what is left of it, its children in full, what is passed on inside not again', () => {
  const account = ftsAccount([
    flow({ id: 1, flowType: 'Parked', amountUSD: 300, childFlowIds: [2, 3] }),
    flow({ id: 2, amountUSD: 500, parentFlowId: 1 }),
    flow({ id: 3, amountUSD: 200, parentFlowId: 1, boundary: 'internal' }),
    flow({ id: 4, amountUSD: 40, status: 'pledge' }),
  ])

  expect(account).toMatchObject({ naive: 104_000n, net: 80_000n, pledges: 4000n })
  expect(account.leftOut).toEqual([
    { rule: 'internal', flowType: 'Standard', hasParent: true, flows: 1, amount: 20_000n },
    { rule: 'pledge', flowType: 'Standard', hasParent: false, flows: 1, amount: 4000n },
  ])
  expect(account.counted.map(ftsCauseText)).toEqual([
    'Standard, child of another flow: counts',
    'Parked: counts with what is not yet passed on; its children count by themselves',
  ])
  expect(account.lines[2]).toEqual({ id: '3', flowType: 'Standard', amount: 20_000n, rule: 'internal', because: '1' })
})

const flows = fc.array(
  fc.record({
    amountUSD: fc.integer({ min: -1_000_000, max: 900_000_000 }),
    boundary: fc.constantFrom(...ftsBoundaries),
    onBoundary: fc.constantFrom('single', 'shared', 'overlap'),
    status: fc.constantFrom(...ftsStatuses),
    flowType: fc.constantFrom('Standard', 'Parked', 'Pass through', 'Carryover'),
    parentFlowId: fc.constantFrom(null, 7),
  }),
)

test('what counts and what is left out add up to the naive sum, by cause and by flow', () => {
  const sum = (parts: readonly { amount: bigint }[]): bigint => parts.reduce((total, { amount }) => total + amount, 0n)
  fc.assert(
    fc.property(flows, (sent) => {
      const account = ftsAccount(sent.map((one, at) => flow({ id: at, ...one })))

      expect(account.naive).toBe(sent.reduce((total, one) => total + toHundredths(String(one.amountUSD)), 0n))
      expect(sum(account.counted)).toBe(account.net)
      expect(account.net + sum(account.leftOut)).toBe(account.naive)
      expect(sum(account.lines)).toBe(account.naive)
      expect(account.lines).toHaveLength(sent.length)
    }),
    { numRuns: 2000 },
  )
})
