// Names among a directory: spellings come home, and a name that is not there goes nowhere.
import { readReferences } from '#functions/match/references.ts'
import { nameDirectoryOf } from '#domain/matching/nameDirectory.ts'
import type { NamedPartner } from '#domain/matching/resolveName.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const { partners } = await readReferences()
const shipped = nameDirectoryOf(partners)

test.each([
  ['Gouvernement de la Norvège', 'norway'],
  ['FOMAC', 'fomac'],
  ['CLB', 'asf-continental-logistics-base'],
  ['CUA', 'auc'],
  ['CEDEAO', 'ecowas'],
  ['SADCC', 'sadcc'],
  ['UE', 'eu'],
  ['ONU', 'un'],
  ['Commission européenne', 'european-commission'],
  ['União Africana', 'au'],
  ['الاتحاد الأفريقي', 'au'],
  ['Untied Nations Mine Action Service', 'unmas'],
  ['Ministère fédéral de la coopération économique et du développement (BMZ)', 'bmz'],
])('the shipped directory knows %s', (name, id) => {
  expect(shipped.resolve(name)).toBe(id)
})

test('every partner of the shipped directory is found by each of its names and acronyms, unless two share it', () => {
  const elsewhere = partners.flatMap(({ id, names, acronyms, aliases }) =>
    [...Object.values(names), ...acronyms, ...aliases]
      .filter((name) => ![id, null].includes(shipped.resolve(name ?? '')))
      .map((name) => `${name} is ${id}'s`),
  )

  expect(elsewhere).toEqual([])
})

// Made names: none of these words is in any directory, or a plural, whose end is no difference.
const syllable = fc.constantFrom('ba', 'do', 'ke', 'lum', 'mor', 'nif', 'pim', 'ral', 'sut', 'tig', 'vol', 'zan')
const word = fc
  .array(syllable, { minLength: 3, maxLength: 4 })
  .map((parts) => parts.join('').replace(/^./, (letter) => letter.toUpperCase()))
const name = fc.uniqueArray(word, { minLength: 3, maxLength: 5 }).map((words) => words.join(' '))
const partnerOf = (id: string, en: string): NamedPartner => ({ id, names: { en }, acronyms: [], aliases: [] })

test('finds any name again without case, with a slip, with its acronym in brackets, decomposed or with marks in it', () => {
  fc.assert(
    fc.property(name, fc.nat(), (full, at) => {
      const { resolve } = nameDirectoryOf([partnerOf('one', full), ...partners.slice(0, 5)])
      const letters = full
        .split(' ')
        .map((part) => part.slice(0, 1))
        .join('')
      const place = 2 + (at % (full.indexOf(' ') - 3))
      const accented = `${full.slice(0, 1)}\u0301${full.slice(1)}`
      const slips = [full.slice(0, place) + full.slice(place + 1), full.slice(0, place) + full.slice(place - 1)]
      const marked = `\u200f${full.slice(0, place)}\u200e${full.slice(place)}`
      for (const written of [
        full.toUpperCase(),
        `${full} (${letters})`,
        `${letters} - ${full}`,
        accented,
        marked,
        ...slips,
      ])
        expect(resolve(written)).toBe('one')
    }),
    { numRuns: 40 },
  )
})

test('gives no name to a partner whose name differs by a word, a State, a part of the compass or a number', () => {
  fc.assert(
    fc.property(name, word, (full, other) => {
      // A word that the name has already makes no other name.
      fc.pre(!full.split(' ').includes(other))
      const { resolve } = nameDirectoryOf([
        partnerOf('one', full),
        partnerOf('two', `${full} (Kenya)`),
        partnerOf('three', `${full} of West Africa`),
        partnerOf('four', `${full} Group 4`),
      ])
      for (const end of [other, 'Uganda', 'of East Africa', 'of Central Africa', 'Group 5'])
        expect(resolve(`${full} ${end}`)).toBeNull()
      expect(resolve(full.split(' ').with(1, other).join(' '))).toBeNull()
    }),
    { numRuns: 40 },
  )
})

test('answers soon for hostile names of 10,000 characters', () => {
  const hostile = ['a', '(', 'a ', '\u0301', 'UN ', '\ufdfa', 'of ', 'embassy of ', 'A.', '- ', 'ab/']
  const began = performance.now()
  for (const part of hostile) shipped.find(part.repeat(10_000 / part.length))

  expect(performance.now() - began).toBeLessThan(5_000)
})
