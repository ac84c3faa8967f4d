// Quality at one half: what counts as found, and how scores are held against the truth.
import { qualityOf } from '#domain/matching/fitting/quality.ts'
import { expect, test } from 'vitest'

const pair = (score: number, isTrue: boolean) => ({ score, isTrue })

test('counts what is flagged, and the true pairs that were never scored as missed', () => {
  const quality = qualityOf([pair(0.9, true), pair(0.5, true), pair(0.6, false), pair(0.4, true)], 5)

  expect(quality).toMatchObject({ precision: 2 / 3, recall: 2 / 5, f1: 0.5 })
})

test('measures calibration bin by bin, without the pairs that nobody would look at', () => {
  const { calibrationError } = qualityOf([pair(0.75, true), pair(0.75, false), pair(0.25, false), pair(0.05, true)], 2)

  expect(calibrationError).toBeCloseTo((0.5 + 0.25) / 3)
})

test('is nothing, and no error, where nothing is scored', () => {
  expect(qualityOf([], 0)).toEqual({ precision: 0, recall: 0, f1: 0, calibrationError: 0 })
})
