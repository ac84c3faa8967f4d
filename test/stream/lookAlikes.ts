// Random histories of contributions that look alike: duplicates, triples, overlaps and phases of a few courses.
import * as fc from 'fast-check'
import type { NewContribution } from '#model/contribution.ts'
import { dollars } from '#test/support/builders.ts'

const courses: Partial<NewContribution>[] = [
  {
    title: 'Mission leadership course for senior officers',
    ...dollars('100000.00'),
    period: { start: '2008-01-14', end: '2008-02-08' },
    places: [{ country: 'KE', name: 'Nairobi' }],
    implementers: ['ecowas'],
  },
  {
    title: 'Radio sets and vehicles for police units',
    modality: 'funding',
    priorityAreas: [{ code: 'mission-planning' }],
    ...dollars('480000.00'),
    period: { start: '2008-03-01', end: '2008-11-30' },
    places: [{ country: 'SD', name: 'El Fasher' }],
  },
]

/** The ways in which reports of one course differ, and in which other courses look like it. */
const changes: fc.Arbitrary<Partial<NewContribution>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom('eu', 'un-dpko', 'ecowas').map((provider) => ({ provider })),
  fc.subarray(['eu', 'un-dpko'], { maxLength: 1 }).map((implementers) => ({ implementers })),
  fc.constantFrom('100000.00', '101500.00', '98000.00', '480000.00', '52000.00').map(dollars),
  fc
    .constantFrom(
      { start: '2008-01-14', end: '2008-02-08' },
      { start: '2008-01-21', end: '2008-02-15' },
      { start: '2008-03-05', end: '2008-12-01' },
      { start: '2009-01-12', end: '2009-02-06' },
    )
    .map((period) => ({ period })),
  fc
    .constantFrom(
      'Mission leadership course, phase II',
      'Senior mission leaders course, Nairobi',
      'Cours de direction de mission pour officiers supérieurs',
      'Vehicles and radios for the police',
    )
    .map((title) => ({ title })),
  fc.constantFrom('ecowas', 'auc').map((beneficiary) => ({ beneficiary })),
)

const which = fc.nat({ max: 60 })

export type Step =
  | { do: 'submit'; course: number; changes: Partial<NewContribution>[]; reporter: string }
  | { do: 'patch'; which: number; changes: Partial<NewContribution> }
  | { do: 'withdraw' | 'restore'; which: number }
  | { do: 'relate'; which: number; other: number }
  /** Delivers up to so many of the changes that wait, at once or one after the other, the latest or the first of them. */
  | { do: 'deliver'; most: number; atOnce: boolean; latest: boolean }

const submits = fc.record({
  do: fc.constant('submit' as const),
  course: fc.nat({ max: courses.length - 1 }),
  changes: fc.array(changes, { maxLength: 3 }),
  reporter: fc.constantFrom('un-dpko', 'eu', 'ecowas'),
})
const deliveries = fc.record({
  do: fc.constant('deliver' as const),
  most: fc.integer({ min: 1, max: 4 }),
  atOnce: fc.boolean(),
  latest: fc.boolean(),
})
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: submits },
  { weight: 4, arbitrary: deliveries },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('patch' as const), which, changes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('relate' as const), which, other: which }) },
)

/** Ten to thirty contributions, and as much as happens to them in any order. */
export const lookAlikes: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.array(submits, { minLength: 6, maxLength: 14 }),
    fc.array(steps, { minLength: 10, maxLength: 30, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then])

/** The course that a submit sends, as its changes make it. */
export const bodyOf = ({ course, changes: made }: Step & { do: 'submit' }): Partial<NewContribution> =>
  Object.assign({}, courses[course], ...made)
