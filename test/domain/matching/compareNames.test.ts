// How sure one name is another: by what lies between them.
import { comparableName } from '#domain/matching/comparableName.ts'
import { compareNames, isNameWith } from '#domain/matching/compareNames.ts'
import { sureName } from '#domain/matching/resolveName.ts'
import { expect, test } from 'vitest'

const score = (written: string, known: string) => compareNames(comparableName(written), comparableName(known))

test.each([
  ['United Nations Childrens’ Fund', "United Nations Children's Fund"],
  ['Commission of the African Union', 'African Union Commission'],
  ['Dutch Ministry of Foreign Affairs', 'Netherlands - Ministry of Foreign Affairs'],
  ['Save the Children Nederland', 'Save the Children Netherlands'],
  ['World Vision', 'World Vision International'],
  ['KAALO Aid and Development Organization', 'KAALO Aid and Development'],
  ['Action Aid', 'ActionAid'],
  ['World Health Organisation', 'World Health Organization'],
  ['International Labour Orgamization', 'International Labour Organization'],
  ['UNOPS', 'United Nations Office for Project Services'],
  ['Government of the Netherlands', 'Kingdom of the Netherlands'],
  ['Action Against Disasters Soalia', 'Action Against Disasters Somalia'],
])('is sure that %s is %s', (written, known) => {
  expect(score(written, known)).toBeGreaterThanOrEqual(sureName)
})

test.each([
  ['Fund for Peace', 'Peace Fund'],
  ['US Committee for Refugees', 'American Refugee Committee'],
  ['Diakonia', 'Diakonie'],
  ['Mastercard', 'Mastercard Foundation'],
  ['Youth Action', 'Youth Action International'],
  ['Panel of the Wise', 'Panel of the Wise secretariat'],
  ['Relief International', 'Relief International UK'],
  ['Government of Italy', 'Italian Agency for Development Cooperation'],
  ['Ministry of Defence (Kenya)', 'Ministry of Defence (Uganda)'],
  ['Gambia', 'Zambia'],
  ['Iran', 'Iraq'],
  ['Child', 'Chile'],
  ['Republic of China', "People's Republic of China"],
  ['Democratic Republic of the Congo', 'Republic of the Congo'],
  ['Group of Twenty II', 'Group of Twenty III'],
  ['Economic Community of Central African States', 'Economic Community of West African States'],
])('is not sure that %s is %s', (written, known) => {
  expect(score(written, known)).toBeLessThan(sureName)
  expect(score(known, written) >= sureName && known !== 'Panel of the Wise secretariat').toBe(false)
})

test('reads a name with its acronym and its State beside it', () => {
  const known = comparableName('Foreign, Commonwealth and Development Office')
  const written = comparableName('UK Foreign, Commonwealth & Development Office (FCDO)')

  expect(isNameWith('fcdo', written, known)).toBe(true)
  expect(isNameWith('fcdo', comparableName('FCDO Somalia programme'), known)).toBe(false)
})
