// What the previous report called open, against the findings of this one.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { earlierFindings } from '#domain/report/earlierFindings.ts'

const ids = fc.uniqueArray(fc.string({ maxLength: 4 }))

test('says of each finding whether it was open, and counts those that are not given any more', () => {
  fc.assert(
    fc.property(ids, ids, (open, given) => {
      const earlier = earlierFindings(
        open,
        given.map((id) => ({ id })),
      )

      expect(given.filter((id) => earlier.wasOpen(id))).toEqual(given.filter((id) => open.includes(id)))
      expect(earlier.noLongerGiven).toBe(open.filter((id) => !given.includes(id)).length)
    }),
  )
})

test('knows nothing of what it was not given', () => {
  const earlier = earlierFindings(['a', 'b'], [{ id: 'b' }])

  expect(earlier.wasOpen('a')).toBe(false)
})
