// A term of the taxonomy as it is sent.
import { NewTerm, TaxonomyKind } from '#model/taxonomy.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

test('takes a name in one language, and everything else or null', () => {
  const term = { names: { en: 'Mission planning' }, parent: 'planning', validFrom: '2008-01-01', validTo: null }

  expect(NewTerm.parse(term)).toEqual(term)
})

test.each([
  ['no name', { names: {} }, ['/names: Give at least one name.']],
  [
    'kind and code, which stand in the path',
    { names: { en: 'A' }, kind: 'unit', code: 'a' },
    ['/kind: Unknown field.', '/code: Unknown field.'],
  ],
  [
    'a day that is none',
    { names: { en: 'A' }, validFrom: '2008-02-30' },
    ['/validFrom: There is no such day in the calendar.'],
  ],
])('refuses a term with %s', (_what, term, expected) => {
  expect(refusals(NewTerm, term)).toEqual(expected)
})

test('knows six kinds', () => {
  expect(TaxonomyKind.safeParse('unit').success).toBe(true)
  expect(TaxonomyKind.safeParse('partner').success).toBe(false)
})
