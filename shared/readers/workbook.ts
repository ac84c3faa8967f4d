// The parts of a workbook around its sheets: which sheets there are, shared strings, and what their styles show.
import { type Archive } from './archive.ts'
import { maxSharedText, unreadable } from './limits.ts'
import { builtInFormat, type NumberFormat, numberFormat } from './numberFormats.ts'
import { textOf } from './textStream.ts'
import { type XmlEvent, xmlEvents } from './xml.ts'

export interface SheetPart {
  name: string
  part: string
  /** Hidden sheets hold what the author did not mean to send. */
  hidden: boolean
}

export interface Workbook {
  sheets: SheetPart[]
  /** Days are counted from 1904, as old Macintosh workbooks do. */
  since1904: boolean
  strings: string[]
  /** By the number of a cell's style. */
  formats: NumberFormat[]
}

const eventsOf = (archive: Archive, part: string): AsyncGenerator<XmlEvent[]> =>
  xmlEvents(textOf(archive.part(part), 'utf-8'))

async function* opensIn(archive: Archive, part: string): AsyncGenerator<Extract<XmlEvent, { kind: 'open' }>> {
  for await (const events of eventsOf(archive, part)) for (const event of events) if (event.kind === 'open') yield event
}

const targetsOf = async (archive: Archive): Promise<Map<string, string>> => {
  const targets = new Map<string, string>()
  for await (const { name, attributes } of opensIn(archive, 'xl/_rels/workbook.xml.rels')) {
    const { Id: id, Target: target = '', TargetMode: mode } = attributes
    if (name !== 'Relationship' || id === undefined || mode === 'External') continue
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  return targets
}

const maxSheets = 200

const sheetsOf = async (archive: Archive): Promise<Pick<Workbook, 'sheets' | 'since1904'>> => {
  const targets = await targetsOf(archive)
  const sheets: SheetPart[] = []
  let since1904 = false
  for await (const { name, attributes } of opensIn(archive, 'xl/workbook.xml')) {
    if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    if (name !== 'sheet') continue
    const part = targets.get(attributes['r:id'] ?? attributes['id'] ?? '')
    if (part === undefined || sheets.length >= maxSheets) continue
    sheets.push({ name: attributes['name'] ?? '', part, hidden: (attributes['state'] ?? 'visible') !== 'visible' })
  }
  return { sheets, since1904 }
}

/** ECMA-376, 22.9.2.19 (ST_Xstring): `_x000D_` stands for the character of that number, `_x005F_` for the underscore. */
export const decodedText = (text: string): string =>
  text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const mostStrings = 2_000_000

/** The shared strings while they are read; phonetic readings (`rPh`) are no part of one. */
class SharedStrings {
  readonly strings: string[] = []
  #text = ''
  #length = 0
  #within = ''

  take(event: XmlEvent): void {
    if (event.kind === 'open') this.#open(event.name)
    else if (event.kind === 'close') this.#close(event.name)
    else if (this.#within === 't') this.#add(event.text)
  }

  #open(name: string): void {
    if (this.#within !== 'rPh' && (name === 't' || name === 'rPh')) this.#within = name
  }

  #add(text: string): void {
    this.#text += text
    this.#length += text.length
    if (this.#length > maxSharedText)
      throw unreadable(`The workbook's shared strings are longer than ${maxSharedText} characters together.`)
  }

  #close(name: string): void {
    if (name === this.#within) this.#within = ''
    if (name !== 'si') return
    if (this.strings.length >= mostStrings)
      throw unreadable(`The workbook has more than ${mostStrings} shared strings.`)
    this.strings.push(decodedText(this.#text))
    this.#text = ''
  }
}

const stringsOf = async (archive: Archive): Promise<string[]> => {
  const shared = new SharedStrings()
  if (archive.has('xl/sharedStrings.xml'))
    for await (const events of eventsOf(archive, 'xl/sharedStrings.xml')) for (const event of events) shared.take(event)
  return shared.strings
}

const mostStyles = 100_000
/** Excel writes 250 at most. */
const mostFormats = 5000

/** The cells' styles while they are read: `numFmts` come before the `cellXfs` that name them, and only such are read. */
class Styles {
  readonly formats: NumberFormat[] = []
  readonly #codes = new Map<number, string>()
  readonly #custom = new Map<number, NumberFormat>()
  #withinCells = false

  take(event: XmlEvent): void {
    if (event.kind === 'text') return
    if (event.name === 'cellXfs') this.#withinCells = event.kind === 'open'
    if (event.kind !== 'open') return
    const format = Number(event.attributes['numFmtId'] ?? 0)
    if (event.name === 'numFmt') this.#codes.set(format, event.attributes['formatCode'] ?? '')
    if (event.name === 'xf' && this.#withinCells) this.formats.push(this.#formatOf(format))
    // Cells of styles that were passed over would be read as plain numbers: euros as dollars.
    if (this.formats.length > mostStyles || this.#custom.size > mostFormats)
      throw unreadable(`The workbook has more than ${mostStyles} styles, or ${mostFormats} formats of numbers.`)
  }

  #formatOf(id: number): NumberFormat {
    const code = this.#codes.get(id)
    if (code === undefined) return builtInFormat(id)
    const format = this.#custom.get(id) ?? numberFormat(code)
    this.#custom.set(id, format)
    return format
  }
}

const formatsOf = async (archive: Archive): Promise<NumberFormat[]> => {
  const styles = new Styles()
  if (archive.has('xl/styles.xml'))
    for await (const events of eventsOf(archive, 'xl/styles.xml')) for (const event of events) styles.take(event)
  return styles.formats
}

export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  if (!archive.has('xl/workbook.xml') || !archive.has('xl/_rels/workbook.xml.rels'))
    throw unreadable('This is an archive, and no XLSX workbook.')
  const { sheets, since1904 } = await sheetsOf(archive)
  return { sheets, since1904, strings: await stringsOf(archive), formats: await formatsOf(archive) }
}
