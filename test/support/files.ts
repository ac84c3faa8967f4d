// Files as readers and tests hand them on: pieces of bytes, and whole ones put together.
import { parse } from 'csv-parse/sync'
import type { Cell } from '#model/importColumns.ts'
import { xlsxSheets } from '#readers/xlsx.ts'

export const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const piece of pieces) chunks.push(piece)
  return Buffer.concat(chunks)
}

/** One page of anything, or several. */
export async function* paged<T>(...pages: T[]): AsyncGenerator<T> {
  yield* pages
}

/** The rows of a workbook's sheets by the sheets' names. */
export const sheetsOf = async (bytes: Uint8Array): Promise<Record<string, Cell[][]>> => {
  const sheets = await xlsxSheets(paged(bytes))
  const read = sheets.map(async ({ name, rows }) => {
    const cells: Cell[][] = []
    for await (const row of rows()) cells.push(row.cells)
    return [name, cells] as const
  })
  return Object.fromEntries(await Promise.all(read))
}

export const csvRecords = (bytes: Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(bytes), { bom: true, columns: true })
