// Lines of CSV as every file of ours has them: whoever writes one, its cells are quoted and made harmless in one place.
import { withoutFormulas } from '#domain/formulaText.ts'
import { stringify } from 'csv-stringify/sync'

/** Without it Excel reads another encoding than UTF-8. */
export const byteOrderMark = '\ufeff'

/** A text as a cell: one that a spreadsheet would run as a formula begins with an apostrophe. */
export const textCell = (text: string): string => withoutFormulas(text)

/**
 * Lines end as RFC 4180 has them. A lone line end within a cell is quoted too: left to itself, csv-stringify quotes for
 * its own record delimiter only, and what reads the file would see a new row.
 */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => [...cells]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
