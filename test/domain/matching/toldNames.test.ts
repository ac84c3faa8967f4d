// Under which names a text speaks of a State or a union, and which words speak of nobody.
import { expect, test } from 'vitest'
import { namesOtherProvider } from '#domain/matching/compareParties.ts'
import { organizationOf } from '#domain/matching/organization.ts'
import { isSmallWord, otherNamesOf } from '#domain/matching/toldNames.ts'
import { record } from './records.ts'

const told = (provider: string, description: string): boolean | null =>
  namesOtherProvider(
    record({
      beneficiary: null,
      provider: organizationOf('recsa', 'recsa'),
      title: 'Regional arms registry',
      description,
    }),
    record({ id: 'other', provider: organizationOf(provider, provider), title: 'Arms registry', description: '' }),
  )

test.each([
  ['eu', 'Financed by the European Union.'],
  ['eu', 'Financé par l’Union européenne.'],
  ['us', 'Funded by the United States.'],
  ['uk', 'Funded by the United Kingdom (DFID).'],
  ['uk', 'Financé par le Royaume-Uni.'],
  ['au', 'Paid for by the African Union.'],
])('%s is told of by "%s"', (provider, text) => {
  expect(told(provider, text)).toBe(true)
})

test.each([
  ['us', 'The registry helps us trace arms.'],
  ['who', 'Officers who keep the registry.'],
  ['au', 'Appui au registre des armes.'],
  ['un', 'Un registre des armes.'],
  ['france', 'A course for French-speaking officers.'],
])('%s is not told of by "%s"', (provider, text) => {
  expect(told(provider, text)).toBe(false)
})

test('small words and languages name nobody', () => {
  expect(isSmallWord(['who'])).toBe(true)
  expect(isSmallWord(['who', 'office'])).toBe(false)
  expect(otherNamesOf(organizationOf('Oxfam', null))).toEqual([])
})
