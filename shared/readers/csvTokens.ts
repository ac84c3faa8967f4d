// Splits CSV text into records as it comes: any of the line ends, quotes doubled within quotes, as spreadsheets write them.
import { maxRowLength } from './limits.ts'

/** A record, or why there is none: it is too long, or the text ends within its quotes. */
export type Csv = { cells: string[] } | { fault: 'too-long' | 'open-quote' }

/** One text while it is split. Outside quotes a quote that does not begin a cell stands for itself. */
export class CsvTokens {
  readonly #separator: string
  readonly #special: RegExp
  #cells: string[] = []
  #cell = ''
  #length = 0
  /** Nothing but spaces has come of the cell yet: kept, since looking again at every quote would take the square of them. */
  #isBlank = true
  #state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  #afterReturn = false
  #isTooLong = false
  #records: Csv[] = []

  constructor(separator: string) {
    this.#separator = separator
    // Everything that can end a plain run of text.
    this.#special = new RegExp(`["\\r\\n${separator === '|' ? '\\|' : separator}]`, 'g')
  }

  /** The records that this piece completes. */
  write(piece: string): Csv[] {
    let at = 0
    while (at < piece.length) at = this.#state === 'quoted' ? this.#quoted(piece, at) : this.#plain(piece, at)
    return this.#records.splice(0)
  }

  /** What stands behind the last line end. */
  end(): Csv[] {
    if (this.#state === 'quoted') return [{ fault: 'open-quote' }]
    if (this.#cells.length > 0 || this.#cell !== '' || this.#state !== 'start') this.#endRecord()
    return this.#records.splice(0)
  }

  #quoted(piece: string, at: number): number {
    const quote = piece.indexOf('"', at)
    this.#add(piece.slice(at, quote < 0 ? piece.length : quote))
    if (quote < 0) return piece.length
    this.#state = 'closing'
    return quote + 1
  }

  #plain(piece: string, at: number): number {
    this.#special.lastIndex = at
    const end = this.#special.exec(piece)?.index ?? piece.length
    if (end > at) {
      this.#afterReturn = false
      if (this.#state === 'start') this.#state = 'plain'
      this.#add(piece.slice(at, end))
      return end
    }
    this.#sign(piece[at] ?? '')
    return at + 1
  }

  #sign(sign: string): void {
    const isSecondHalf = sign === '\n' && this.#afterReturn
    this.#afterReturn = sign === '\r'
    if (isSecondHalf) return
    if (sign === '"') this.#quote()
    else if (sign === this.#separator) this.#endCell()
    else this.#endRecord()
  }

  #quote(): void {
    if (this.#state === 'closing') {
      this.#add('"')
      this.#state = 'quoted'
    } else if (this.#state === 'start' || this.#isBlank) {
      this.#cell = ''
      this.#state = 'quoted'
    } else this.#add('"')
  }

  #add(text: string): void {
    this.#length += text.length
    if (this.#isBlank && text.trim() !== '') this.#isBlank = false
    if (this.#length <= maxRowLength) this.#cell += text
    else if (!this.#isTooLong) this.#records.push({ fault: 'too-long' })
    this.#isTooLong = this.#length > maxRowLength
  }

  #endCell(): void {
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#isBlank = true
    this.#length += 1
    this.#state = 'start'
  }

  #endRecord(): void {
    this.#endCell()
    this.#records.push({ cells: this.#cells })
    this.#cells = []
    this.#length = 0
    this.#isTooLong = false
  }
}
