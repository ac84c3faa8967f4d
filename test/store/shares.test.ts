// What has to be added to the cells when a share changes.
import { expect, test } from 'vitest'
import { figuresBetween } from '#store/shares.ts'

test('the difference of two figures names only what differs', () => {
  const before = new Map([
    ['1a', 5n],
    ['1r', 2n],
  ])

  expect([
    ...figuresBetween(
      before,
      new Map([
        ['1a', 5n],
        ['2a', 1n],
      ]),
    ),
  ]).toEqual([
    ['1r', -2n],
    ['2a', 1n],
  ])
})
