// Rows of any content for the properties: plausible values mixed with hostile text.
import * as fc from 'fast-check'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom(
    'Mediation workshop, Addis Ababa 2008 (phase 2)',
    'Atelier de médiation, phase II',
    '',
    'x',
    'a'.repeat(5000),
    '\u202eмission',
    '((((((((((',
  ),
)
const name = fc.oneof(
  text,
  fc.constantFrom(
    'Norway',
    'Norad',
    'EU',
    'UE',
    'KAIPTC',
    'Kofi Annan International Peacekeeping Training Centre',
    'IGAD',
  ),
)
const day = fc.oneof(
  text,
  fc.constantFrom('2008-01-01', '2008-12-31', '2008-03-15', '2008-04-02', '2009-02-30', '1900-01-01'),
)

export const anyRow = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  title: text,
  description: text,
  lang: fc.constantFrom('en', 'fr', null),
  partner: name,
  implementing_partner: name,
  beneficiary: name,
  amount: fc.oneof(text, fc.double(), fc.constantFrom(100_000, 100_500.126, '1,000', -5, 0)),
  currency: fc.constantFrom('USD', 'EUR', null),
  quantity: fc.constantFrom(30, '30', null, 'many'),
  unit: fc.constantFrom('seats', null),
  start_date: day,
  end_date: day,
  country: fc.constantFrom('ET', 'ET;KE', null, 'Ethiopia'),
  location: fc.oneof(text, fc.constantFrom('Addis Ababa', 'Addis-Abeba')),
  priority_area: fc.constantFrom('mediation', null),
  modality: fc.constantFrom('Training', 'Formation', null),
  external_refs: fc.array(text, { maxLength: 3 }),
})
