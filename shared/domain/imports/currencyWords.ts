// What people write for a currency in place of its code, in a header or beside an amount.
import { foldText } from '../matching/foldText.ts'

/** Signs that stand for one currency alone. */
export const signs: [sign: string, currency: string][] = [
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
]

/** A dollar sign with letters in front is the dollar of one State; all others but these are unclear. */
export const dollars: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    us: 'USD', u: 'USD', usd: 'USD', c: 'CAD', ca: 'CAD', cad: 'CAD', can: 'CAD', a: 'AUD', au: 'AUD', aud: 'AUD', nz: 'NZD', r: 'BRL', brl: 'BRL',
  }),
) // prettier-ignore

export const currencyNames: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    euro: 'EUR', euros: 'EUR', يورو: 'EUR', اليورو: 'EUR', باليورو: 'EUR', sterling: 'GBP', yen: 'JPY', birr: 'ETB', naira: 'NGN', rand: 'ZAR', rands: 'ZAR', cedi: 'GHS', cedis: 'GHS',
  }),
) // prettier-ignore

const cfa = ['XOF', 'XAF']
const crowns = ['SEK', 'NOK', 'DKK', 'ISK']
const shillings = ['KES', 'UGX', 'TZS', 'SOS']
const pounds = ['GBP', 'EGP', 'SDG', 'SSP']
const ofDollars = 'USD CAD AUD NZD MXN ARS CLP COP HKD SGD LRD NAD ZWL TWD BBD BSD BZD JMD TTD FJD GYD SRD XCD'.split(
  ' ',
)
const francs = ['CHF', 'DJF', 'RWF', 'BIF', 'GNF', 'KMF', 'CDF', ...cfa]
const dinars = ['DZD', 'TND', 'LYD', 'KWD', 'JOD', 'IQD', 'BHD', 'RSD']

/** What more than one currency is called, and which those are. */
export const unclearWords: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    fcfa: cfa, cfa, 'f cfa': cfa, 'francs cfa': cfa, 'franc cfa': cfa, franc: francs, francs, kr: crowns, kronor: crowns, kroner: crowns,
    shilling: shillings, shillings, pounds, pesos: ['MXN', 'PHP', 'ARS', 'CLP', 'COP'], dinars, دينار: dinars, جنيه: pounds,
  }),
) // prettier-ignore

export const dollarWords = new Set(['dollar', 'dollars', 'dolares', 'دولار'])

const currencies = new Set(Intl.supportedValuesOf('currency'))
export const isCurrency = (code: string): boolean => currencies.has(code)

const listed = (codes: readonly string[]): string => `${codes.slice(0, -1).join(', ')} or ${codes.at(-1)}`

export const codesOf = (word: string): string => listed(unclearWords.get(word) ?? [])

/** `C$`: the letters in front of a dollar sign, in small ones. */
const lettersBefore = (word: string): string | null => /^(\p{L}{1,4}) ?\$$/u.exec(word)?.[1]?.toLowerCase() ?? null

const meaningOf = (word: string): { code: string | null; codes: readonly string[] } | null => {
  const letters = lettersBefore(word)
  const folded = foldText(word)
  const code = letters === null ? currencyNames.get(folded) : dollars.get(letters)
  if (code) return { code, codes: [code] }
  if (letters !== null || word === '$' || dollarWords.has(folded)) return { code: null, codes: ofDollars }
  const codes = letters === null ? unclearWords.get(folded) : undefined
  return codes ? { code: null, codes } : null
}

/** What may stand before an amount, and behind it: `F CFA`, `C$`, `kr.`. */
const besides = [
  /^(\p{L}{1,8}(?: \p{L}{1,8})?\.?(?: ?\$)?|\$) ?(?=\d)/u,
  /(?<=[\d\p{L}. ])(\p{L}+ \p{L}+)\.?$/u,
  /(\p{L}+|\$)\.?$/u,
]

const wordBeside = (text: string): { word: string; rest: string } | null => {
  for (const form of besides) {
    const found = form.exec(text)
    const word = found?.[1]?.replace('.', '') ?? ''
    if (found && meaningOf(word)) return { word, rest: text.replace(found[0], '').trim() }
  }
  return null
}

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** The currency that a word or a sign beside an amount means, if it means one alone, and the text without it; null where there is no such word. */
export const currencyBeside = (text: string): { currency: string | null; rest: string } | null => {
  const beside = wordBeside(spaced(text))
  return beside && { currency: meaningOf(beside.word)?.code ?? null, rest: beside.rest }
}

/** What stands beside an amount and is the name of several currencies: `kr`, `$`; null where nothing does. */
export const unclearBeside = (text: string): { word: string; codes: readonly string[]; isDollar: boolean } | null => {
  const word = wordBeside(spaced(text))?.word ?? ''
  const meaning = word === '' ? null : meaningOf(word)
  return meaning?.code === null
    ? { word, codes: meaning.codes, isDollar: word === '$' || dollarWords.has(foldText(word)) }
    : null
}
