// Half of the glossary's words made unknown: the same in every text, so that forms of one word stay alike.
import { halfKnownRow, isInHalf } from '#domain/matching/fitting/halfKnown.ts'
import { conceptsOf } from '#domain/matching/glossary.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const titled = (title: string) => String(halfKnownRow({ id: '1', title })['title'])

test('hides words by their concept, in every language and form, and leaves others as they are', () => {
  const [known, hidden] = [['mediation', 'médiation'], ['training', 'trainings']] // prettier-ignore
  const byConcept = (word: string) => conceptsOf(word.normalize('NFD').replace(/\p{M}/gu, '')).every(isInHalf)

  for (const words of [known, hidden])
    for (const word of words) expect(titled(word) === word).toBe(byConcept(words[0] ?? ''))
  expect(titled('Zabbek 2008 (II)')).toBe('Zabbek 2008 (II)')
})

test('a hidden word is unknown, and keeps its first letter', () => {
  const words = 'training police border peace security officer election gender refugee logistics'.split(' ')
  const hidden = words.filter((word) => titled(word) !== word)

  expect(hidden.length).toBeGreaterThan(0)
  expect(hidden.length).toBeLessThan(words.length)
  for (const word of hidden) {
    expect(titled(word)[0]).toBe(word[0])
    expect(conceptsOf(titled(word))).not.toEqual(conceptsOf(word))
  }
})

test('leaves everything else of a row alone, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (title, other) => {
      const row = { id: '1', title, description: null, other }
      expect(halfKnownRow(row)).toEqual({ ...row, title: expect.any(String) })
    }),
  )
})
