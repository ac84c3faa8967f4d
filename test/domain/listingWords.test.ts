// The words that a contribution is found by.
import { expect, test } from 'vitest'
import { listingWords } from '#domain/listingWords.ts'

test('are folded: case, accents and punctuation do not matter', () => {
  expect(listingWords(['Équipe de «Médiation»'])).toEqual(['equipe', 'de', 'mediation'])
})

test('come once each, from all texts', () => {
  expect(listingWords(['Mission planning', 'mission-management'])).toEqual(['mission', 'planning', 'management'])
})

test('have at least two letters', () => {
  expect(listingWords(['A plan B'])).toEqual(['plan'])
})

test('are at most twenty-four, so that a listing is a bounded write', () => {
  expect(listingWords([Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')])).toHaveLength(24)
})

test('are kept in other scripts', () => {
  expect(listingWords(['الاتحاد الأفريقي'])).toHaveLength(2)
})

test('never hold what keys are joined with', () => {
  expect(listingWords(['a#b #hash ~tilde x/y']).join('')).not.toMatch(/[#~/ ]/)
})
