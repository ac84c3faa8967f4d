// Resolves a written organization name among partners of the directory, and says how sure that is.
import type { Partner } from '#model/partner.ts'
import { stateOf } from './countryNames.ts'
import { foldText } from './foldText.ts'
import { diceOf, hashSet, trigramsOf } from './hashes.ts'
import { normalizeName } from './normalizeName.ts'

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

/** At most six index keys under which a name is stored and looked up: `n:`ame, `i:`nitials, `a:`cronym, `w:`ords. */
export function nameKeys(name: string): string[] {
  const { text, concepts, acronyms, initials } = normalizeName(name)
  const words = concepts.slice(0, 4).map((word) => word.slice(0, 4))
  const keys = [
    ...(text === '' ? [] : [`n:${text.replaceAll(' ', '').slice(0, 60)}`]),
    ...(words.length === 0 ? [] : [`w:${words.join('.')}`]),
    ...acronyms.slice(0, 2).map((acronym) => `a:${acronym}`),
    ...initials.slice(0, 2).map((letters) => `a:${letters}`),
  ]
  return [...new Set(keys)].slice(0, 6)
}

/**
 * Partners that a name may mean, the surest first, none below 0.5. A name that only resembles a partner's stays below
 * `sureName`: an unknown organization is never given to another. Two partners with one acronym share the doubt.
 */
export function resolveName(name: string, candidates: readonly NamedPartner[]): ResolvedName[] {
  const written = comparable(name)
  if (written.text === '') return []
  const ranked = candidates
    .map((partner) => bestOf(written, partner))
    .filter(({ score }) => score >= 0.5)
    .toSorted((a, b) => b.score - a.score || (a.partner < b.partner ? -1 : 1))
  const sure = ranked.filter(({ score }) => score >= sureName && score === ranked[0]?.score)
  if (sure.length < 2) return ranked
  return ranked.map((one) => (one.score >= sureName ? { ...one, score: one.score / sure.length } : one))
}

interface ComparableName {
  folded: string
  text: string
  acronyms: string[]
  initials: string[]
  concepts: Uint32Array
  trigrams: Uint32Array
  state: string | null
}

function comparable(name: string): ComparableName {
  const { text, concepts, acronyms, initials } = normalizeName(name)
  const folded = foldText(name.slice(0, 300))
  const [hashes, trigrams] = [hashSet(concepts), trigramsOf(text)]
  return { folded, text, acronyms, initials, concepts: hashes, trigrams, state: stateOf(folded) }
}

function bestOf(written: ComparableName, partner: NamedPartner): ResolvedName {
  let best: ResolvedName = { partner: partner.id, score: 0, matchedName: '' }
  const keep = (score: number, matchedName: string): void => {
    if (score > best.score) best = { partner: partner.id, score, matchedName }
  }
  if (written.folded === foldText(partner.id)) keep(1, partner.id)
  for (const acronym of partner.acronyms) keep(acronymScore(written, foldText(acronym).replaceAll(' ', '')), acronym)
  for (const known of [...Object.values(partner.names), ...partner.aliases]) {
    if (known !== undefined) keep(nameScore(written, comparable(known)), known)
  }
  return best
}

const secretariat =
  /^(?:(?:executive|general|secretariat|executif|de la|de|du|of|the|l) )+| (?:(?:executive|general) )?secretariat$/g

// The whole name is the acronym, or that organization's secretariat; a longer name that has it inside may be a part of that organization.
function acronymScore(written: ComparableName, acronym: string): number {
  const alone = written.folded.replaceAll(' ', '')
  if (alone === acronym) return acronym.length >= 3 ? 0.99 : 0.95
  if (acronym.length >= 3 && written.folded.replace(secretariat, '') === acronym) return 0.92
  return written.acronyms.includes(acronym) && acronym.length >= 3 ? 0.6 : 0
}

function nameScore(a: ComparableName, b: ComparableName): number {
  if (a.folded === b.folded) return 1
  if (a.text === b.text) return 0.97
  if (withoutStyle(a.folded) === withoutStyle(b.folded)) return 0.95
  // `Norad` is Norway's agency and may have an entry of its own.
  if (a.state !== null && a.state === b.state) return 0.6
  const words = diceOf(a.concepts, b.concepts)
  const letters = diceOf(a.trigrams, b.trigrams)
  // One slip of the pen in a long name; a short one may be another name altogether.
  if (letters >= 0.9 && a.text.length >= 14 && words >= 0.5) return 0.92
  return Math.min(0.85, 0.5 * words + 0.4 * letters)
}

// `Government of Norway` and `Kingdom of Norway` are Norway.
const withoutStyle = (folded: string): string =>
  folded.replace(/^(?:the )?(?:(?:government|gouvernement|kingdom|royaume) (?:of |du |de la |de )?)?(?:the )?/, '')
