// Countries by code and by name in several languages.
import { expect, test } from 'vitest'
import { countryCode } from '#domain/imports/countryCode.ts'

test.each([
  ['KE', 'KE'],
  ['ke', 'KE'],
  ['Kenya', 'KE'],
  ['Maroc', 'MA'],
  ['جيبوتي', 'DJ'],
  ['Moçambique', 'MZ'],
  ["Cote D'ivoire, Republic Of", 'CI'],
  ['Congo, Republic of (Brazzaville)', 'CG'],
])('%s is %s', (written, code) => {
  expect(countryCode(written)).toBe(code)
})

test.each(['Ruritania', 'XX', 'EU', ''])('%s is none', (written) => {
  expect(countryCode(written)).toBeNull()
})
