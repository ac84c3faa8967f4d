// Why a decided pair is open again, in words: which compared fields changed since the verdict.
import type { ShownLanguage } from '#model/text.ts'
import type { ComparedField } from '../matching/comparedFields.ts'
import type { RowField } from '../matching/evidenceSentences.ts'

/** Fields that show no value of either record cannot change. */
type ShownField = Exclude<ComparedField | RowField, 'substance' | 'likeness' | 'company' | 'rival' | 'sharing'>

const words: Record<ShownField, Record<ShownLanguage, string>> = {
  parties: { en: 'provider or implementers', fr: 'prestataire ou exécutants' },
  named: { en: 'providers named in the texts', fr: 'prestataires nommés dans les textes' },
  beneficiary: { en: 'beneficiary', fr: 'bénéficiaire' },
  subject: { en: 'title', fr: 'intitulé' },
  wording: { en: 'description', fr: 'description' },
  amount: { en: 'amount', fr: 'montant' },
  quantity: { en: 'quantities', fr: 'quantités' },
  start: { en: 'start', fr: 'début' },
  end: { en: 'end', fr: 'fin' },
  'shared-period': { en: 'period', fr: 'période' },
  months: { en: 'months named in the texts', fr: 'mois nommés dans les textes' },
  place: { en: 'place', fr: 'lieu' },
  series: { en: 'number in a series', fr: 'numéro dans une série' },
  years: { en: 'years named in the titles', fr: 'années nommées dans les intitulés' },
  counts: { en: 'numbers of things in the texts', fr: 'nombres dans les textes' },
  identifiers: { en: 'reference numbers', fr: 'numéros de référence' },
  modality: { en: 'kind of support', fr: 'type d’appui' },
  activity: { en: 'kind of activity in the titles', fr: 'type d’activité dans les intitulés' },
  area: { en: 'area of work', fr: 'domaine' },
  audience: { en: 'audience', fr: 'public' },
  oversupply: { en: 'what is arranged and needed', fr: 'appui arrangé et besoin' },
  quarters: { en: 'the quarters', fr: 'trimestres' },
  'all-quarters': { en: 'the sum of all quarters', fr: 'somme des trimestres' },
}

const namesIn = new Map<string, Record<ShownLanguage, string>>(Object.entries(words))

/** Null where nothing returned; a field that is no longer compared keeps its code. */
export const reopenedText = (fields: readonly string[] | null, language: ShownLanguage): string | null => {
  if (fields === null) return null
  const named = fields.map((field) => namesIn.get(field)?.[language] ?? field).join(', ')
  return language === 'fr'
    ? `À décider de nouveau. Modifié depuis la décision : ${named}.`
    : `To be decided again. Changed since the verdict: ${named}.`
}
