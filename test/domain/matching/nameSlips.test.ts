// Slips of the pen: one letter in a word, few in a name, none that makes another word.
import { isSlip, slipsBetween } from '#domain/matching/nameSlips.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const never = (): boolean => false
const slips = (a: string, b: string, areTwo: (one: string, other: string) => boolean = never): number | null =>
  slipsBetween(a.split(' '), b.split(' '), areTwo)

test.each([
  ['folke bernadotte academy', 'folke bernadote academy', 1],
  ['kingdom of norway', 'kindgom of norway', 1],
  ['german federal foreign office', 'geran federal forrign office', 2],
  ['united kingdom', 'united kingdom', 0],
])('counts the slips between %s and %s', (a, b, count) => {
  expect(slips(a, b)).toBe(count)
})

test.each([
  ['west african states', 'east african states'],
  ['gambia', 'zambia'],
  ['resolution 1540 committee', 'resolution 1541 committee'],
  ['african union', 'african union commission'],
  ['norwegian church aid', 'norwegian chirch aids'],
  ['mali', 'malawi'],
])('sees more than slips between %s and %s', (a, b) => {
  expect(slips(a, b)).toBeNull()
})

test('takes two words of the language for two words', () => {
  expect(slips('peace fund for africa', 'place fund for africa', (_, word) => word === 'place')).toBeNull()
  expect(slips('peace fund for africa', 'peaace fund for africa')).toBe(1)
})

test('forgives a first letter in a long name only, and never a changed one', () => {
  expect(slips('norwegian church aid society', 'orwegian church aid society')).toBe(1)
  expect(slips('norwegian aid', 'orwegian aid')).toBeNull()
  expect(slips('community health action network', 'community wealth action network')).toBeNull()
})

test('finds one letter left out, doubled, changed or turned round behind the first, from both sides', () => {
  const word = fc.stringMatching(/^[a-z]{6,12}$/)
  fc.assert(
    fc.property(word, fc.integer({ min: 1, max: 4 }), (full, at) => {
      const [before, letter, after] = [full.slice(0, at), full[at] ?? '', full.slice(at + 1)]
      const wrong = [before + after, before + letter + letter + after, `${before}q${after}`]
      for (const other of wrong.filter((text) => text !== full)) {
        expect(isSlip(full, other)).toBe(true)
        expect(isSlip(other, full)).toBe(true)
      }
    }),
  )
})
