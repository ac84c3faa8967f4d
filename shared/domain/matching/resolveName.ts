// Resolves a written organization name among partners of the directory, and says how sure that is.
import type { Partner } from '#model/partner.ts'
import { comparableName, type ComparableName, comparableNamesOf } from './comparableName.ts'
import { compareNames, isNameWith } from './compareNames.ts'
import { foldText } from './foldText.ts'
import { partsOf } from './nameKeys.ts'
import { isShortForName } from './normalizeName.ts'

/** The part of a partner that names are resolved by. */
export type NamedPartner = Pick<Partner, 'id' | 'names' | 'acronyms' | 'aliases'>

/** One candidate and how sure it is: 1 is the very name, less than `sureName` is for a coordinator to place. */
export interface ResolvedName {
  partner: string
  score: number
  matchedName: string
}

/** From this score on a name is taken without asking; below it, it waits (design.md, "Import columns"). */
export const sureName = 0.9

/** What a name that is not to be trusted comes to at most: letters that imitate others, more than a name can be. */
const mostUnsure = 0.85

/**
 * Partners that a name may mean, the surest first, none below 0.5. A name that only resembles a partner's stays below
 * `sureName`: an unknown organization is never given to another. Two partners that are equally sure share the doubt.
 */
export function resolveName(name: string, candidates: readonly NamedPartner[]): ResolvedName[] {
  const written = comparableName(name)
  if (written.text === '') return []
  const parts = partsOf(name).map(comparableName)
  const ranked = candidates
    .map((partner) => bestOf(written, parts, partner))
    .filter(({ score }) => score >= 0.5)
    .toSorted((a, b) => b.score - a.score || (a.partner < b.partner ? -1 : 1))
  if (!written.isHonest) return ranked.map((one) => ({ ...one, score: Math.min(one.score, mostUnsure) }))
  const sure = ranked.filter(({ score }) => score >= sureName && score === ranked[0]?.score)
  if (sure.length < 2) return ranked
  return ranked.map((one) => (one.score >= sureName ? { ...one, score: one.score / sure.length } : one))
}

function bestOf(written: ComparableName, parts: readonly ComparableName[], partner: NamedPartner): ResolvedName {
  const whole = bestName(written, partner)
  if (whole.score >= sureName || parts.length === 0) return whole
  const each = parts.map((part) => bestName(part, partner))
  const surest = each.reduce((best, one) => (one.score > best.score ? one : best), whole)
  return surest.score >= sureName && areOneName(parts, each) ? { ...surest, score: 0.94 } : whole
}

// `UNICEF - United Nations Children's Fund`: every part is the partner, or short for a part that is.
const areOneName = (parts: readonly ComparableName[], scores: readonly ResolvedName[]): boolean =>
  parts.every(
    (part, at) =>
      (scores[at]?.score ?? 0) >= sureName ||
      parts.some(
        (other, index) =>
          (scores[index]?.score ?? 0) >= sureName &&
          part.words.length === 1 &&
          part.acronyms.some((acronym) => isShortForName(acronym, other.words)),
      ),
  )

function bestName(written: ComparableName, partner: NamedPartner): ResolvedName {
  let best: ResolvedName = { partner: partner.id, score: 0, matchedName: '' }
  const keep = (score: number, matchedName: string): void => {
    if (score > best.score) best = { partner: partner.id, score, matchedName }
  }
  const names = namesOf(partner)
  const known = comparableNamesOf(partner, () => names)
  const isOfUn = known.some(({ words }) => words.includes('un'))
  if (written.folded === foldText(partner.id)) keep(1, partner.id)
  for (const acronym of partner.acronyms) {
    const letters = foldText(acronym).replaceAll(' ', '')
    keep(acronymScore(written, letters, isOfUn), acronym)
    if (letters.length >= 3 && known.some((name) => isNameWith(letters, written, name))) keep(0.94, acronym)
  }
  for (const [at, name] of known.entries()) keep(compareNames(written, name), names[at] ?? '')
  return best
}

const namesOf = ({ names, aliases }: NamedPartner): string[] => [
  ...Object.values(names).filter((name) => name !== undefined),
  ...aliases,
]

const secretariat =
  /^(?:(?:executive|general|secretariat|executif|de la|de|du|of|the|l) )+| (?:(?:executive|general) )?secretariat$/g

// The whole name is the acronym, or that organization's secretariat; a longer name that has it inside may be a part of that organization.
function acronymScore(written: ComparableName, acronym: string, isOfUn: boolean): number {
  const alone = written.folded.replaceAll(' ', '')
  if (alone === acronym) return acronym.length >= 3 ? 0.99 : 0.95
  if (acronym.length < 3) return 0
  if (isOfUn && alone === `un${acronym}`) return 0.93
  if (written.folded.replace(secretariat, '') === acronym) return 0.92
  return written.acronyms.includes(acronym) || written.words.includes(acronym) ? 0.6 : 0
}
