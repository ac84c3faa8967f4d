// What an edited row changes: as a merge patch, nothing more.
import { describe, expect, test } from 'vitest'
import { besideRow, rowPatch } from '#domain/imports/rowPatch.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import type { NewContribution } from '#model/contribution.ts'
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

describe('what a row cannot say stays as it stands', () => {
  const changed = (standing: Partial<NewContribution>, row: Partial<NewContribution>) =>
    besideRow(sent(standing), sent(row), rowPatch(sent({}), sent(row)))

  test('quantities after the first, and what the first is worth', () => {
    const value = { amount: '5.00', currency: 'USD', method: 'list price' }
    const standing = {
      inKind: [
        { quantity: '30', unit: 'seats', value },
        { quantity: '2', unit: 'experts' },
      ],
    }

    expect(changed(standing, { inKind: [{ quantity: '41', unit: 'seats' }] })).toEqual({
      inKind: [
        { quantity: '41', unit: 'seats', value },
        { quantity: '2', unit: 'experts' },
      ],
    })
  })

  test('a unit that the record has further down is there once', () => {
    const standing = {
      inKind: [
        { quantity: '30', unit: 'seats' },
        { quantity: '2', unit: 'experts' },
      ],
    }

    expect(changed(standing, { inKind: [{ quantity: '3', unit: 'experts' }] })).toEqual({
      inKind: [{ quantity: '3', unit: 'experts' }],
    })
  })

  test('an amount and a quantity that read the same as they were written', () => {
    const standing = {
      money: { amount: '1234.5', currency: 'GBP' },
      inKind: [{ quantity: '2.5', unit: 'person-days' }],
    }
    const row = {
      money: { amount: '1234.50', currency: 'XAF' },
      inKind: [{ quantity: '2.50', unit: 'experts' }],
    }

    expect(changed(standing, row)).toEqual({
      money: { amount: '1234.5', currency: 'XAF' },
      inKind: [{ quantity: '2.5', unit: 'experts' }],
    })
  })

  test('the paragraph of a source', () => {
    const standing = { source: { document: 'S/2008/186', paragraph: '41' } }

    expect(changed(standing, { source: { document: 'A/1', paragraph: 'the id of the row' } })).toEqual({
      source: { document: 'A/1', paragraph: '41' },
    })
  })

  test.each([
    ['a renamed place', ['KE', 'ET'], ['Nairobi', 'Addis'], ['KE', 'ET'], ['Nairobi', 'Addis Ababa']],
    ['two places of one country', ['KE', 'KE', 'ET'], ['A', 'B', 'C'], ['KE', 'KE', 'ET'], ['A', 'B', 'D']],
    ['another country', ['KE', 'ET'], ['Nairobi', 'Goma'], ['KE', 'CD'], ['Nairobi', 'Goma']],
  ])('which place is in which country: %s', (_, wereIn, were, areIn, are) => {
    const pairs = (countries: string[], names: string[]) => names.map((name, at) => ({ country: countries[at], name }))
    // A row gives names, and beside them the countries once each.
    const row = [...are.map((name) => ({ name })), ...[...new Set(areIn)].map((country) => ({ country }))]

    expect(changed({ places: pairs(wereIn, were) }, { places: row })).toEqual({ places: pairs(areIn, are) })
  })

  test('places that were no pairs are what the row says', () => {
    const row = { places: [{ name: 'Nairobi' }, { country: 'KE' }, { country: 'ET' }] }

    expect(changed({ places: [{ name: 'Nairobi' }] }, row)).toEqual(row)
  })
})
