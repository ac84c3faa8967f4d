// Which row is the header, and which column each of its cells means: guessed in four languages, or as a mapping says.
import { type Cell, type ImportColumn, importColumns, type NewMapping, type SourceRow } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { wordsApart } from './besideCurrency.ts'
import { amountHeader, headerMoney, namesMoney } from './headerMoney.ts'
import { foldedHeader as folded, headerNames, hxlTags } from './headerNames.ts'
import { isPeriodHeader } from './periodColumn.ts'

/** What one column of a sheet was taken for: `own` name, a `known` synonym, an `hxl` tag, or the given `mapping`. */
export interface HeaderGuess {
  header: string
  column: ImportColumn | null
  by: 'own' | 'known' | 'hxl' | 'mapping' | 'none'
}

export interface Header {
  /** The row that it stands in, counted from 1. */
  row: number
  guesses: HeaderGuess[]
}

/** A text that is longer is no name: it is not searched, since that may take the square of its length. */
const longestHeader = 300
const headerText = (cell: Cell): string => String(cell ?? '').trim()

const columnByName = new Map<string, { column: ImportColumn; by: 'own' | 'known' }>()
for (const column of importColumns) {
  for (const name of headerNames[column].split('|')) columnByName.set(foldText(name), { column, by: 'known' })
}
for (const column of importColumns) columnByName.set(folded(column), { column, by: 'own' })

const hashtagOf = (tag: string): { hashtag: string; attributes: string[] } => {
  const [hashtag = '', ...attributes] = tag.toLowerCase().replaceAll(/\s+/g, '').split('+')
  return { hashtag, attributes }
}

const isTag = (text: string): boolean => /^#\s*[a-z]/i.test(text)

/** The column whose tag has most of the attributes that stand in the cell. */
const columnOfTag = (text: string): ImportColumn | null => {
  const { hashtag, attributes } = hashtagOf(text)
  let best: { column: ImportColumn; matched: number } | null = null
  for (const column of importColumns) {
    for (const tag of hxlTags[column]) {
      const wanted = hashtagOf(tag)
      if (wanted.hashtag !== hashtag || !wanted.attributes.every((one) => attributes.includes(one))) continue
      if (!best || wanted.attributes.length > best.matched) best = { column, matched: wanted.attributes.length }
    }
  }
  return best?.column ?? null
}

const guessOfTag = (text: string): HeaderGuess => {
  const column = columnOfTag(text)
  return { header: text, column, by: column ? 'hxl' : 'none' }
}

const currencyBehind = /[\s,]+(?:(?:in|en|em)\s+)?(?:USD|EUR|GBP|CHF|CAD|SEK|NOK|DKK|JPY|XOF|XAF)$/i

/** The amount with its currency behind it: "Coût total USD". */
const amountWithCurrency = (header: string): ReturnType<typeof columnByName.get> => {
  const text = wordsApart(header)
  const name = currencyBehind.test(text) ? columnByName.get(folded(text.replace(currencyBehind, ''))) : undefined
  return name?.column === 'amount' ? { column: 'amount', by: 'known' } : undefined
}

const brackets = /[([].*?[)\]]/g

/** `Partner / Partenaire`: one name in two languages, if both are of one column. */
const nameTwice = (text: string): ReturnType<typeof columnByName.get> => {
  const parts = text
    .replaceAll(brackets, ' ')
    .split(/[/|\n]/)
    .map(folded)
  const [first, ...others] = parts.filter((part) => part !== '').map((part) => columnByName.get(part))
  return first && others.every((other) => other?.column === first.column)
    ? { column: first.column, by: 'known' }
    : undefined
}

