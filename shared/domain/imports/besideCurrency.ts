// What stands beside a currency in a header: what it counts in, set apart from it, and what nobody knows the meaning of.
import { foldText } from '../matching/foldText.ts'
import { currencyNames, dollarWords, isCurrency, unclearWords } from './currencyWords.ts'

/** Codes that are words of a header as well: "ALL DONORS", "TOP". */
const alsoWords = new Set(['ALL', 'TOP', 'TRY', 'CUP', 'PEN', 'MAD', 'COP', 'SOS', 'GEL', 'BAM'])
export const inSmallLetters = new Set('usd eur gbp chf jpy cad aud nzd sek nok dkk xof xaf zar brl inr cny'.split(' '))

/** The code that a word is, in capitals or one of the usual ones in small letters. */
export const codeOf = (word: string): string | null => {
  if (/^[A-Z]{3}$/.test(word)) return isCurrency(word) && !alsoWords.has(word) ? word : null
  return inSmallLetters.has(word.toLowerCase()) ? word.toUpperCase() : null
}

const sizes = 'k|m|mm|mn|mio|mln|mrd|mds?|tsd|bn'
const withSize = new RegExp(`^(${sizes}|t)?([a-z]{3})(${sizes})?$`, 'i')

/** `EURx`, of which `x` is not known; `USDs`. */
const unknownApart = (word: string): string => {
  const [, code = '', letters = ''] = /^([A-Z]{3})([a-z]{1,4})$/.exec(word) ?? []
  if (!inSmallLetters.has(code.toLowerCase())) return word
  return letters === 's' ? code : `${code} ${letters}`
}

/** `kEUR`, `USDm`, `TEUR`; the thousand that is a T only before the usual ones: "TRON". */
const wordApart = (word: string): string => {
  const [, before = '', code = '', behind = ''] = withSize.exec(word) ?? []
  const isT = before.toLowerCase() === 't'
  const isKnown = isT ? inSmallLetters.has(code.toLowerCase()) : codeOf(code) !== null
  return isKnown ? `${isT ? 'thousand' : before} ${code} ${behind}` : unknownApart(word)
}

/** `amount_eur`, `amountEur`: a key's words. */
export const wordsApart = (header: string): string =>
  header.replaceAll('_', ' ').replaceAll(/([a-zà-ÿ])([A-ZÀ-Þ])/g, '$1 $2')

const groups = ['', ' thousand ', ' million ', ' billion ']
const powers: Partial<Record<string, string>> = { 3: groups[1], 6: groups[2], 9: groups[3], '³': groups[1], '⁶': groups[2], '⁹': groups[3] } // prettier-ignore

const numbersApart = (text: string): string =>
  text
    .replaceAll(/(?<!\p{L})([A-Z]{3})(?=[x×*'’]?\d)/gu, '$1 ')
    .replaceAll(
      /(?:[x×*]\s?)?10(?:\s?(?:\^|\*\*)\s?([369])(?!\d)|([³⁶⁹]))/giu,
      (_all, digit?: string, raised?: string) => powers[digit ?? raised ?? ''] ?? '',
    )
    .replaceAll(
      /(?<![\p{L}\d]|\d[ .,'’])(?:[x×*]\s?)?1?((?:[\s.,'’]?000){1,3})s?(?![\d\p{L}])/giu,
      (_all, noughts: string) => groups[noughts.split('000').length - 1] ?? '',
    )

/** `x1000`, `'000`, `1.000.000`, `10^6` in words, and what is written together with a code in words of their own. */
export const sizesApart = (text: string): string =>
  (/0/.test(text) ? numbersApart(text) : text)
    .replaceAll(/(?<!\p{L})(k|m|mds?)(?=f?\s?cfa(?!\p{L}))/giu, '$1 ')
    .replaceAll(/[A-Za-z]+/g, (word) => (word.length < 4 || word.length > 9 ? word : wordApart(word)))
    .replaceAll(/(?<!\p{L})T\s+(?=EUR(?!\p{L}))/gu, ' thousand ')

/** Words that count in what is no multiple here: their amounts are never read. */
const otherSizes =
  /^(?:lakhs?|lacs?|crores?|trillions?|hundreds?|centaines?|centenas?|dizaines?|dezenas?|dozens?|contos?|[ktm]n?kr)$/

const small = 'in en em of de des du d da do dos das the le la les l a au aux as et and e y ou or to s u f us'
const harmless = new Set(
  `${small} equivalent equivalents equivalente equiv eq current constant prices price rate rates exchange taux cours incl excl including excluding inclusive exclusive vat tva iva tax taxes taxe hors ttc ht net gross only approx approximate approximately estimated estimate est rounded converted local code iso currency devise monnaie moeda if known american americans americain americains americano americanos etats unis estados unidos eua united states committed disbursed pledged paid spent contributed donated granted provided approved planned budgeted allocated all amounts figures value values amount total budget cost funding funds sum montant valeur cout financement montante valor custo orcamento المبلغ القيمه الميزانيه التكلفه`.split(
    ' ',
  ),
)
const smallWords = new Set(small.split(' '))

const inBrackets = /[([]([^)\]]*)[)\]]?/g
const dollarSign = /\p{L}*(?:\.?\p{L}\.)?\s?\$/gu

