// How much a line of evidence weighs, in plain words.
import type { Evidence, ShownEvidence } from '#model/finding.ts'
import type { ShownLanguage } from '#model/text.ts'

/** From this many units of log-odds on; e to the weight is how many times likelier a line makes it. */
const strengths: [from: number, en: string, fr: string][] = [
  [3, 'very strongly', 'très fortement'],
  [1.5, 'strongly', 'fortement'],
  [0.5, 'moderately', 'moyennement'],
  [0, 'slightly', 'légèrement'],
]

const weighed: Record<ShownLanguage, (weight: number) => string> = {
  en: (weight) =>
    weight === 0
      ? 'speaks neither for nor against it'
      : `speaks ${strengthOf(weight)[1]} ${weight < 0 ? 'against' : 'for'} it`,
  fr: (weight) =>
    weight === 0 ? 'ne parle ni pour ni contre' : `parle ${strengthOf(weight)[2]} ${weight < 0 ? 'contre' : 'pour'}`,
}

/** A weight in log-odds, in words. */
export const strengthIn = (language: ShownLanguage, weight: number): string => weighed[language](weight)

/** As it is stored, which is in English, with how much it weighs. */
export const inEnglish = (evidence: Evidence): ShownEvidence => ({
  ...evidence,
  strength: strengthIn('en', evidence.weight),
})

function strengthOf(weight: number): [number, string, string] {
  return strengths.find(([from]) => Math.abs(weight) >= from) ?? [0, 'slightly', 'légèrement']
}
