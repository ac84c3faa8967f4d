// The rows of a sheet with what becomes of each: data, totals, notes, and what is wrong with its header.
import { spanNotes } from '#domain/imports/countedOnce.ts'
import { amountHeader, headerMoney } from '#domain/imports/headerMoney.ts'
import { besideAmount, otherAmounts } from '#domain/imports/otherAmounts.ts'
import { otherExport } from '#domain/imports/otherExports.ts'
import { type Header, headerFaults } from '#domain/imports/readHeader.ts'
import { isUnnamedSum, mostRowsBeforeHeader, type RowFields, Sheet } from '#domain/imports/sheet.ts'
import { Totals } from '#domain/imports/totals.ts'
import { type UnreadAmount, unreadAmounts } from '#domain/imports/unreadAmounts.ts'
import { writtenAmount } from '#domain/imports/writtenAmount.ts'
import type { RowNote } from '#model/import.ts'
import type { NewMapping, SourceRow } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import type { SourceItem } from './sourceItem.ts'
import type { SourceSettings } from './sourceSettings.ts'

export const aside = (row: number, detail: string): SourceItem => ({
  row,
  kind: 'set-aside',
  notes: [{ column: null, detail }],
})

const groupOf = ({ fields, extras }: RowFields, mapping: NewMapping | null): string =>
  (mapping?.totalsBy ?? [])
    .map((header) => extras[header] ?? String(fields[mapping?.columns[header] ?? 'title'] ?? ''))
    .join('\n')

const totalNotes = (totals: Totals, read: RowFields, mapping: NewMapping | null): RowNote[] => {
  const compared = totals.compare(read.fields, groupOf(read, mapping))
  if (compared.length === 0) return [{ column: null, detail: 'A printed total.' }]
  return compared.map(({ column, printed, added, agrees, unread }) => ({
    column,
    detail: agrees
      ? `A printed total: ${printed}, as the rows above add up to.`
      : `A printed total that does not reconcile: ${printed} is printed, the rows above add up to ${added}${unread > 0 ? `, without ${unread} that could not be read` : ''}.`,
  }))
}

/** A line that is a note if no data come behind it. */
type LastLine = RowFields & { row: number; kind: 'last-line'; text: string }

const note = ({ row, text }: { row: number; text: string }): SourceItem => aside(row, `A note: ${text.slice(0, 200)}`)

/** Lines below a table are few. */
const mostLastLines = 100

const refusedHeader = (header: Header | undefined, mapping: NewMapping | null): void => {
  if (!header)
    throw new Refusal('unreadable-file', 'No header was found: none of the first rows names columns that are known.')
  const faults = headerFaults(header, mapping)
  if (faults.length > 0)
    throw new Refusal(
      'unreadable-file',
      `Row ${header.row}: ${faults.join(' ')}`.slice(0, 500),
      faults.slice(0, 20).map((detail) => ({ pointer: `/${header.row}`, detail: detail.slice(0, 500) })),
    )
}

/** A mapping that is given says what the columns mean, whatever they are called. */
export const refuseOtherExport = (headers: readonly unknown[], mapping: NewMapping | null): void => {
  const reason = mapping ? undefined : otherExport(headers)
  if (reason) throw new Refusal('unreadable-file', reason)
}

/** What of a header is told once for all rows below it. */
interface Judged {
  header: Header
  otherAmounts: string[]
  unreadAmounts: UnreadAmount[]
  amountAt: number
  currency: string | null
}

const judgedOf = (header: Header): Judged => ({
  header,
  otherAmounts: otherAmounts(header),
  unreadAmounts: unreadAmounts(header),
  amountAt: header.guesses.findIndex(({ column }) => column === 'amount'),
  currency: headerMoney(amountHeader(header)).currency,
})

/**
 * The amount as the workbook shows it, where that says more than its number: what is shown in euros are no dollars. A
 * fault where the header names another currency.
 */
const asShown = (
  { header, amountAt, currency }: Judged,
  fields: RowFields['fields'],
  shown: SourceRow['shown'],
): { fault: string } | { fields: RowFields['fields'] } => {
  const amount = shown?.[amountAt]
  if (typeof fields.amount === 'string' && fields.amount.startsWith('='))
    return {
      fault: `The file holds the formula "${fields.amount.slice(0, 60)}" and not what it gives: open it in a spreadsheet, save it, and send it again.`,
    }
  if (amount === undefined || typeof fields.amount !== 'number') return { fields }
  const read = writtenAmount(amount, 'point')
  const said = 'fault' in read ? null : read.currency
  if (said === null || currency === null || said === currency) return { fields: { ...fields, amount } }
  return {
    fault: `The workbook shows the amount as "${amount}", below "${amountHeader(header)}": write which currency it is, in the header or in the cell.`,
  }
}

