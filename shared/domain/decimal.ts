// Exact decimals: amounts as whole hundredths, rates as a whole number over a power of ten.

/** A published rate kept exactly: `units` over ten to the power of `scale` (1.34186 is 134186 over 10^5). */
export interface DecimalRate {
  units: bigint
  scale: number
}

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Whole hundredths of a decimal text: `12.5` is 1250n, `-12.05` is -1205n.
 * @throws RangeError if the text is no plain decimal or has more than two decimals: nothing is rounded unseen.
 */
export function toHundredths(text: string): bigint {
  const { units, scale } = decimalRate(text)
  if (scale > 2) throw new RangeError(`"${text}" has more than two decimals.`)
  return units * 10n ** BigInt(2 - scale)
}

/** The decimal text of whole hundredths, always with two decimals: -1205n is `-12.05`. */
export function fromHundredths(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * A decimal text read without loss: `1.34186` is 134186 over 10^5.
 * @throws RangeError if the text is no plain decimal.
 */
export function decimalRate(text: string): DecimalRate {
  const [, sign, whole, decimals = ''] = decimalText.exec(text) ?? []
  if (whole === undefined) throw new RangeError(`"${text}" is not a decimal number.`)
  return { units: BigInt(`${sign}${whole}${decimals}`), scale: decimals.length }
}

/**
 * The quotient rounded to a whole number, halves up: away from zero on both sides, so that a reversed amount
 * cancels the amount that it reverses.
 * @throws RangeError if the divisor is zero.
 */
export function roundHalfUp(dividend: bigint, divisor: bigint): bigint {
  const [over, under] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor]
  const size = over < 0n ? -over : over
  const rounded = (2n * size + under) / (2n * under)
  return over < 0n ? -rounded : rounded
}

/** The larger of the amounts given; there is at least one. */
export function largest(first: bigint, ...others: bigint[]): bigint {
  return others.reduce((most, other) => (other > most ? other : most), first)
}

/** The smaller of the amounts given; there is at least one. */
export function smallest(first: bigint, ...others: bigint[]): bigint {
  return others.reduce((least, other) => (other < least ? other : least), first)
}
