// Evidence in words, in English and French: measures, values and weights.
import { expect, test } from 'vitest'
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import type { Evidence } from '#model/finding.ts'

const line = (different: Partial<Evidence>): Evidence => ({
  field: 'amount',
  a: null,
  b: null,
  weight: 1,
  text: '',
  ...different,
})
const french = (different: Partial<Evidence>) => shownEvidence(line(different), 'fr')

test.each([
  [
    'amount',
    'USD 519,900 against USD 520,930: 0.2 % apart. The amounts are of similar size.',
    '519\u202f900 USD contre 520\u202f930 USD : 0,2 % d’écart. Les montants sont du même ordre.',
  ],
  [
    'amount',
    'USD 100 against USD 120: the larger is 20.0 % more. The amounts are of similar size.',
    '100 USD contre 120 USD : le plus élevé dépasse l’autre de 20,0 %. Les montants sont du même ordre.',
  ],
  [
    'amount',
    'USD 100 against USD 100. The amounts are of similar size.',
    '100 USD contre 100 USD. Les montants sont du même ordre.',
  ],
  [
    'amount',
    'USD 100 against USD 300: 3.0 times. The amounts differ more than twofold.',
    '100 USD contre 300 USD : 3,0 fois. Les montants diffèrent de plus du double.',
  ],
  ['start', '1 day apart. The starts are within a week.', '1 jour d’écart. Les débuts sont à moins d’une semaine.'],
  ['start', '14 days apart. The starts are within a month.', '14 jours d’écart. Les débuts sont à moins d’un mois.'],
  [
    'shared-period',
    '30 days in common. The periods overlap for the most part.',
    '30 jours en commun. Les périodes se recouvrent pour l’essentiel.',
  ],
  [
    'subject',
    'The titles describe the same subject, across two languages.',
    'Les intitulés décrivent le même objet, dans deux langues.',
  ],
  [
    'wording',
    'The descriptions say the same: that speaks for one contribution reported twice rather than for two efforts.',
    'Les descriptions disent la même chose : cela indique une seule contribution déclarée deux fois plutôt que deux actions.',
  ],
  [
    'wording',
    'The descriptions have most in common, across two languages: that speaks for one contribution reported twice rather than for two efforts.',
    'Les descriptions ont l’essentiel en commun, dans deux langues : cela indique une seule contribution déclarée deux fois plutôt que deux actions.',
  ],
])('%s: %s', (field, text, expected) => {
  expect(french({ field, text }).text).toBe(expected)
})

test('what has no French is shown as it is', () => {
  for (const field of ['start', 'a field of tomorrow'])
    expect(french({ field, text: '3 days. A sentence of tomorrow.' }).text).toBe('3 days. A sentence of tomorrow.')
})

test('values in words are French too, and all others stay', () => {
  expect(french({ field: 'parties', a: 'UK, through UNDP', b: 'UK' })).toMatchObject({
    a: 'UK, par l’intermédiaire d’UNDP',
    b: 'UK',
  })
  expect(french({ field: 'parties', a: 'Belgium, through Enabel, through Norad' }).a).toBe(
    'Belgium, par l’intermédiaire d’Enabel, par l’intermédiaire de Norad',
  )
  expect(french({ field: 'shared-period', a: '2008-01-01 to open' }).a).toBe('2008-01-01 au non précisé')
  expect(french({ field: 'subject', a: 'A way through to peace' }).a).toBe('A way through to peace')
})

test.each([
  [4, 'speaks very strongly for it', 'parle très fortement pour'],
  [-1.5, 'speaks strongly against it', 'parle fortement contre'],
  [0.5, 'speaks moderately for it', 'parle moyennement pour'],
  [-0.1, 'speaks slightly against it', 'parle légèrement contre'],
  [0, 'speaks neither for nor against it', 'ne parle ni pour ni contre'],
])('a weight of %s %s', (weight, en, fr) => {
  expect(shownEvidence(line({ weight }), 'en').strength).toBe(en)
  expect(shownEvidence(line({ weight }), 'fr').strength).toBe(fr)
})
