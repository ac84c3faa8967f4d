// What a file may cost at most: beyond any of these it is refused, and the refusal names the place.
import { Refusal } from '#model/refusal.ts'

/** One row: longer text in a row is an unclosed quote or an attack. In UTF-16 units. */
export const maxRowLength = 1_000_000
export const maxColumns = 1000
export const maxRows = 1_048_576
/** A workbook is a zip archive, which is read from its end: it is held in memory while it is read. */
export const maxWorkbookBytes = 32 * 1024 * 1024
/** Of one part of a workbook when unpacked, counted as it comes and not as the archive claims. */
export const maxPartBytes = 512 * 1024 * 1024
/**
 * All that is unpacked of a workbook, a part as often as it is read: what reading costs is bounded by what was sent. Sheets
 * shrink to a tenth or a thirtieth.
 */
export const maxUnpackedBytes = (packed: number): number => Math.min(128 * 1024 * 1024 + 100 * packed, 3 * maxPartBytes)
export const maxArchiveEntries = 4000
/** All shared strings of a workbook together, in UTF-16 units: they are held in memory. */
export const maxSharedText = 64 * 1024 * 1024
export const maxXmlDepth = 64
/** A page of flows is one JSON document, held in memory: FTS gives 1,000 flows at most, which is 3 million characters. */
export const maxPageLength = 32 * 1024 * 1024
/** Of one IATI activity what is read of it: its elements, and its texts and attributes in UTF-16 units. */
export const maxActivityElements = 100_000
export const maxActivityLength = 8_000_000
/** Where a reader stood when it gave up. */
export interface Place {
  row?: number
  sheet?: string
  column?: string
}

const placeText = ({ sheet, row, column }: Place): string =>
  [sheet === undefined ? '' : `Sheet "${sheet}"`, row === undefined ? '' : `Row ${row}`, column ?? '']
    .filter((part) => part !== '')
    .join(', ')

/** The file as such cannot be read: nothing of it goes in. */
export const unreadable = (detail: string, place: Place = {}): Refusal => {
  const where = placeText(place)
  const pointer = place.row === undefined ? '' : `/${place.row}${place.column === undefined ? '' : `/${place.column}`}`
  const text = where === '' ? detail : `${where}: ${detail}`
  return new Refusal('unreadable-file', text.slice(0, 500), [{ pointer, detail: detail.slice(0, 500) }])
}

/** An XML part that asks for what a data file never needs. */
export const noDocumentType = (): Refusal => unreadable('A document type declaration (DTD) is refused.')
