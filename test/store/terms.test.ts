// Terms of the taxonomy: a vocabulary in one look, kinds and codes apart.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { termId } from '#store/terms.ts'
import { created, keptTerm, newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const create = async (...of: Parameters<typeof keptTerm>): Promise<void> => {
  const record = keptTerm(...of)
  await tracker.store.terms.commit({ ...created(termId(record.kind, record.code)), record })
}

describe('a term', () => {
  test('is read by its kind and code', async () => {
    await create('unit', 'seats')

    expect((await tracker.store.terms.get('unit/seats'))?.record).toEqual(keptTerm('unit', 'seats'))
    expect(await tracker.store.terms.get('modality/seats')).toBeUndefined()
  })

  test('of the same code in another kind is another term', async () => {
    await create('unit', 'items')
    await create('modality', 'items')

    expect((await tracker.store.terms.getAll(['unit/items', 'modality/items'])).size).toBe(2)
  })

  test('stands in the list of its kind, by code', async () => {
    for (const code of ['seats', 'items', 'experts']) await create('unit', code)
    await create('modality', 'training')

    expect((await tracker.store.terms.ofKind('unit')).map(({ code }) => code)).toEqual(['experts', 'items', 'seats'])
  })
})
