// Turns of the nightly verification: each record has one night of seven, and a night that is missed is made up for.
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nightsOfRound, turnOf, turnsDue } from '#actions/nightlyTurns.ts'
import { dayFromNumber, dayNumber } from '#domain/days.ts'

const services = { fingerprint: (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex') }

const days = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2100-01-01') })
const ids = fc.oneof(fc.uuid({ version: 7 }), fc.string(), fc.stringMatching(/^[a-z-]{1,20}$/))

/** Of each night that is run, in order, how often it goes through a record. */
const visits = (id: string, nights: readonly number[]): { night: number; isDue: boolean }[] => {
  let before: string | null = null
  return nights.map((night) => {
    const day = dayFromNumber(night)
    const isDue = turnsDue(day, before).includes(turnOf(services, id))
    before = day
    return { night, isDue }
  })
}

test('over seven consecutive nights each record has its turn exactly once', () => {
  fc.assert(
    fc.property(ids, days, (id, first) => {
      const nights = Array.from({ length: 3 * nightsOfRound }, (_, at) => first + at)
      const due = visits(id, nights).map(({ isDue }) => isDue)

      for (let from = 0; from + nightsOfRound <= due.length; from += 1)
        expect(due.slice(from, from + nightsOfRound).filter(Boolean)).toHaveLength(1)
    }),
  )
})

test('whatever nights are missed, after a night no record was gone through longer ago than a week', () => {
  fc.assert(
    fc.property(ids, days, fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }), (id, first, gaps) => {
      const nights = [...gaps.keys()].map((at) => first + gaps.slice(0, at).reduce((sum, gap) => sum + gap, 0))
      let visited = first
      for (const { night, isDue } of visits(id, nights)) {
        if (isDue) visited = night
        expect(night - visited).toBeLessThan(nightsOfRound)
      }
    }),
  )
})

test('no turn comes twice in a night, and a clock that was set back takes the turn of its day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -30, max: 30 }), (day, since) => {
      const turns = turnsDue(dayFromNumber(day), dayFromNumber(day - since))

      expect(new Set(turns).size).toBe(turns.length)
      expect(turns).toContain(day % nightsOfRound)
      expect(turns).toHaveLength(Math.min(Math.max(since, 1), nightsOfRound))
    }),
  )
})

test('ids that were made one after the other are spread over the nights', () => {
  const counts = Array.from({ length: nightsOfRound }, () => 0)
  for (let at = 0; at < 7000; at += 1) {
    const turn = turnOf(services, `0193a000-0000-7000-8000-${String(at).padStart(12, '0')}`)
    counts[turn] = (counts[turn] ?? 0) + 1
  }

  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150)
})
