// Splitting a whole number of hundredths so that the parts sum to it exactly.
import { roundHalfUp } from '../decimal.ts'

/**
 * Largest remainder (formula 1): each part gets its exact share rounded down, and the units left over go one each to
 * the largest remainders; ties go to the part that comes first. All zero where the weights are.
 */
export function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sumOf(weights)
  if (whole === 0n) return weights.map(() => 0n)
  const parts = weights.map((weight) => (total * weight) / whole)
  const remainders = weights.map((weight, index) => ({ index, left: (total * weight) % whole }))
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1))
  const leftOver = Number(total - sumOf(parts))
  for (const { index } of remainders.slice(0, leftOver)) parts[index] = (parts[index] ?? 0n) + 1n
  return parts
}

/**
 * Amounts shrunk in proportion to a smaller total, so that no part ever grows while the total shrinks.
 *
 * Largest remainder does not promise that (the Alabama paradox: 3, 3, 1 shrunk to 4 gives 2, 2, 0 and shrunk to 3 gives
 * 1, 1, 1); one more child of an envelope would then raise a cell by a cent, and a decision could leave the range that
 * formula 4 promises to keep. So the list is halved again and again and each half gets its share rounded: when the total
 * falls by one, exactly one of two halves falls by one. A part stays within half a unit per halving of its exact share.
 */
export function shrink(parts: readonly bigint[], total: bigint): bigint[] {
  if (parts.length <= 1) return parts.map(() => total)
  const middle = Math.ceil(parts.length / 2)
  const [first, second] = [parts.slice(0, middle), parts.slice(middle)]
  const whole = sumOf(parts)
  if (total === whole) return [...parts]
  if (total === 0n) return parts.map(() => 0n)
  const toFirst = roundHalfUp(total * sumOf(first), whole)
  return [...shrink(first, toFirst), ...shrink(second, total - toFirst)]
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}
