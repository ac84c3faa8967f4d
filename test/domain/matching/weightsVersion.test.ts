// The version by itself is that of the file: whoever commits new weights changes both.
import { expect, test } from 'vitest'
import { weightsVersion as inFile } from '#domain/matching/weights.ts'
import { weightsVersion } from '#domain/matching/weightsVersion.ts'

test('the version that reports say is that of the weights', () => {
  expect(weightsVersion).toBe(inFile)
})
