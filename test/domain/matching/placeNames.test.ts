// Place names in English and French.
import { wordsOf } from '#domain/matching/foldText.ts'
import { citiesIn, citiesNamedIn, foldCity, sameCity, withoutPlaces } from '#domain/matching/placeNames.ts'
import { expect, test } from 'vitest'

test.each([
  ['Juba', 'Djouba'],
  ['Algiers', 'Alger'],
  ["N'Djamena", 'N’Djaména'],
  ['Dar es Salaam', 'Dar es Salam'],
  ['Johannesburg', 'Johannesbourg'],
  ['Garowe', 'Garoowe'],
  ['El Fasher', 'Al Fashir'],
  ['Mogadishu', 'Muqdisho'],
  ['Debre Zeit', 'Bishoftu'],
  ['القاهرة', 'Cairo'],
])('takes %s and %s for one city', (a, b) => {
  expect(sameCity(foldCity(a), foldCity(b))).toBe(true)
})

test.each([
  ['Bamako', 'Banjul'],
  ['Monrovia', 'Mombasa'],
  ['Accra', 'Abuja'],
  ['Gao', 'Goma'],
])('keeps %s and %s apart', (a, b) => {
  expect(sameCity(foldCity(a), foldCity(b))).toBe(false)
})

test.each<[string, string[]]>([
  ['Nairobi', ['nairobi']],
  ['Kampala and Jinja', ['Kampala', 'Jinja']],
  ['Kampala/Entebbe', ['Kampala', 'Entebbe']],
  ['Goma et Bukavu', ['Goma', 'Bukavu']],
  ['Lagos State', ['Lagos']],
  ['Nairobi County', ['Nairobi']],
  ['ville de Goma', ['Goma']],
  ['Mexico City', ['Mexico City']],
  ['online', []],
  ['Various', []],
  ['HQ', []],
  ['IOM Country Office', []],
  ['', []],
])('reads the cities that %s names', (name, cities) => {
  expect(citiesIn(name)).toEqual(cities.map(foldCity))
})

test('reads the city that a title names, with its country', () => {
  expect(citiesNamedIn('Atelier sur la médiation')).toEqual([])
  expect(citiesNamedIn('Mediation workshop, Addis Ababa 2008')).toEqual([
    { country: 'ET', city: foldCity('Addis Ababa') },
  ])
})

test.each([
  ['Mediation workshop in N’Djamena', 'TD', "N'Djamena", 'mediation workshop in'],
  ['Atelier sur la médiation, République démocratique du Congo', 'CD', null, 'atelier sur la mediation'],
  ['Atelier au Caire : la médiation', 'EG', 'Cairo', 'atelier au caire la mediation'],
  ['Atelier, Le Caire : la médiation', 'EG', 'Cairo', 'atelier la mediation'],
  ['Mediation in Chad and Cameroon', 'TD', null, 'mediation in and cameroon'],
  ['', 'TD', 'Abéché', ''],
])('takes the places of a record out of "%s"', (title, country, city, left) => {
  const places = [{ country, city: city === null ? null : foldCity(city) }]

  expect(withoutPlaces(wordsOf(title), places).join(' ')).toBe(left)
})
