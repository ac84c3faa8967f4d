// What is derived, and what of it differs between two histories that end the same.
import { describe, expect, test } from 'vitest'
import { derivedLines, isDerived, mendWrites } from '#store/derivedItems.ts'
import type { Item } from '#store/table.ts'

test.each([
  ['FINDING#f', 'FINDING', true],
  ['FINDING#f', 'DECISIONS', false],
  ['CONTRIBUTION#c', 'FINDING#f', true],
  ['CONTRIBUTION#c', 'CONTRIBUTION', false],
  ['PARTNER#p', 'LISTED', true],
  ['PARTNER#p', 'PARTNER', false],
  ['COVERAGE#everyone#usd#none#items', '~#2008', true],
  ['VERIFICATION', 'VERIFICATION', false],
  ['AUDIT#NEED#n', '00000001', false],
])('%s %s: derived is %s', (pk, sk, derived) => {
  expect(isDerived({ pk, sk })).toBe(derived)
})

test('zeros, versions, the order of fields and what is no more than nothing make no difference', () => {
  const cell = { pk: 'COVERAGE#everyone#usd#none#items', sk: '~#2008' }

  expect(derivedLines([{ ...cell, v: 7, t: 8, '1a': 5, '2a': 0 }])).toEqual(derivedLines([{ '1a': 5n, ...cell, v: 1 }]))
  expect(derivedLines([{ ...cell, '1a': 5 }])).not.toEqual(derivedLines([{ ...cell, '1a': 6 }]))
  expect(derivedLines([{ ...cell, '1a': 0 }])).toEqual([])
  expect(derivedLines([{ pk: 'FINDING#f', sk: 'FINDING', finding: { state: 'gone' } }])).toEqual([])
})

describe('what makes an item what is due', () => {
  const key = { pk: 'COVERAGE#everyone#usd#none#items', sk: '~#2008' }
  const writesOf = (standing: Item | undefined, due: Item | undefined) => {
    const { pk, sk } = standing ?? due ?? key
    return mendWrites({ key: { pk, sk }, standing, due }, '1970-01-01T00:00:00.005Z')
  }

  test('counts the images of a cell anew, later than all before: nobody lost what is mended', () => {
    const [cell, image] = writesOf({ ...key, v: 4, t: 9, '1r': 5 }, { ...key, v: 2, t: 30, '1r': 3, '2r': 0 })

    expect(cell).toMatchObject({ put: { ...key, v: 1, t: 10, '1r': 3 }, condition: '#v = :v', values: { ':v': 4 } })
    expect(image?.put).toEqual({ pk: `IMAGE#${key.pk}`, sk: expect.stringMatching(/^~#2008#0*10#0*1$/), '1r': 3 })
  })

  test('leaves of a cell that is nobody’s that it has changed', () => {
    const [cell] = writesOf({ ...key, v: 4, t: 1, '1r': 5 }, undefined)

    expect(cell?.put).toEqual({ ...key, v: 1, t: 5 })
  })

  test('moves a version, and keeps since when a finding is known', () => {
    const group = { pk: 'GROUP#g', sk: 'GROUP', members: ['g'] }
    expect(writesOf({ ...group, version: 7, state: 'other' }, { ...group, version: 1, state: 'g1' })).toMatchObject([
      { put: { ...group, version: 8, state: 'g1' }, condition: 'version = :read', values: { ':read': 7 } },
    ])
    expect(writesOf(undefined, { ...group, version: 3 })).toMatchObject([
      { put: { version: 1 }, condition: 'attribute_not_exists(version)' },
    ])
    const finding = { pk: 'FINDING#f', sk: 'FINDING' }
    const held = { score: 1, firstSeen: 'then', updatedAt: 'later' }
    expect(
      writesOf(
        { ...finding, finding: held },
        { ...finding, finding: { score: 2, firstSeen: 'now', updatedAt: 'now' } },
      ),
    ).toMatchObject([
      { put: { finding: { score: 2, firstSeen: 'then', updatedAt: 'now' } }, values: { ':read': 'later' } },
    ])
  })
})
