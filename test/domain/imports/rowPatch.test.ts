// What an edited row changes: as a merge patch, nothing more.
import { expect, test } from 'vitest'
import { rowPatch } from '#domain/imports/rowPatch.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import { sent } from '#test/support/builders.ts'

test('a row that says the same changes nothing', () => {
  expect(rowPatch(sent(), structuredClone(sent()))).toEqual({})
})

test('what is changed, added and taken away', () => {
  const patch = rowPatch(sent({ description: 'old' }), sent({ title: 'New', language: 'fr' }))

  expect(patch).toEqual({ title: 'New', language: 'fr', description: null })
})

test('an object replaces another whole', () => {
  const before = sent({ money: { amount: '5', currency: 'EUR', valueDate: '2008-01-01' } })
  const after = sent({ money: { amount: '6', currency: 'EUR' } })

  expect(mergePatch(before, rowPatch(before, after))).toEqual(after)
})