/** A unit or a remark in brackets is no part of the name: "Amount (EUR)". */
const guessOfName = (text: string): HeaderGuess => {
  const known =
    columnByName.get(folded(text)) ??
    (/[([]/.test(text) ? columnByName.get(folded(text.replaceAll(brackets, ' '))) : undefined) ??
    amountWithCurrency(text) ??
    (/[/|\n]/.test(text) ? nameTwice(text) : undefined)
  return { header: text, column: known?.column ?? null, by: known?.by ?? 'none' }
}

/** Would the header alone be taken for the amount? */
export const meansAmount = (header: string): boolean => guessOfName(header).column === 'amount'

const guessOf = (text: string, mapping: NewMapping | null): HeaderGuess => {
  if (text.length > longestHeader) return { header: text, column: null, by: 'none' }
  const mapped = Object.entries(mapping?.columns ?? {}).find(([header]) => folded(header) === folded(text))
  if (mapped && text !== '') return { header: text, column: mapped[1], by: 'mapping' }
  return isTag(text) ? guessOfTag(text) : guessOfName(text)
}

const isFilled = (cell: Cell): boolean => headerText(cell) !== ''

/** A row of HXL tags: most of what stands in it are hashtags. */
export const isHxlRow = ({ cells }: Pick<SourceRow, 'cells'>): boolean => {
  const texts = cells.map(headerText).filter((text) => text !== '')
  return texts.length > 0 && texts.filter(isTag).length * 2 > texts.length
}

/** Two columns may not mean the same: a name of its own wins over a synonym, the first over the second. */
const rank: Record<HeaderGuess['by'], number> = { mapping: 0, own: 1, hxl: 2, known: 3, none: 4 }

const isOriginal = ({ header, by }: HeaderGuess): boolean =>
  by === 'known' && /(?:^| )(?:original|origine|origem)(?= |$)/.test(folded(header))

/**
 * An amount beside its conversion is the one that was given, if its currency is there as well and the other has no column
 * for its own; else it is the other one.
 */
const withoutConversions = (guesses: readonly HeaderGuess[]): HeaderGuess[] => {
  const money = ['amount', 'currency'] as const
  const hasBoth = (originals: boolean): boolean =>
    money.every((one) => guesses.some((guess) => guess.column === one && isOriginal(guess) === originals))
  const isGiven = hasBoth(true) && !hasBoth(false)
  return guesses.map((guess) => {
    const { column, by } = guess
    if ((column !== 'amount' && column !== 'currency') || by === 'mapping' || isOriginal(guess) === isGiven)
      return guess
    const other = guesses.some((one) => one.column === column && isOriginal(one) === isGiven)
    return other ? { ...guess, column: null, by: 'none' } : guess
  })
}

const isBefore = (other: HeaderGuess, guess: HeaderGuess, isFirst: boolean): boolean =>
  other.header !== guess.header && (isPeriod(other) === isPeriod(guess) ? isFirst : isPeriod(guess))

/** `Period` holds both ends of one, if no other column is the start. */
const isPeriod = ({ header }: HeaderGuess): boolean => isPeriodHeader(header)

const withoutTwins = (all: readonly HeaderGuess[]): HeaderGuess[] => {
  const guesses = withoutConversions(all)
  return guesses.map((guess, at) => {
    if (guess.column === null || guess.by !== 'known') return guess
    const better = guesses.some(
      (other, place) =>
        other.column === guess.column &&
        (rank[other.by] < rank.known || (other.by === 'known' && isBefore(other, guess, place < at))),
    )
    return better ? { ...guess, column: null, by: 'none' } : guess
  })
}

const named = (guesses: readonly HeaderGuess[]): number => new Set(guesses.flatMap(({ column }) => column ?? [])).size

/** And one of amount, quantity and start_date. */
export const requiredColumns = ['partner', 'title'] as const

/** Has it all that must be there? Then it is a header, however many columns of the writer's own stand beside. */
const isWhole = (guesses: readonly HeaderGuess[]): boolean => {
  const has = (column: ImportColumn): boolean => guesses.some((guess) => guess.column === column)
  return requiredColumns.every(has) && (has('amount') || has('quantity') || has('start_date'))
}

/**
 * The header that a row would be, or null for a row that is none: two of its cells and a third of them must name different
 * columns, or all columns be there that must (with a mapping: one of the mapping's headers must stand in it).
 */
export const headerIn = ({ row, cells }: SourceRow, mapping: NewMapping | null): Header | null => {
  const guesses = withoutTwins(cells.map((cell) => guessOf(headerText(cell), mapping)))
  const enough = mapping && Object.keys(mapping.columns).length > 0 ? guesses.some(({ by }) => by === 'mapping') : false
  const texts = cells.filter(isFilled).length
  const isLikely = named(guesses) >= 2 && named(guesses) * 3 >= texts
  return enough || isLikely || isWhole(guesses) ? { row, guesses } : null
}

/**
 * `USD` and `EUR` below one `Amount`, `Start` and `End` below `Period`: a header whose first line says what several of its
 * columns have in common, read with its second. Null for a row that is none, or changes nothing.
 */
export const withSecondLine = (header: Header, cells: readonly Cell[], mapping: NewMapping | null): Header | null => {
  const { guesses } = header
  const own = cells.map((cell, at) => (headerText(cell) === guesses[at]?.header ? '' : headerText(cell)))
  const isNone = own.some((text, at) => {
    const column = guesses[at]?.column
    // What has a partner or a title is a row of data, and what has a number is no header, but for a year.
    return (
      text !== '' &&
      (/[1-9]/.test(text.replaceAll(/\b(?:19|20)\d\d\b/g, '')) || column === 'partner' || column === 'title')
    )
  })
  if (isNone || own.every((text) => text === '')) return null
  const both = withoutTwins(
    own.map((text, at) => secondGuess(guesses, at, text, mapping)).concat(guesses.slice(own.length)),
  )
  const isSame = both.every(({ column }, at) => column === (guesses[at]?.column ?? null))
  return isSame && saysSameMoney(header, { guesses: both }) ? null : { ...header, guesses: both }
}

const saysSameMoney = (...headers: [Pick<Header, 'guesses'>, Pick<Header, 'guesses'>]): boolean => {
  const [one, other] = headers.map((header) => headerMoney(amountHeader(header)))
  return one?.currency === other?.currency && one?.multiple === other?.multiple && one?.unclear === other?.unclear
}

/** What stands in the first line above a cell of the second: its own heading, or the one that reaches over it. */
const headingOver = (guesses: readonly HeaderGuess[], at: number): HeaderGuess | undefined =>
  guesses.slice(0, at + 1).findLast(({ header }) => header !== '')

/** `Name` below `Contact` is no title. */
const saysByItself = ({ column }: HeaderGuess): boolean => column !== null && column !== 'title' && column !== 'partner'

/** Says the second line no more than that it is an amount, as the first does already? */
const isOneOfAmounts = ({ column }: HeaderGuess, first: HeaderGuess | undefined): boolean =>
  first?.column === 'amount' && (column ?? 'amount') === 'amount'

const secondGuess = (
  guesses: readonly HeaderGuess[],
  at: number,
  text: string,
  mapping: NewMapping | null,
): HeaderGuess => {
  const above = guesses[at] ?? { header: '', column: null, by: 'none' }
  if (text === '') return above
  const first = headingOver(guesses, at)
  const header = `${first?.header ?? ''} ${text}`.trim()
  const whole = guessOf(header, mapping)
  if (whole.column !== null && (!isOneOfAmounts(whole, first) || namesMoney(text))) return whole
  const second = guessOf(text, mapping)
  // Of several amounts nobody knows which: each is one, so that the header is refused with their names.
  if (isOneOfAmounts(second, first)) return { header, column: 'amount', by: 'own' }
  return { ...(saysByItself(second) ? second : above), header }
}

/** A header said again in another language right below: what either names is known, and the amount is what both say. */
export const inTwoLanguages = (header: Header, other: Header): Header => {
  const guesses = header.guesses.map((guess, at) => {
    const { header: text = '', column = null, by = 'none' } = other.guesses[at] ?? {}
    const both = `${guess.header} ${text}`.trim()
    return guess.column === null ? { header: both, column, by } : { ...guess, header: both }
  })
  return { ...header, guesses: withoutTwins(guesses.concat(other.guesses.slice(guesses.length))) }
}

/** No name of a column is longer, with what says it again in another language. */
const longestName = 100

/**
 * May such a row be the header of another table? At little cost, since a sheet of nothing but texts is asked it at each of
 * its rows: false where no cell begins with a name for each of the columns that must be there.
 */
export const namesRequired = (cells: readonly Cell[], mapping: NewMapping | null): boolean => {
  if (mapping) return true
  const missing = new Set<ImportColumn>(requiredColumns)
  for (const cell of cells) {
    const text = headerText(cell)
    if (text === '' || text.length > longestName) continue
    for (const part of text.split(/[/|\n([)\]]/)) {
      const column = columnByName.get(folded(part))?.column
      if (column) missing.delete(column)
    }
    if (missing.size === 0) return true
  }
  return false
}

/** Is a row the header of another table, further down in the sheet? It names who gives what, and one thing more. */
export const isAnotherHeader = ({ guesses }: Header): boolean =>
  requiredColumns.every((column) => guesses.some((guess) => guess.column === column)) && named(guesses) >= 3

/** The keys of a JSON record as a header, however few of them are known. */
export const headerOfKeys = (keys: readonly string[], mapping: NewMapping | null): Header => ({
  row: 0,
  guesses: withoutTwins(keys.map((key) => guessOf(key.trim(), mapping))),
})

/** What a second row of HXL tags adds to a header: columns that its words alone did not tell. */
export const withTags = (header: Header, tags: Pick<SourceRow, 'cells'>): Header => ({
  ...header,
  guesses: header.guesses.map((guess, at) => {
    const text = headerText(tags.cells[at] ?? null)
    const column = isTag(text) && text.length <= longestHeader ? columnOfTag(text) : null
    const taken = header.guesses.some((other) => other.column === column)
    return guess.column === null && column && !taken ? { ...guess, column, by: 'hxl' } : guess
  }),
})

/** Money that no contribution adds up to: `Unit cost EUR`, `Account USD no.` */
export const isNoSum = (header: string): boolean =>
  /(?:^| )(?:units?|unitaires?|unitarios?|per|par|por|each|rates?|taux|taxa|accounts?|compte|conta|no|number|numero)(?= |$)/.test(
    folded(header),
  )

/**
 * Rows with a day need no amount. If columns of money stand there and none is known, all rows would go in without it, and
 * be others once a mapping says which is the amount.
 */
export const unreadMoney = ({ guesses }: Header, mapping: NewMapping | null): string[] => {
  if (mapping || guesses.some(({ column }) => column === 'amount')) return []
  return guesses.flatMap(({ column, header }) =>
    column === null && namesMoney(header) && !isNoSum(header) ? [header] : [],
  )
}

/** Why that is refused. */
export const unreadMoneyFault = (headers: readonly string[]): string => {
  const shown = headers.slice(0, 5).map((header) => `"${header.slice(0, 60)}"`)
  return `No column is known to be the amount, and ${shown.join(' and ')} may be: rename one to "amount", or say by a mapping what they are.`
}

/** Columns that are named twice: one of them would be lost. */
export const twiceIn = ({ guesses }: Pick<Header, 'guesses'>): string[] => {
  const columns = guesses.flatMap(({ column }) => column ?? [])
  const twice = [...new Set(columns.filter((column, at) => columns.indexOf(column) !== at))]
  return twice.map((column) => {
    const headers = guesses.filter((guess) => guess.column === column).map(({ header }) => `"${header}"`)
    return `The column ${column} is there twice: ${headers.join(' and ')}.`
  })
}

/** What is wrong with a header, in words: columns named twice, columns that must be there and are not. */
export const headerFaults = ({ row, guesses }: Header, mapping: NewMapping | null): string[] => {
  const has = (column: ImportColumn): boolean =>
    guesses.some((guess) => guess.column === column) || mapping?.values?.[column] !== undefined
  const faults = twiceIn({ guesses })
  for (const column of requiredColumns)
    if (!has(column)) faults.push(`There is no column ${column}, nor one that is known to mean it.`)
  if (!has('amount') && !has('quantity') && !has('start_date'))
    faults.push('There is none of the columns amount, quantity and start_date.')
  const unread = unreadMoney({ row, guesses }, mapping)
  return unread.length > 0 ? [...faults, unreadMoneyFault(unread)] : faults
}