/** Reads a sheet on: the header is judged only at the first row behind it, since a row of tags may complete it. */
export class SheetItems {
  /** That of the first table, which the import shows as its columns. */
  header: Header | undefined
  readonly #sheet: Sheet
  readonly #settings: SourceSettings
  readonly #totals: Totals
  #notes: readonly string[]
  #checked: Header | undefined
  #judged: Judged | undefined

  /** `notes`: what is said of the whole file, with its first row of data. */
  constructor(settings: SourceSettings, notes: readonly string[]) {
    this.#sheet = new Sheet(settings.mapping)
    this.#settings = settings
    this.#totals = new Totals(settings.decimals)
    this.#notes = notes
  }

  check(): void {
    const { header } = this.#sheet
    if (!header || this.#checked !== header) refusedHeader(header, this.#settings.mapping)
    this.#checked = header
    this.header ??= header
  }

  /** What could be a note, as the data that it is if more data come. */
  data({ row, fields, extras }: RowFields & { row: number }, source?: SourceRow): SourceItem {
    this.#totals.add(fields, groupOf({ fields, extras }, this.#settings.mapping))
    const { header } = this.#sheet
    if (!header) return { row, kind: 'data', fields, extras }
    if (this.#judged?.header !== header) this.#judged = judgedOf(header)
    const beside = besideAmount(header, this.#judged.otherAmounts, { fields, extras }, this.#judged.unreadAmounts)
    if ('fault' in beside) return { row, kind: 'fault', detail: beside.fault }
    const shown = asShown(this.#judged, fields, source?.shown)
    if ('fault' in shown) return { row, kind: 'fault', detail: shown.fault }
    const notes = [...beside.notes, ...this.#notesOf(this.#judged, source)]
    return {
      row,
      kind: 'data',
      fields: shown.fields,
      extras,
      ...(notes.length > 0 ? { notes } : {}),
      ...this.#ownAmountHeader(header),
    }
  }

  #notesOf({ header }: Judged, source: SourceRow | undefined): RowNote[] {
    const whole = [...this.#notes, ...(source?.isHidden ? ['The workbook hides this row.'] : [])]
    this.#notes = []
    return [...whole.map((detail) => ({ column: null, detail })), ...spanNotes(header, source?.spans)]
  }

  /** A table further down has columns of its own. */
  #ownAmountHeader(header: Header): { amountHeader?: string } {
    const own = amountHeader(header)
    return this.header && own !== amountHeader(this.header) ? { amountHeader: own } : {}
  }

  /** `end` where nothing that looks like a header came in all the rows that one may stand below. */
  take(source: SourceRow): SourceItem | LastLine | 'end' | null {
    const before = this.#sheet.header
    if (!before) refuseOtherExport(source.cells, this.#settings.mapping)
    const taken = this.#sheet.take(source)
    if (taken.kind === 'before') return taken.row > mostRowsBeforeHeader ? 'end' : null
    if (taken.kind === 'header') return this.#headerAgain(source.row, before)
    if (!('fields' in taken)) return null
    this.check()
    const { row } = taken
    if (taken.kind === 'note') return taken.isLast ? { ...taken, kind: 'last-line' } : note(taken)
    const { mapping } = this.#settings
    if (taken.kind === 'total' || this.#isUnnamedTotal(taken))
      return { row, kind: 'set-aside', notes: totalNotes(this.#totals, taken, mapping) }
    return this.data(taken, source)
  }

  /** In a sheet whose rows belong together by a mapping: the sum below its rows, that nobody wrote a word beside. */
  #isUnnamedTotal(read: RowFields): boolean {
    const { mapping } = this.#settings
    return Boolean(mapping?.totalsBy) && isUnnamedSum(read) && this.#totals.hasRows(groupOf(read, mapping))
  }

  /** The first header, its second line and its tags get no result; one further down does. */
  #headerAgain(row: number, before: Header | undefined): SourceItem | null {
    const { header } = this.#sheet
    if (!this.header || !before || !header) return null
    if (header.row === row) return aside(row, 'Another header: the rows below are read by it.')
    return row > header.row + 1 ? aside(row, 'The header again.') : null
  }
}

export async function* sheetItems(items: SheetItems, rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceItem> {
  let held: (SourceItem | LastLine)[] = []
  const asData = (item: SourceItem | LastLine): SourceItem => (item.kind === 'last-line' ? items.data(item) : item)
  for await (const source of rows) {
    const item = items.take(source)
    if (item === 'end') break
    if (!item) continue
    // What is set aside behind such a line waits with it: rows keep their order.
    const waits = item.kind === 'last-line' || (held.length > 0 && item.kind === 'set-aside')
    if (waits) held.push(item)
    if (waits && held.length < mostLastLines) continue
    yield* held.map(asData)
    held = []
    if (!waits) yield asData(item)
  }
  items.check()
  yield* held.map((item) => (item.kind === 'last-line' ? note(item) : item))
}
