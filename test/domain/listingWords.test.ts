// The words that a contribution is found by.
import { expect, test } from 'vitest'
import { listingWords, providerWords } from '#domain/listingWords.ts'

test('are folded: case, accents and punctuation do not matter', () => {
  expect(listingWords(['Équipe de «Médiation»'])).toEqual(['equipe', 'de', 'mediation'])
})

test('come once each, from all texts', () => {
  expect(listingWords(['Mission planning', 'mission-management'])).toEqual(['mission', 'planning', 'management'])
})

test('have at least two letters', () => {
  expect(listingWords(['A plan B'])).toEqual(['plan'])
})

test('are all of a title of its greatest length', () => {
  const words = Array.from({ length: 83 }, (_, index) => `word${index < 10 ? '0' : ''}${index}`.slice(-5))
  expect(words.join(' ').length).toBeLessThanOrEqual(500)
  expect(listingWords([words.join(' ')])).toEqual(words)
})

test('are bounded in number and length whatever is sent: they are parts of keys', () => {
  const words = listingWords([
    'a'.repeat(500),
    'ﷺ'.repeat(500),
    Array.from({ length: 166 }, (_, at) => at + 10).join(' '),
  ])

  expect(words.length).toBeLessThanOrEqual(100)
  for (const word of words) expect(word.length).toBeLessThanOrEqual(40)
})

test('are kept in other scripts', () => {
  expect(listingWords(['الاتحاد الأفريقي'])).toHaveLength(2)
})

test('never hold what keys are joined with', () => {
  expect(listingWords(['a#b #hash ~tilde x/y']).join('')).not.toMatch(/[#~/ ]/)
})

test('of a provider are its code, its names in every language and its acronyms', () => {
  const partner = { id: 'auc', names: { en: 'African Union Commission', fr: 'Commission de l’UA' }, acronyms: ['CUA'] }

  expect(providerWords(partner)).toEqual(['auc', 'african', 'union', 'commission', 'de', 'ua', 'cua'])
})
