// Evidence as a reader is shown it: the weight in plain words, and all of it in English or French.
import type { Evidence, ShownEvidence } from '#model/finding.ts'
import type { ShownLanguage } from '#model/text.ts'
import { acrossLanguages, evidenceSentences, forOneRecord } from './evidenceSentences.ts'
import { strengthIn } from './evidenceStrength.ts'
import { frenchSentences } from './frenchSentences.ts'

/** A line of evidence in words: its text, and how much it weighs. */
export const shownEvidence = (evidence: Evidence, language: ShownLanguage): ShownEvidence => ({
  ...(language === 'fr' ? inFrench(evidence) : evidence),
  strength: strengthIn(language, evidence.weight),
})

const inFrench = ({ field, a, b, text, ...rest }: Evidence): Evidence => ({
  ...rest,
  field,
  a: a === null ? null : frenchValue(field, a),
  b: b === null ? null : frenchValue(field, b),
  text: frenchText(field, text),
})

const frenchEndings: readonly [ending: string, french: string][] = [
  [forOneRecord, ' : cela indique une seule contribution déclarée deux fois plutôt que deux actions'],
  [acrossLanguages, ', dans deux langues'],
]

// A measure may stand before the sentence, and what ends it before its full stop.
function frenchText(field: string, text: string): string {
  const [measure = ''] = measures.flatMap(([form]) => form.exec(text)?.[0] ?? [])
  let [sentence, ended] = [text.slice(measure.length), '.']
  for (const [ending, french] of frenchEndings) {
    if (!sentence.endsWith(`${ending}.`)) continue
    sentence = `${sentence.slice(0, -ending.length - 1)}.`
    ended = french + ended
  }
  const french = frenchSentence(field, sentence)
  return french === undefined ? text : frenchMeasure(measure) + french.slice(0, -1) + ended
}

/** Stored evidence may name a field that is no longer compared. */
const byField = (sentences: typeof evidenceSentences) => new Map(Object.entries(sentences))

/** By the level that says it; a sentence that is no longer said, in evidence of long ago, stays English. */
function frenchSentence(field: string, sentence: string): string | undefined {
  const said = byField(evidenceSentences).get(field) ?? {}
  const level = Object.keys(said).find((one) => said[one] === sentence)
  return level === undefined ? undefined : byField(frenchSentences).get(field)?.[level]
}

const frenchNumber = (text: string): string => text.replaceAll(',', '\u202f').replace('.', ',')

const frenchUnits: Readonly<Record<string, (by: string) => string>> = {
  times: (by) => `${by} fois`,
  '% more': (by) => `le plus élevé dépasse l’autre de ${by} %`,
  // As findings of before it was said of what are kept.
  '% apart': (by) => `${by} % d’écart`,
}

/** `USD 5,000 against USD 6,000: the larger is 20.0 % more. `, `12 days apart. `, `30 days in common. ` */
const measures: [form: RegExp, french: (parts: string[]) => string][] = [
  [
    /^([A-Z]{3}) ([\d,]+) against \1 ([\d,]+)(?:: (?:the larger is )?([\d.]+) (% apart|% more|times))?\. /,
    ([currency = '', one = '', other = '', by, unit]) => {
      const apart = by === undefined ? '' : ` : ${frenchUnits[unit ?? '']?.(frenchNumber(by)) ?? by}`
      return `${frenchNumber(one)} ${currency} contre ${frenchNumber(other)} ${currency}${apart}. `
    },
  ],
  [/^(\d+) days? apart\. /, ([days = '']) => `${days} jour${days === '1' ? '' : 's'} d’écart. `],
  [/^(\d+) days? in common\. /, ([days = '']) => `${days} jour${days === '1' ? '' : 's'} en commun. `],
]

function frenchMeasure(measure: string): string {
  for (const [form, french] of measures) {
    const [, ...parts] = form.exec(measure) ?? []
    if (parts.length > 0) return french(parts)
  }
  return measure
}

/** `d’Enabel`, `de Norad`: before an h it depends on the word, and stays. */
const throughInFrench = (_all: string, before: string, vowel: string | undefined): string =>
  `${before}par l’intermédiaire ${vowel === undefined ? 'de ' : `d’${vowel}`}`

function frenchValue(field: string, value: string): string {
  if (field === 'parties') return value.replaceAll(/(^|, )through ([aeiouàâéèêëîïôœùû])?/gi, throughInFrench)
  if (field === 'activity')
    return value
      .split(', ')
      .map((one) => frenchActivities[one] ?? one)
      .join(', ')
  if (field !== 'shared-period') return value
  return value.replace(
    /^(\S+) to (\S+)$/,
    (_all, start: string, end: string) => `${frenchEnd(start)} au ${frenchEnd(end)}`,
  )
}

const frenchActivities: Readonly<Record<string, string>> = { training: 'formation', equipment: 'équipement' }

const frenchEnd = (day: string): string => (day === 'open' ? 'non précisé' : day)
