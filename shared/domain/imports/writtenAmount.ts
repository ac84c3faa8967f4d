// Amounts as people write them, to plain decimals with their currency; an amount that could be another is refused.
import type { Cell, DecimalSign } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { currencyBeside, isCurrency, signs } from './currencyWords.ts'
import { mayBeMillion, multipleWords } from './multipleWords.ts'
import { westernDigits } from './writtenDay.ts'

/** A decimal of at most two places, and the currency that stands beside it, if one does; or why there is none. */
export type WrittenAmount = { amount: string; currency: string | null; note?: string } | { fault: string }

const symbols: [RegExp, string][] = [
  [/US\s?\$|\$\s?US|U\.S\.\s?\$/i, 'USD'],
  ...signs.map(([sign, currency]): [RegExp, string] => [new RegExp(sign), currency]),
]

const multiples = multipleWords.map(([words, multiple]) => ({ form: new RegExp(`^(?:${words})$`), multiple }))

const refused = (fault: string): WrittenAmount => ({ fault })

const ofNumber = (counted: number, multiple: bigint): WrittenAmount => {
  const value = counted * Number(multiple)
  if (!Number.isFinite(value) || Math.abs(value) >= 1e13) return refused('This number is too large for an amount.')
  if (value < 0) return refused('An amount is not negative.')
  const cents = Math.round(value * 100)
  // A spreadsheet's own arithmetic leaves traces behind the sixth decimal; more is a third decimal of the writer.
  if (Math.abs(value * 100 - cents) > 1e-4 + value * 1e-10) return refused('An amount has at most two decimals.')
  return { amount: decimal(BigInt(Math.floor(cents / 100)), String(cents % 100).padStart(2, '0')), currency: null }
}

const decimal = (whole: bigint, cents: string): string => (/^0*$/.test(cents) ? String(whole) : `${whole}.${cents}`)

type Digits = { whole: string; decimals: string } | { fault: string }

const groupsFit = (text: string, sign: string): boolean =>
  text.split(sign).every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))

const ambiguous = (text: string, sign: string): Digits => {
  const [whole = '', rest = ''] = text.split(sign)
  return {
    fault: `Ambiguous: ${whole}${rest} or ${whole}.${rest}. Write it without grouping, or say decimals=point or comma.`,
  }
}

