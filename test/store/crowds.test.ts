// The mark of a contribution in a crowd of look-alikes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crowdsIn } from '#store/crowds.ts'
import { newTracker, startQuickEngine } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

test('says of those that are marked how far their lists reach, and of nobody else anything', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const crowds = crowdsIn(table)
  await crowds.mark('c1', { rank: 6, last: 'c9' })
  await crowds.mark('c2', { rank: 4, last: 'c8' })
  await crowds.mark('c3', { rank: 5, last: 'c9' })
  await crowds.mark('c3', null)
  // As it was kept before lists had a reach.
  await table.transact([{ put: { pk: 'CONTRIBUTION#c4', sk: 'CROWD', isFull: true } }])

  expect(await crowds.of(['c1', 'c2', 'c3', 'c4'])).toEqual(
    new Map([
      ['c1', { rank: 6, last: 'c9' }],
      ['c2', { rank: 4, last: 'c8' }],
    ]),
  )
})
