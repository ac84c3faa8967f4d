// The solver: what it solves, solves; what it cannot, it says.
import { choleskySolve } from '#domain/matching/fitting/choleskySolve.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const size = 4
const entry = fc.double({ min: -3, max: 3, noNaN: true })

test('solves any positive definite system', () => {
  const property = fc.property(
    fc.array(entry, { minLength: 16, maxLength: 16 }),
    fc.array(entry, { minLength: 4, maxLength: 4 }),
    (values, x) => {
      const at = (row: number, column: number) => values[row * size + column] ?? 0
      const cell = (row: number, column: number) =>
        [0, 1, 2, 3].reduce((sum, k) => sum + at(row, k) * at(column, k), row === column ? 1 : 0)
      const matrix = Float64Array.from({ length: 16 }, (_, index) => cell(Math.floor(index / size), index % size))
      const right = Float64Array.from(x, (_, row) => x.reduce((sum, value, k) => sum + cell(row, k) * value, 0))

      expect([...choleskySolve(matrix, right)]).toEqual(x.map((value) => expect.closeTo(value, 6)))
    },
  )
  fc.assert(property)
})

test('refuses a matrix that is not positive definite', () => {
  expect(() => choleskySolve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(RangeError)
})
