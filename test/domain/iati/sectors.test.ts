// Sectors: shares of purpose codes, and the area that most of them point to.
import { expect, test } from 'vitest'
import { areaOfSectors } from '#domain/iati/sectors.ts'
import { readWith } from '#test/support/activities.ts'

test.each([
  ['given percentages', '<sector code="15220" percentage="75"/><sector code="31110" percentage="25"/>', [75, 25]],
  ['none given', '<sector code="15220"/><sector code="31110" vocabulary="1"/>', [50, 50]],
  ['other vocabularies beside', '<sector code="15220"/><sector code="152" vocabulary="2"/>', [100]],
])('%s', async (_name, more, percents) => {
  expect((await readWith(more)).sectors.dac.map(({ percent }) => percent)).toEqual(percents)
})

test.each([
  [
    [
      ['15230', 60],
      ['15220', 40],
    ],
    'peacekeeping-training',
  ],
  [
    [
      ['15240', 30],
      ['15250', 30],
      ['31110', 40],
    ],
    'disarmament-and-small-arms',
  ],
  [
    [
      ['15230', 50],
      ['15220', 50],
    ],
    undefined,
  ],
  [[], undefined],
] as const)('%j', (dac, area) => {
  expect(areaOfSectors(dac.map(([code, percent]) => ({ code, percent })))?.area).toBe(area)
})