/** One kind of sign only, once: decimals, or the thousands of a group of three. */
const loneSign = (text: string, sign: '.' | ',', given: DecimalSign | null, isDollar: boolean): Digits => {
  const [whole = '', rest = ''] = text.split(sign)
  const isDecimal = given === (sign === '.' ? 'point' : 'comma')
  if (isDecimal || !/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return { whole, decimals: rest }
  // Who writes a dollar or a pound sign groups with commas.
  if (given !== null || (sign === ',' && isDollar)) return { whole: whole + rest, decimals: '' }
  return ambiguous(text, sign)
}

const noNumber: Digits = { fault: 'Points and commas do not fit a number.' }

/** Both kinds of sign: the last one begins the decimals, the other groups. */
const bothSigns = (text: string): Digits => {
  const last = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  const grouping = last === '.' ? ',' : '.'
  const [before = '', decimals = '', more] = text.split(last)
  if (more !== undefined || !groupsFit(before, grouping)) return noNumber
  return { whole: before.replaceAll(grouping, ''), decimals }
}

const digitsOf = (text: string, given: DecimalSign | null, isDollar: boolean): Digits => {
  const points = text.split('.').length - 1
  const commas = text.split(',').length - 1
  if (points + commas === 0) return { whole: text, decimals: '' }
  if (points > 0 && commas > 0) return bothSigns(text)
  const sign = points > 0 ? '.' : ','
  if (points + commas === 1) return loneSign(text, sign, given, isDollar)
  return groupsFit(text, sign) ? { whole: text.replaceAll(sign, ''), decimals: '' } : noNumber
}

const scaled = ({ whole, decimals }: { whole: string; decimals: string }, multiple: bigint): WrittenAmount => {
  const cut = decimals.replace(/0+$/, '')
  if (multiple === 1n && cut.length > 2) return refused('An amount has at most two decimals.')
  const size = 10n ** BigInt(cut.length)
  const hundredths = (BigInt(`${whole}${cut}`) * multiple * 100n) / size
  if (hundredths >= 10n ** 17n) return refused('This number is too large for an amount.')
  return { amount: decimal(hundredths / 100n, String(hundredths % 100n).padStart(2, '0')), currency: null }
}

const currencyIn = (text: string): { currency: string | null; rest: string } => {
  for (const [symbol, currency] of symbols) if (symbol.test(text)) return { currency, rest: text.replace(symbol, ' ') }
  const code = /(?:^|[\s\d]|[\s\d][KkM])([A-Z]{3})(?=$|[\s\d.,])/.exec(text)?.[1]
  // `CFA` has the form of a code.
  const beside = code && isCurrency(code) ? null : currencyBeside(text)
  return beside ?? (code ? { currency: code, rest: text.replace(code, ' ') } : { currency: null, rest: text })
}

const multipleIn = (text: string): { multiple: bigint; rest: string; letter: string | null } => {
  const [, digits = '', word = ''] = /^([\d.,' ]+?) ?(\p{L}[\p{L} ]*)\.?$/u.exec(text) ?? []
  for (const { form, multiple } of multiples)
    if (word !== '' && form.test(foldText(word)))
      return { multiple, rest: digits, letter: word.length === 1 || /^mil$/i.test(word) ? word : null }
  return { multiple: 1n, rest: text, letter: null }
}

/** `'`, spaces of every width and Arabic separators between groups of three; `٫` begins decimals. */
const withoutSpaces = (text: string): string | null => {
  const plain = text
    .replaceAll('\u066b', '.')
    .replaceAll(/[\u066c'’]/g, ' ')
    .trim()
  if (!/[\s\u00a0\u202f]/.test(plain)) return plain
  return /^\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/.test(plain)
    ? plain.replaceAll(/[\s\u00a0\u202f]/g, '')
    : null
}

/** How a multiple is said in a fault or a note. */
const nameOf = (multiple: bigint): string => (multiple === 1000n ? 'a thousand' : 'a million')

const noteOf = ({ letter, multiple }: ReturnType<typeof multipleIn>, amount: string): { note?: string } =>
  letter === null ? {} : { note: `Read as ${amount}: "${letter}" is ${nameOf(multiple)}.` }

const isNegative = (text: string): boolean => /^\(.*\)$|^[-\u2212]/.test(text)
const isPlain = (text: string | null): text is string => text !== null && /^\d(?:[\d.,]*\d)?$/.test(text)

const saysMil = (multiple: bigint, text: string): boolean => multiple === 1000n && mayBeMillion.test(foldText(text))

/**
 * The amount that a cell says, as a plain decimal: with grouping by points, commas, spaces or apostrophes, with a currency's
 * sign or code, with "million" and its like. `1,234` may be 1234 or 1.234 and is refused unless `sign` says which.
 * `ofHeader` is what its header says that amounts are counted in; a cell that says so itself beside it is refused.
 * `500 mil` is a thousand where the header says by its language that it is (`isMilThousand`).
 */
export const writtenAmount = (
  cell: Cell,
  sign: DecimalSign | null,
  ofHeader = 1n,
  isMilThousand?: boolean,
): WrittenAmount => {
  if (typeof cell === 'number') return ofNumber(cell, ofHeader)
  const text = westernDigits(cell ?? '')
    .trim()
    .slice(0, 80)
  if (isNegative(text)) return refused('An amount is not negative.')
  const isDollar = /[$£]/.test(text)
  const { currency, rest } = currencyIn(text)
  const own = multipleIn(
    rest
      .replace('$', ' ')
      .trim()
      .replaceAll(/[ \t]+/g, ' '),
  )
  if (!isMilThousand && saysMil(own.multiple, rest))
    return refused('Ambiguous: "mil" is a thousand to some and a million to others. Write thousand or million.')
  const plain = withoutSpaces(own.rest)
  if (!isPlain(plain)) return refused('This is no amount.')
  if (own.multiple !== 1n && ofHeader !== 1n) return refused('Cell and header both say what is counted in.')
  const digits = digitsOf(plain, sign, isDollar)
  const amount = 'fault' in digits ? digits : scaled(digits, own.multiple * ofHeader)
  return 'fault' in amount ? amount : { ...amount, currency, ...noteOf(own, amount.amount) }
}
