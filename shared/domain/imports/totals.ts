// Compares printed totals with the rows above them.
import type { Cell, DecimalSign, ImportColumn } from '#model/importColumns.ts'
import { toHundredths } from '../decimal.ts'
import { writtenAmount } from './writtenAmount.ts'

const summed = ['amount', 'quantity'] as const
type Summed = (typeof summed)[number]

interface Sum {
  hundredths: bigint
  /** Rows whose cell could not be read: the sum lacks them. */
  unread: number
}

type Sums = Record<Summed, Sum>

const nothing = (): Sums => ({ amount: { hundredths: 0n, unread: 0 }, quantity: { hundredths: 0n, unread: 0 } })

const shown = (hundredths: bigint): string => {
  const cents = hundredths % 100n
  return cents === 0n ? String(hundredths / 100n) : `${hundredths / 100n}.${String(cents).padStart(2, '0')}`
}

/** What a printed total says of one column, what its rows add up to, and whether both agree. */
export interface ComparedTotal {
  column: Summed
  printed: string
  added: string
  agrees: boolean
  unread: number
}

type Fields = Partial<Record<ImportColumn, Cell>>

const hundredthsOf = (cell: Cell | undefined, sign: DecimalSign | null): bigint | null => {
  if (cell === null || cell === undefined) return 0n
  const read = writtenAmount(cell, sign)
  return 'fault' in read ? null : toHundredths(read.amount)
}

/** A total printed without cents is that of its rows when it is their sum rounded. */
const isSum = (printed: bigint, sum: bigint): boolean =>
  printed === sum || (printed % 100n === 0n && printed === ((sum + 50n) / 100n) * 100n)

/**
 * Adds rows up by group; a printed total is compared with its group's rows since the group's last total, and with all rows
 * of the sheet, which a grand total sums. `group` is the text of the cells that rows belong together by.
 */
export class Totals {
  readonly #sign: DecimalSign | null
  readonly #since = new Map<string, Sums>()
  readonly #all = nothing()

  constructor(sign: DecimalSign | null) {
    this.#sign = sign
  }

  add(fields: Fields, group: string): void {
    for (const sums of [this.#of(group), this.#all]) {
      for (const column of summed) {
        const hundredths = hundredthsOf(fields[column], this.#sign)
        if (hundredths === null) sums[column].unread += 1
        else sums[column].hundredths += hundredths
      }
    }
  }

  /** Has the group rows that no total was printed for yet? */
  hasRows(group: string): boolean {
    return this.#since.has(group)
  }

  compare(fields: Fields, group: string): ComparedTotal[] {
    const sums = this.#of(group)
    this.#since.delete(group)
    return summed.flatMap((column) => {
      const printed = hundredthsOf(fields[column], this.#sign)
      if (printed === null || fields[column] === null || fields[column] === undefined) return []
      const { hundredths, unread } = sums[column]
      const agrees = isSum(printed, hundredths) || isSum(printed, this.#all[column].hundredths)
      return [{ column, printed: shown(printed), added: shown(agrees ? printed : hundredths), agrees, unread }]
    })
  }

  /** Groups are few; a file that makes up one per row would fill the memory, so the oldest are let go. */
  #of(group: string): Sums {
    const standing = this.#since.get(group) ?? nothing()
    if (!this.#since.has(group)) {
      if (this.#since.size >= mostGroups) this.#since.delete([...this.#since.keys()][0] ?? '')
      this.#since.set(group, standing)
    }
    return standing
  }
}

const mostGroups = 5000
