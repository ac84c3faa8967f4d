// Place names in English and French.
import { citiesNamedIn, foldCity, sameCity } from '#domain/matching/placeNames.ts'
import { expect, test } from 'vitest'

test.each([
  ['Juba', 'Djouba'],
  ['Algiers', 'Alger'],
  ["N'Djamena", 'N’Djaména'],
  ['Dar es Salaam', 'Dar es Salam'],
  ['Johannesburg', 'Johannesbourg'],
])('takes %s and %s for one city', (a, b) => {
  expect(sameCity(foldCity(a), foldCity(b))).toBe(true)
})

test.each([
  ['Bamako', 'Banjul'],
  ['Monrovia', 'Mombasa'],
  ['Accra', 'Abuja'],
])('keeps %s and %s apart', (a, b) => {
  expect(sameCity(foldCity(a), foldCity(b))).toBe(false)
})

test('reads the city that a title names, with its country', () => {
  expect(citiesNamedIn('Atelier sur la médiation')).toEqual([])
  expect(citiesNamedIn('Mediation workshop, Addis Ababa 2008')).toEqual([
    { country: 'ET', city: foldCity('Addis Ababa') },
  ])
})
