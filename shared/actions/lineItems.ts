// Records of a JSON Lines file as rows: each has keys of its own, and its money is what those say.
import { amountHeader } from '#domain/imports/headerMoney.ts'
import { besideAmount, otherAmounts } from '#domain/imports/otherAmounts.ts'
import { type Header, twiceIn, unreadMoney, unreadMoneyFault } from '#domain/imports/readHeader.ts'
import { RecordHeaders, rowFields, type RowFields } from '#domain/imports/sheet.ts'
import { saysMoney, type UnreadAmount, unreadAmounts } from '#domain/imports/unreadAmounts.ts'
import type { NewMapping } from '#model/importColumns.ts'
import type { JsonLine } from '#readers/jsonLines.ts'
import type { SourceItem } from './sourceItem.ts'

/** What is told of a header once, for all records that have it. */
interface Judged {
  amountHeader: string
  twice: string | undefined
  otherAmounts: string[]
  unreadAmounts: UnreadAmount[]
  unreadMoney: string[]
}

/** Reads one record after the other. */
export class LineItems {
  /** That of the first record, which the import shows as its columns. */
  header: Header | undefined
  readonly #headers: RecordHeaders
  readonly #mapping: NewMapping | null
  readonly #judged = new WeakMap<Header, Judged>()

  constructor(mapping: NewMapping | null) {
    this.#mapping = mapping
    this.#headers = new RecordHeaders(mapping)
  }

  take(line: JsonLine): SourceItem {
    const { row } = line
    if ('fault' in line) return { row, kind: 'fault', detail: line.fault }
    const header = this.#headers.of(line.keys)
    this.header ??= header
    const judged = this.#judge(header)
    const read = rowFields(header, line.cells, this.#mapping)
    const fault = faultOf(judged, read)
    if (fault !== undefined) return { row, kind: 'fault', detail: fault }
    const beside = besideAmount(header, judged.otherAmounts, read, judged.unreadAmounts)
    if ('fault' in beside) return { row, kind: 'fault', detail: beside.fault }
    const isOwn = judged.amountHeader !== amountHeader(this.header)
    return {
      row,
      kind: 'data',
      ...read,
      ...(isOwn ? { amountHeader: judged.amountHeader } : {}),
      ...(beside.notes.length > 0 ? beside : {}),
    }
  }

  #judge(header: Header): Judged {
    const standing = this.#judged.get(header)
    if (standing) return standing
    const judged = {
      amountHeader: amountHeader(header),
      twice: twiceIn(header)[0],
      otherAmounts: otherAmounts(header),
      unreadAmounts: unreadAmounts(header),
      unreadMoney: unreadMoney(header, this.#mapping),
    }
    this.#judged.set(header, judged)
    return judged
  }
}

const faultOf = ({ twice, unreadMoney: headers }: Judged, { extras }: RowFields): string | undefined => {
  const unread = headers.filter((header) => saysMoney(extras[header] ?? ''))
  return unread.length > 0 ? unreadMoneyFault(unread) : twice
}
