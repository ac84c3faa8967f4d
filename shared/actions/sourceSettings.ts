// How a file is to be read.
import type { DayOrder, DecimalSign, NewMapping } from '#model/importColumns.ts'
import type { ImportFormat } from '#readers/detectFormat.ts'

export interface SourceSettings {
  format: ImportFormat
  mapping: NewMapping | null
  dates: DayOrder | null
  decimals: DecimalSign | null
}
