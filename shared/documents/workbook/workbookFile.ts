// An XLSX workbook, written sheet by sheet and row by row: never more of it in memory than a page of rows.
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { sheetXml, type WorkbookSheet } from './sheetXml.ts'
import { stylesXml } from './styles.ts'
import { xmlText } from './xmlText.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (sheets: number): string =>
  `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${Array.from({ length: sheets }, (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}</Types>`

const relationships = (targets: readonly [type: string, target: string][]): string =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${related}/${type}" Target="${target}"/>`).join('')}</Relationships>`

const workbookXml = (sheets: readonly WorkbookSheet[]): string =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${related}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`

/** The parts in their order: the list of parts comes first, as strict readers want it. */
const partsOf = (sheets: readonly WorkbookSheet[]): [name: string, content: string | AsyncIterable<string>][] => [
  ['[Content_Types].xml', contentTypes(sheets.length)],
  ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
  ['xl/workbook.xml', workbookXml(sheets)],
  [
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
  ],
  ['xl/styles.xml', stylesXml],
  ...sheets.map((sheet, at): [string, AsyncIterable<string>] => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]),
]

// The same rows make the same bytes: no part says when it was written.
// oxlint-disable-next-line no-restricted-globals -- a constant, not the clock.
const mtime = new Date(2000, 0, 1)

/** Pieces of the file as they are asked for; whoever stops asking stops the sheets' rows too. */
export async function* workbookFile(sheets: readonly WorkbookSheet[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const file = new PassThrough()
  const open: Readable[] = []
  const fail = (error: Error): void => {
    file.destroy(error)
  }
  zip.on('error', fail)
  for (const [name, content] of partsOf(sheets)) {
    zip.addReadStreamLazy(name, { mtime, forceDosTimestamp: true }, (give) => {
      const part = Readable.from(typeof content === 'string' ? [content] : content, { objectMode: false })
      part.on('error', fail)
      open.push(part)
      give(null, part)
    })
  }
  zip.end()
  zip.outputStream.pipe(file)
  try {
    for await (const piece of file as AsyncIterable<Uint8Array>) yield piece
  } finally {
    for (const part of open) part.destroy()
  }
}
