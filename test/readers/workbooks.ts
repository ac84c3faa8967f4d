// Workbooks made by hand, part by part, good and bad.
import { ZipFile } from 'yazl'

export type Parts = Record<string, string | Buffer>

const relation = (id: number): string => `<Relationship Id="rId${id}" Type="x" Target="worksheets/sheet${id}.xml"/>`

export interface SheetText {
  name: string
  /** What stands between `<sheetData>` and its end. */
  data: string
  state?: string
}

export const partsOf = (sheets: SheetText[], more: Parts = {}): Parts => ({
  'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => relation(at + 1)).join('')}</Relationships>`,
  ...Object.fromEntries(
    sheets.map(({ data }, at) => [
      `xl/worksheets/sheet${at + 1}.xml`,
      `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    ]),
  ),
  ...more,
})

export const zipped = async (parts: Parts): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export const workbook = async (sheets: SheetText[], more: Parts = {}): Promise<Buffer> => zipped(partsOf(sheets, more))

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Rows of inline texts and numbers. */
export const dataOf = (rows: (string | number)[][]): string =>
  rows
    .map((cells, at) => {
      const written = cells.map((cell, column) => {
        const place = `r="${letters[column]}${at + 1}"`
        return typeof cell === 'number'
          ? `<c ${place}><v>${cell}</v></c>`
          : `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`
      })
      return `<row r="${at + 1}">${written.join('')}</row>`
    })
    .join('')
