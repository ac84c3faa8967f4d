// The numbers of a title, in the form that editions keep them in.
import type { ListedEdition } from '#model/series.ts'
import type { SeriesMarkers } from '../matching/seriesMarkers.ts'

export const numbersOf = ({ numbers }: SeriesMarkers): ListedEdition['numbers'] =>
  (['phase', 'tranche', 'cohort'] as const).flatMap((kind) => numbers[kind].map((number) => ({ kind, number })))
