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

test('says of those that are marked whether their lists are full, and of nobody else anything', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const crowds = crowdsIn(table)
  await crowds.mark('c1', true)
  await crowds.mark('c2', false)
  await crowds.mark('c3', true)
  await crowds.mark('c3', null)

  expect(await crowds.of(['c1', 'c2', 'c3', 'c4'])).toEqual(
    new Map([
      ['c1', true],
      ['c2', false],
    ]),
  )
})
