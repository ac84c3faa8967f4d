// What the header of the amount says of all amounts below it: their currency, and whether they are counted in thousands.
import type { Cell } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { codeOf, inSmallLetters, sizesApart, unreadBeside, wordsApart } from './besideCurrency.ts'
import { codesOf, currencyNames, dollars, signs, unclearWords } from './currencyWords.ts'
import { mayBeMillion, multipleWords } from './multipleWords.ts'
import type { Header } from './readHeader.ts'
import { westernDigits } from './writtenDay.ts'

/**
 * `multiple`: what every amount is counted in, null where that may be a thousand or a million. `unclear`: why its currency
 * cannot be told, though it names one. `isMilThousand`: it is in a language in which "mil" is never a million.
 */
export interface HeaderMoney {
  currency: string | null
  multiple: bigint | null
  unclear: string | null
  isMilThousand?: true
  /** What stands beside the currency, and may be what all amounts are counted in: none of them is read. */
  unread?: string
}

/** What stands for a multiple in a header, and in a cell may be a number or a unit. */
const inHeaders = new Map([
  [1_000_000_000n, 'مليارات|mrds?|mds?|milliarden|bln|mil millones'],
  [1_000_000n, 'mm|millon|millones|millionen'],
  [1000n, 'milhares|miles de|tsd|tausend|thsd|thous'],
])

const multiples = multipleWords.map(([words, multiple]) => ({
  form: new RegExp(`(?:^| )(?:${words}|${inHeaders.get(multiple)})(?= |$)`, 'g'),
  multiple,
}))
const isSize = (folded: string): boolean =>
  folded === 'miles' || multiples.some(({ form }) => folded.search(form) === 0)

/** `(k€)`, `M$`, `kEUR`, `€000`: the multiple that is written together with its currency is set apart. */
const apart = (header: string): string =>
  sizesApart(
    signs
      .reduce((text, [sign, code]) => text.replaceAll(sign, ` ${code} `), westernDigits(header))
      .replaceAll(/\$/g, '$ ')
      .replaceAll(/\b([kKmM])\s?\$/g, '$1 US$$'),
  )

const localCurrency = /local currency|(?:monnaie|devise) locale|moeda local/i

const currenciesIn = (text: string): { found: Set<string>; unclear: string | null } => {
  const found = new Set<string>()
  let unclear: string | null = null
  const local = localCurrency.exec(text)?.[0]
  const rest = !text.includes('$')
    ? text
    : text.replaceAll(/(\p{L}*)(?:\.?\p{L}\.)?\s?\$/gu, (_all, letters: string) => {
        const code = dollars.get(letters.toLowerCase())
        if (code) found.add(code)
        else if (letters !== '' && letters.length <= 3) unclear = `${letters}$`
        return ' '
      })
  for (const word of rest.split(/[^\p{L}]+/u)) {
    const folded = foldText(word)
    const code = codeOf(word) ?? currencyNames.get(folded) ?? null
    if (code) found.add(code)
    else if (unclearWords.has(folded)) unclear = `${word} (${codesOf(folded)})`
  }
  return { found, unclear: unclear ?? local ?? null }
}

/** "Valor (mil USD)", "mil dólares": who writes so counts in thousands; "USD mil" is anybody's. */
const iberian = 'valor|valores|montante|custo|orcamento|importe|monto|costo|presupuesto|dolares|reais'
const inPortugueseOrSpanish = new RegExp(`(?:^| )(?:${iberian}|em|en|de) `)
const isIberian = new RegExp(`(?:^| )(?:${iberian}) `)

const multipleIn = (folded: string): bigint | null => {
  const found = multiples.find(({ form }) => folded.search(form) >= 0)
  const isUnclear = found?.multiple === 1000n && mayBeMillion.test(folded) && !inPortugueseOrSpanish.test(`${folded} `)
  return isUnclear ? null : (found?.multiple ?? 1n)
}

/** "EUR thousands, millions": the second of two multiples. */
const otherMultiple = (folded: string): string | undefined => {
  const found = multiples.find(({ form }) => folded.search(form) >= 0)
  const rest = found ? folded.replaceAll(found.form, ' ') : ''
  return multiples.flatMap(({ form }) => rest.match(form)?.[0].trim() ?? [])[0]
}

