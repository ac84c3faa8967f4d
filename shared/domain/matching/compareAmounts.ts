// Compares money in US dollars and quantities in their own unit.
import type { MatchRecord } from './matchRecord.ts'

/** How far apart two amounts are, as the larger over the smaller. */
export type AmountLevel = 'equal' | 'rounded' | 'overhead' | 'near' | 'twofold' | 'more'

/** The amounts compared, or null when a side has none that could be converted. */
export function compareAmounts(a: MatchRecord, b: MatchRecord): AmountLevel | null {
  const ratio = amountRatio(a, b)
  if (ratio === null) return null
  if (ratio <= 1.004) return 'equal'
  if (ratio <= 1.025) return 'rounded'
  if (ratio <= 1.16) return 'overhead'
  if (ratio <= 1.4) return 'near'
  return ratio <= 2.05 ? 'twofold' : 'more'
}

/** The larger amount over the smaller (1 or more), or null where one has none that could be converted. */
export function amountRatio(a: MatchRecord, b: MatchRecord): number | null {
  const { amounts } = sideBySide(a, b)
  const [x, y] = amounts
  return x > 0 && y > 0 ? Math.max(x, y) / Math.min(x, y) : null
}

/** Two amounts in one currency, 0 where there is none that could be converted. */
export interface SideBySide {
  currency: string
  amounts: readonly [number, number]
}

/** As they are reported where both are in one currency, whose rate moves from month to month; in US dollars otherwise. */
export function sideBySide(a: MatchRecord, b: MatchRecord): SideBySide {
  const currency = currencyOf(a)
  return currency !== null && currency === currencyOf(b)
    ? { currency, amounts: [reported(a), reported(b)] }
    : { currency: 'USD', amounts: [Number(a.usdCents ?? 0n) / 100, Number(b.usdCents ?? 0n) / 100] }
}

// `EUR 100000.00`, of which the rate is known.
const currencyOf = ({ usdCents, amountText }: MatchRecord): string | null =>
  usdCents !== null && amountText?.[3] === ' ' ? amountText.slice(0, 3) : null
const reported = ({ amountText }: MatchRecord): number => Number(amountText?.slice(4))

/** Quantities in a unit that both give, compared; null when there is no such unit. */
export function compareQuantities(
  { quantities: a }: MatchRecord,
  { quantities: b }: MatchRecord,
): 'same' | 'near' | 'twofold' | 'more' | null {
  const ratios = a.flatMap((one) =>
    b.filter(({ unit }) => unit === one.unit).flatMap((other) => quantityRatio(one.hundredths, other.hundredths)),
  )
  if (ratios.length === 0) return null
  const nearest = Math.min(...ratios)
  if (nearest <= 1.15) return nearest === 1 ? 'same' : 'near'
  return nearest <= 2.05 ? 'twofold' : 'more'
}

function quantityRatio(a: bigint, b: bigint): number[] {
  if (a <= 0n || b <= 0n) return []
  const [x, y] = [Number(a), Number(b)]
  return [Math.max(x, y) / Math.min(x, y)]
}
