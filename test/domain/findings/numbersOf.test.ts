// The numbers of a title, as editions keep them.
import { expect, test } from 'vitest'
import { numbersOf } from '#domain/findings/numbersOf.ts'
import { seriesMarkersOf } from '#domain/matching/seriesMarkers.ts'

test('each number says what it counts, phases before tranches before cohorts', () => {
  expect(numbersOf(seriesMarkersOf('Cohort 3, second tranche of phase II'))).toEqual([
    { kind: 'phase', number: 2 },
    { kind: 'tranche', number: 2 },
    { kind: 'cohort', number: 3 },
  ])
  expect(numbersOf(seriesMarkersOf('Course 2008'))).toEqual([])
})