const inWords = (text: string): string => foldText(text.replaceAll(/[^\p{L}\d]+/gu, ' '))

/** The text that the amount stands under; empty where nothing does. */
export const amountHeader = ({ guesses }: Pick<Header, 'guesses'>): string =>
  guesses.find(({ column }) => column === 'amount')?.header ?? ''

/** "Amount (EUR '000)", `amount_usd`, "Montant (M€)": the currency and the multiple that a header names beside the amount. */
export const headerMoney = (header: string): HeaderMoney => {
  const text = apart(wordsApart(header.slice(0, 300)))
  const { found, unclear } = currenciesIn(text)
  const folded = inWords(text)
  const multiple = multipleIn(folded)
  const [currency = null, ...others] = found
  const unread = otherMultiple(folded) ?? unreadBeside(text, isSize)
  const also = {
    ...(isIberian.test(`${folded} `) ? ({ isMilThousand: true } as const) : {}),
    ...(unread === undefined ? {} : { unread }),
  }
  if (others.length > 0) return { currency: null, multiple, unclear: [...found].join(' or '), ...also }
  return { currency, multiple, unclear: currency === null ? unclear : null, ...also }
}

const mayNameMoney = new RegExp(`[€£¥$]|${[...inSmallLetters, 'sterling', 'yen', 'rand', 'يورو'].join('|')}`, 'i')

/** Does a header name one of the usual currencies, whatever else it says? */
export const namesMoney = (header: string): boolean => {
  if (!mayNameMoney.test(header)) return false
  const [currency = '', ...others] = currenciesIn(apart(wordsApart(header.slice(0, 300)))).found
  return others.length === 0 && inSmallLetters.has(currency.toLowerCase())
}

/**
 * The currency that a cell of its own names otherwise than by its code: `US$`, `€`, `euros`; null where that is not one, or
 * counts as well (`k€`).
 */
export const namedCurrency = (written: string): string | null => {
  if (written.split(/\s+/).length > 2) return null
  const text = apart(written)
  const { found, unclear } = currenciesIn(text)
  const [currency = null, ...others] = found
  return others.length > 0 ||
    unclear !== null ||
    unreadBeside(text, isSize) !== undefined ||
    multipleIn(inWords(text)) !== 1n
    ? null
    : currency
}

const money = String.raw`(?:US ?\$|US dollars|[A-Z]{3}|[€£$]|[Ee]uros?|dollars?)`
const countedIn = String.raw`(?:[Tt]housands?|[Mm]illiers|[Mm]ilhares|[Mm]illions?|[Mm]ilh[õo]es|THOUSANDS|MILLIERS|MILLIONS|['’]?000s?)`
/** At the end of a text, and with nothing but a currency beside: "in a million lives" is no unit. */
const unitsAbove = new RegExp(
  String.raw`(?:^|[\s(:,;])(?:[Ii]n|[Ee]n|[Ee]m|IN|EN|EM)\s(?:${money}\s)?${countedIn}(?:\s(?:of\s|de\s|d['’])?${money})?[.)]*$`,
  'u',
)

/** What a line above the header says of all amounts: "All amounts in EUR thousands". */
export const unitsIn = (cells: readonly Cell[]): string | null => {
  const texts = cells.flatMap((cell) => (typeof cell === 'string' && cell.length <= 200 ? cell.trim() : []))
  return texts.flatMap((text) => unitsAbove.exec(text)?.[0].replaceAll(/^[\s(:,;]+|[.)]+$/g, '') ?? [])[0] ?? null
}

/** The header of the amount with those units, where it has none of its own; it is shown with them. */
export const withUnits = (header: Header, units: string | null): Header => {
  if (units === null || headerMoney(amountHeader(header)).multiple !== 1n) return header
  const guesses = header.guesses.map((guess) =>
    guess.column === 'amount' ? { ...guess, header: `${guess.header} (${units})` } : guess,
  )
  return { ...header, guesses }
}
