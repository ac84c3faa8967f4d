// How much a line of evidence weighs is said alike for and against, and stronger words stand for more weight.
import { inEnglish, strengthIn } from '#domain/matching/evidenceStrength.ts'
import { expect, test } from 'vitest'

test.each([
  [0, 'speaks neither for nor against it', 'ne parle ni pour ni contre'],
  [0.49, 'speaks slightly for it', 'parle légèrement pour'],
  [0.5, 'speaks moderately for it', 'parle moyennement pour'],
  [-1.5, 'speaks strongly against it', 'parle fortement contre'],
  [2.99, 'speaks strongly for it', 'parle fortement pour'],
  [-3, 'speaks very strongly against it', 'parle très fortement contre'],
])('%d in words', (weight, english, french) => {
  expect([strengthIn('en', weight), strengthIn('fr', weight)]).toEqual([english, french])
})

test('stands beside the evidence as it is stored', () => {
  const evidence = { field: 'amount', a: 'EUR 5', b: 'EUR 6', weight: -2, text: 'The amounts differ.' }

  expect(inEnglish(evidence)).toEqual({ ...evidence, strength: 'speaks strongly against it' })
})
