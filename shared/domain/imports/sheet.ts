// A sheet's rows one after the other: what stands before the header, the header, its HXL tags, blank rows, totals, and data.
import { type Cell, type ImportColumn, importColumns, type NewMapping, type SourceRow } from '#model/importColumns.ts'
import { withFormulas } from '../formulaText.ts'
import { countryCode } from './countryCode.ts'
import { noteIn } from './belowTable.ts'
import { countedOnce } from './countedOnce.ts'
import { unitsIn, withUnits } from './headerMoney.ts'
import { withBothEnds } from './periodColumn.ts'
import {
  type Header,
  headerIn,
  headerOfKeys,
  inTwoLanguages,
  isAnotherHeader,
  isHxlRow,
  namesRequired,
  withSecondLine,
  withTags,
} from './readHeader.ts'
import { standsForNothing } from './standsForNothing.ts'

/** One data row by column; what no column takes is kept beside it under its header. */
export interface RowFields {
  fields: Partial<Record<ImportColumn, Cell>>
  extras: Record<string, string>
}

export type SheetRow =
  | { kind: 'before' | 'blank' | 'header'; row: number }
  | ({ kind: 'total' | 'data'; row: number } & RowFields)
  /** `isLast`: only if no data come behind it. */
  | ({ kind: 'note'; row: number; text: string; isLast: boolean } & RowFields)

/** Rows above the header that are looked at: a title, a date, an address. */
export const mostRowsBeforeHeader = 30

const isBlank = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** `{Header}` in a mapping's text is that row's cell; a text whose cells are all blank is blank itself. */
const filledIn = (template: string, cells: ReadonlyMap<string, Cell>): Cell => {
  if (!template.includes('{')) return template
  let filled = 0
  const text = template.replaceAll(/\{([^{}]+)\}/g, (_braces, header: string) => {
    const cell = cells.get(header.trim().toLowerCase()) ?? null
    if (!isBlank(cell)) filled += 1
    return isBlank(cell) ? '' : String(cell).trim()
  })
  return filled === 0 ? null : text.replaceAll(/\s+/g, ' ').replaceAll(' ,', ',').replaceAll('()', '').trim()
}

/** What stands in columns that the header does not have. */
const beyond = (header: Header, cells: readonly Cell[]): Record<string, string> => {
  const first = header.guesses.length
  const found = cells.slice(first).flatMap((cell, at) => (isBlank(cell) ? [] : [{ at, cell }]))
  return Object.fromEntries(found.map(({ at, cell }) => [`column ${first + at + 1}`, String(cell)]))
}

/** What the sheet itself says wins over what the mapping says for all of it. */
const fillFrom = (mapping: NewMapping | null, fields: RowFields['fields'], cells: ReadonlyMap<string, Cell>): void => {
  for (const column of importColumns) {
    const template = mapping?.values?.[column]
    if (template !== undefined && isBlank(fields[column] ?? null)) fields[column] = filledIn(template, cells)
  }
}

/** A row's cells under the columns that the header gives them. */
export const rowFields = (header: Header, cells: readonly Cell[], mapping: NewMapping | null): RowFields => {
  const fields: RowFields['fields'] = {}
  const extras: [string, string][] = []
  const byHeader = new Map<string, Cell>()
  // What this tracker wrote stays as it is recorded: a place may be called "?".
  const isExport = header.guesses.some(({ column }) => column === 'revision')
  for (const [at, { header: text, column }] of header.guesses.entries()) {
    const cell = cells[at] ?? null
    if (mapping?.values) byHeader.set(text.toLowerCase(), cell)
    if (column) fields[column] = isBlank(cell) || (!isExport && standsForNothing(column, cell)) ? null : cell
    else if (!isBlank(cell)) extras.push([text === '' ? `column ${at + 1}` : text, String(cell)])
  }
  fillFrom(mapping, fields, byHeader)
  // By entries: a header may be called __proto__.
  const others = Object.fromEntries([...extras, ...Object.entries(beyond(header, cells))])
  return { fields: withBothEnds(header, fields), extras: others }
}

/** Headers of records by their keys: a file's records mostly have the same ones. */
const mostHeadersKept = 100

/** A JSON record's keys are a header of its own. */
export class RecordHeaders {
  readonly #known = new Map<string, Header>()
  readonly #mapping: NewMapping | null

  constructor(mapping: NewMapping | null) {
    this.#mapping = mapping
  }

