// Solves a symmetric, positive definite system: the one piece of linear algebra that a Newton step needs.

/**
 * The x of `matrix` x = `right`. The matrix is row-major, its lower triangle is read and overwritten with the factor.
 * Throws a RangeError when it is not positive definite.
 */
export function choleskySolve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(matrix, row * size + column)
      for (let k = 0; k < column; k++) sum -= at(matrix, row * size + k) * at(matrix, column * size + k)
      if (column < row) matrix[row * size + column] = sum / at(matrix, column * size + column)
      else if (sum > 0) matrix[row * size + row] = Math.sqrt(sum)
      else throw new RangeError('The matrix is not positive definite.')
    }
  }
  return backward(matrix, forward(matrix, right))
}

function forward(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const solved = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    let sum = at(solved, row)
    for (let k = 0; k < row; k++) sum -= at(factor, row * size + k) * at(solved, k)
    solved[row] = sum / at(factor, row * size + row)
  }
  return solved
}

function backward(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const solved = Float64Array.from(right)
  for (let row = size - 1; row >= 0; row--) {
    let sum = at(solved, row)
    for (let k = row + 1; k < size; k++) sum -= at(factor, k * size + row) * at(solved, k)
    solved[row] = sum / at(factor, row * size + row)
  }
  return solved
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0
