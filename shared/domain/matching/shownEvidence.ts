// Evidence as a reader is shown it: the weight in plain words, and all of it in English or French.
import type { Evidence, ShownEvidence } from '#model/finding.ts'
import type { ShownLanguage } from '#model/text.ts'
import { evidenceSentences } from './evidenceSentences.ts'
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

const acrossLanguages = ', across two languages.'

// A measure may stand before the sentence, and a mark of the languages after it.
function frenchText(field: string, text: string): string {
  const [measure = ''] = measures.flatMap(([form]) => form.exec(text)?.[0] ?? [])
  const sentence = text.slice(measure.length)
  const isAcross = sentence.endsWith(acrossLanguages)
  const plain = isAcross ? `${sentence.slice(0, -acrossLanguages.length)}.` : sentence
  const french = frenchSentence(field, plain)
  if (french === undefined) return text
  return frenchMeasure(measure) + (isAcross ? french.replace(/\.$/, ', dans deux langues.') : french)
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

/** `USD 5,000 against USD 6,000: 20.0 % apart. `, `12 days apart. `, `30 days in common. ` */
const measures: [form: RegExp, french: (parts: string[]) => string][] = [
  [
    /^USD ([\d,]+) against USD ([\d,]+)(?:: ([\d.]+) (% apart|times))?\. /,
    ([one = '', other = '', by, unit]) => {
      const apart =
        by === undefined ? '' : unit === 'times' ? ` : ${frenchNumber(by)} fois` : ` : ${frenchNumber(by)} % d’écart`
      return `${frenchNumber(one)} USD contre ${frenchNumber(other)} USD${apart}. `
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

function frenchValue(field: string, value: string): string {
  if (field === 'parties') return value.replaceAll(/(^|, )through /g, '$1par l’intermédiaire de ')
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