  of(keys: readonly string[]): Header {
    const name = keys.join('\n')
    const standing = this.#known.get(name)
    if (standing) return standing
    const header = headerOfKeys(keys, this.#mapping)
    if (this.#known.size < mostHeadersKept) this.#known.set(name, header)
    return header
  }
}

const totalWords =
  'sub ?-?totals?|totals?|totaux|sous ?-?total|total g[eé]n[eé]ral|somme|subtotais|totais|soma|sum|المجموع(?: الفرعي| الكلي)?|الإجمالي|الاجمالي|مجموع'
const isTotalText = new RegExp(
  `^(?:${totalWords})(?:\\s*[:=]?$|\\s+(?:for|of|de|do|da|du|des|pour|general|g[eé]n[eé]ral|geral|fy|in)\\b.*)`,
  'iu',
)
/** `Total Mali`: a State may follow without a word between. */
const beginsAsTotal = new RegExp(`^(?:${totalWords})\\s+(\\S.*)$`, 'iu')
const endsAsTotal = new RegExp(`(?:^|\\s)(?:grand |program(?:me)? )?(?:${totalWords})\\s*:?$`, 'iu')

/** No reference, no day and no place, and a number. */
const maySum = ({ fields }: RowFields): boolean => {
  const dated = ['id', 'start_date', 'end_date', 'location'] as const
  if (dated.some((column) => !isBlank(fields[column] ?? null))) return false
  return !isBlank(fields.amount ?? null) || !isBlank(fields.quantity ?? null)
}

/** What may be a sum and has no title either. */
export const isUnnamedSum = (read: RowFields): boolean => maySum(read) && isBlank(read.fields.title ?? null)

/** A printed sum: a cell that says so, no reference, no day and no place, and a number. */
export const isTotal = (read: RowFields): boolean => {
  const { fields, extras } = read
  if (!maySum(read)) return false
  const texts = [
    fields.title,
    fields.partner,
    fields.beneficiary,
    fields.description,
    fields.country,
    ...Object.values(extras),
  ]
  return texts.some((cell) => {
    const text = typeof cell === 'string' ? cell.trim() : ''
    if (isTotalText.test(text) || endsAsTotal.test(text)) return true
    const [, of] = beginsAsTotal.exec(text) ?? []
    return of !== undefined && countryCode(of) !== null
  })
}

const isHeader = (header: string | undefined, text: string): boolean =>
  header === text || header?.startsWith(`${text} `) === true || header?.endsWith(` ${text}`) === true

/** Texts alone, of which none begins with a number or is a tag: most rows of data are told by that. */
const mayBeHeader = (cells: readonly Cell[]): boolean => {
  const filled = cells.filter((cell) => !isBlank(cell))
  return filled.length > 2 && filled.every((cell) => typeof cell === 'string' && !/^\s*[\d#]/.test(cell))
}

const repeats = (header: Header, cells: readonly Cell[]): boolean => {
  const filled = cells.flatMap((cell, at) => (isBlank(cell) ? [] : [{ at, text: String(cell).trim() }]))
  return filled.length > 1 && filled.every(({ at, text }) => isHeader(header.guesses[at]?.header, text))
}

/**
 * Reads the rows of one sheet in their order; `header` is undefined until it has come. The apostrophe that keeps a
 * spreadsheet from running a text is no part of the text.
 */
export class Sheet {
  header: Header | undefined
  readonly #mapping: NewMapping | null
  #tagsAt = 0
  #unitsAbove: string | null = null

  constructor(mapping: NewMapping | null) {
    this.#mapping = mapping
  }

  take(given: SourceRow): SheetRow {
    const { row } = given
    const cells = given.cells.map((cell) => (typeof cell === 'string' ? withFormulas(cell) : cell))
    const source = { ...given, cells }
    if (cells.every(isBlank)) {
      // Blank rows may stand between the header and its tags.
      if (this.header && row <= this.#tagsAt) this.#tagsAt = row + 1
      return { kind: 'blank', row }
    }
    return this.header ? this.#below(this.header, source) : this.#above(source)
  }

  #above(source: SourceRow): SheetRow {
    const { row, cells } = source
    const found = headerIn(source, this.#mapping)
    if (!found) {
      this.#unitsAbove = unitsIn(cells) ?? this.#unitsAbove
      return { kind: 'before', row }
    }
    this.header = withUnits(found, this.#unitsAbove)
    this.#tagsAt = row + 1
    return { kind: 'header', row }
  }

  #below(header: Header, source: SourceRow): SheetRow {
    const { row } = source
    if (row <= this.#tagsAt && isHxlRow(source)) {
      this.header = withTags(header, source)
      return { kind: 'header', row }
    }
    if (repeats(header, source.cells) || this.#isSecondLine(source) || this.#isAnotherHeader(source))
      return { kind: 'header', row }
    const cells = countedOnce(header, source, this.#mapping)
    if (cells.every(isBlank)) return { kind: 'blank', row }
    const read = rowFields(header, cells, this.#mapping)
    const note = noteIn(cells, read)
    if (note) {
      this.#unitsAbove = unitsIn(cells) ?? this.#unitsAbove
      return { kind: 'note', row, text: note.text, isLast: note.is === 'last', ...read }
    }
    return { kind: isTotal(read) ? 'total' : 'data', row, ...read }
  }

  #isSecondLine({ row, cells }: SourceRow): boolean {
    const both = this.header && row === this.header.row + 1 ? withSecondLine(this.header, cells, this.#mapping) : null
    if (both === null) return false
    this.header = withUnits(both, this.#unitsAbove)
    this.#tagsAt = row + 1
    return true
  }

  /** The header of a table further down: what stands below it is in its columns, and no longer in those above. */
  #isAnotherHeader(source: SourceRow): boolean {
    if (!mayBeHeader(source.cells) || !namesRequired(source.cells, this.#mapping)) return false
    const found = headerIn(source, this.#mapping)
    if (!found || !isAnotherHeader(found)) return false
    const above = this.header?.row === source.row - 1 ? this.header : null
    this.header = withUnits(above ? inTwoLanguages(above, found) : found, this.#unitsAbove)
    this.#tagsAt = source.row + 1
    return true
  }
}
