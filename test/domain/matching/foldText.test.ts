// Folding: spellings of one text meet, other scripts stay, and length does not hurt.
import { foldText, wordsOf } from '#domain/matching/foldText.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['accents', 'Côte d’Ivoire', 'cote d ivoire'],
  ['precomposed and combining letters', 'e\u0301quipe', 'equipe'],
  ['ligatures', 'Œuvre ﬁnale straße', 'oeuvre finale strasse'],
  ['punctuation', ' AU/PSC -- (phase_2)! ', 'au psc phase 2'],
  ['invisible and right-to-left marks', 'mis\u200bsion \u202eplan', 'mission plan'],
  ['full-width letters', 'ＵＮＤＰ', 'undp'],
  ['Cyrillic letters inside a Latin word', 'Mi\u0455\u0455ion', 'mission'],
  ['a real Cyrillic word', 'Россия', 'россия'],
  ['Arabic forms of one letter', 'الأُمم', 'الامم'],
  ['Arabic and Persian digits', 'المرحلة ٢ ۴', 'المرحله 2 4'],
  ['a word of tatweel alone', 'السلام ـ \ufcf2 court', 'السلام court'],
  ['nothing', ' — ', ''],
])('levels %s', (_, text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('is the same when folded again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
  )
})

test('gives no words for no text', () => {
  expect(wordsOf(' ')).toEqual([])
})

test('cuts a huge text', () => {
  expect(foldText('mission '.repeat(1_000_000)).length).toBeLessThanOrEqual(10_000)
  expect(foldText('\ufdfa'.repeat(1_000_000)).length).toBeLessThanOrEqual(40_000)
})
