// A partner as it is sent: named in at least one language, reachable by function and not by person.
import { NewPartner } from '#model/partner.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const partner = { id: 'un-dpko', names: { en: 'Department of Peacekeeping Operations' }, kind: 'un-entity' }

test.each([
  ['with the least there must be', partner],
  [
    'with every field',
    {
      ...partner,
      names: { ...partner.names, fr: 'Département des opérations de maintien de la paix' },
      acronyms: ['DPKO', 'DOMP'],
      aliases: ['UN Peacekeeping'],
      parent: 'un',
      iatiOrganization: 'XM-DAC-41114',
      liaison: [{ function: 'Desk officer', email: 'desk@example.org' }],
      source: { document: 'S/2008/186' },
    },
  ],
])('takes a partner %s', (_how, sent) => {
  expect(NewPartner.parse(sent)).toEqual(sent)
})

test.each([
  ['no name', { names: {} }, ['/names: Give at least one name.']],
  ['a name in no language we keep', { names: { en: 'A', de: 'B' } }, ['/names/de: Unknown field.']],
  ['an empty name', { names: { en: ' ' } }, ['/names/en: Must not be empty.']],
  ['an id that is no code', { id: 'UN DPKO' }, ['/id: Must be a kebab-case code.']],
  ['no kind', { kind: undefined }, [expect.stringMatching(/^\/kind: Invalid option: expected one of "un-entity"\|/)]],
  [
    '21 acronyms',
    { acronyms: Array.from({ length: 21 }, () => 'X') },
    ['/acronyms: Too big: expected array to have <=20 items'],
  ],
  [
    'an address that is none',
    { liaison: [{ function: 'Desk officer', email: 'desk' }] },
    ['/liaison/0/email: Invalid email address'],
  ],
  [
    'a liaison by name',
    { liaison: [{ function: 'Desk officer', email: 'desk@example.org', name: 'A. Person' }] },
    ['/liaison/0/name: Unknown field.'],
  ],
  [
    'an address too long',
    { liaison: [{ function: 'Desk officer', email: `${'a'.repeat(250)}@example.org` }] },
    ['/liaison/0/email: Too big: expected string to have <=254 characters'],
  ],
])('refuses a partner with %s', (_what, change, expected) => {
  expect(refusals(NewPartner, { ...partner, ...change })).toEqual(expected)
})