interface Token {
  word: string
  is: 'currency' | 'size' | 'small' | 'harmless' | 'unknown'
}

const tokensOf = (piece: string, isSize: (folded: string) => boolean): Token[] =>
  (piece.replaceAll(dollarSign, ' USD ').match(/\p{L}+|\d+/gu) ?? []).map((word) => {
    const folded = foldText(word)
    if (codeOf(word) !== null || currencyNames.has(folded) || unclearWords.has(folded) || dollarWords.has(folded))
      return { word, is: 'currency' }
    if (isSize(folded)) return { word, is: 'size' }
    if (smallWords.has(folded)) return { word, is: 'small' }
    return { word, is: harmless.has(folded) || /^(?:19|20)\d\d$/.test(folded) ? 'harmless' : 'unknown' }
  })

const hasCurrency = (tokens: readonly Token[]): boolean => tokens.some((token) => token.is === 'currency')

const unknownIn = (tokens: readonly Token[], digitsOnly: boolean): string | undefined =>
  tokens.find(({ word, is }) => is === 'unknown' && (!digitsOnly || /\d/.test(word)))?.word

/** Outside brackets a name may stand beside the currency, which is longer, or in capitals: "EU share EUR". */
const mayBeSize = ({ word, is }: Token): boolean =>
  is === 'unknown' && (/^\d+$/.test(word) || word.length === 1 || (word.length <= 3 && word !== word.toUpperCase()))

const isPassedOver = ({ is }: Token): boolean => is === 'small' || is === 'size'

const besideIn = (tokens: readonly Token[]): string | undefined => {
  const told = tokens.filter((token) => !isPassedOver(token))
  const beside = told.filter((_token, at) => told[at - 1]?.is === 'currency' || told[at + 1]?.is === 'currency')
  return beside.find(mayBeSize)?.word
}

const piecesOf = (text: string): string[] => text.split(/[,;:]/)

/**
 * What stands beside a header's currency and is neither a multiple (`isSize`) nor a word that changes nothing; undefined
 * where all is known. Within brackets nothing else may stand with it.
 */
export const unreadBeside = (text: string, isSize: (folded: string) => boolean): string | undefined => {
  const other = text.match(/\p{L}+/gu)?.find((word) => otherSizes.test(foldText(word)))
  if (other !== undefined) return other
  for (const [, within = ''] of text.matchAll(inBrackets)) {
    const pieces = piecesOf(within).map((piece) => tokensOf(piece, isSize))
    if (!pieces.some(hasCurrency)) continue
    for (const tokens of pieces) {
      const unknown = unknownIn(tokens, !hasCurrency(tokens))
      if (unknown !== undefined) return unknown
    }
  }
  for (const piece of piecesOf(text.replaceAll(inBrackets, ' , '))) {
    const unknown = besideIn(tokensOf(piece, isSize))
    if (unknown !== undefined) return unknown
  }
  return undefined
}
