// Every move between two statuses, as a truth table.
import { statusBeforeSuspension, statusMove, statusRank } from '#domain/statusLadder.ts'
import { statuses } from '#model/contribution.ts'
import { expect, test } from 'vitest'

// y: an ordinary move; c: a correction; b: only back to where it was. Columns as rows, staying included.
const table = {
  //            pip ple com act cpl sus can
  pipeline: 'y y y y y y y',
  pledged: 'c y y y y y y',
  committed: 'c c y y y y y',
  active: 'c c c y y y y',
  completed: 'c c c c y c c',
  suspended: 'b b b b c y y',
  cancelled: 'c c c c c c y',
}
const moves = statuses.flatMap((from) =>
  table[from].split(' ').map((kind, column) => ({ from, to: statuses[column] ?? from, kind })),
)

test.each(moves.filter(({ kind }) => kind === 'y'))('lets $from go to $to', ({ from, to }) => {
  expect(statusMove(from, to, null, false)).toEqual({ allowed: true, correction: false })
  expect(statusMove(from, to, null, true)).toEqual({ allowed: true, correction: false })
})

test.each(moves.filter(({ kind }) => kind === 'c'))('lets $from go to $to as a correction only', ({ from, to }) => {
  expect(statusMove(from, to, null, false)).toMatchObject({ allowed: false, why: expect.stringContaining(from) })
  expect(statusMove(from, to, null, true)).toEqual({ allowed: true, correction: true })
})

test.each(moves.filter(({ kind }) => kind === 'b'))(
  'lets suspended go back to $to only if it was there',
  ({ from, to }) => {
    expect(statusMove(from, to, to, false)).toEqual({ allowed: true, correction: false })
    expect(statusMove(from, to, to === 'active' ? 'pledged' : 'active', false)).toMatchObject({ allowed: false })
    expect(statusMove(from, to, null, true)).toEqual({ allowed: true, correction: true })
  },
)

test('remembers where a suspended contribution was', () => {
  const moved = (...made: (typeof statuses)[number][]) => made.map((status) => ({ status }))

  expect(statusBeforeSuspension(moved('pipeline', 'active', 'suspended'))).toBe('active')
  expect(statusBeforeSuspension(moved('suspended'))).toBeNull()
})

test('ranks the ladder, with suspended and cancelled lowest', () => {
  expect(statuses.map((status) => statusRank(status))).toEqual([1, 2, 3, 4, 5, 0, 0])
})
