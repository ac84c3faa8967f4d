// Which partner a written name means: remembered placings first, then the directory; what is not sure waits.
import type { AlsoNamed } from '#domain/imports/readRow.ts'
import type { ResolvedName } from '#domain/matching/resolveName.ts'
import { sureName } from '#domain/matching/resolveName.ts'
import { foldText } from '#domain/matching/foldText.ts'
import type { WaitingName } from '#model/import.ts'
import type { Services } from '#runtime/services.ts'
import { partnerReferred, resolvePartner } from './directory.ts'
import { waitingNamesIn } from '#store/waitingNames.ts'

export interface Placed {
  name: string
  partner: string | null
  /** How sure: 1 for a name that a coordinator placed. */
  score: number
  candidates: ResolvedName[]
}

/** Names that differ in case, accents and punctuation only are one name. */
const nameId = ({ fingerprint }: Services, name: string): string => fingerprint(['name', foldText(name)]).slice(0, 32)

/** Different names of one import that are kept in mind; a file of more is looked up again. */
const mostKept = 20_000

/**
 * What a reference and names together mean: the partner that the reference is of, or else the one that a name surely means.
 * A reference and a name that mean two partners leave it open which.
 */
const placedAs = (name: string, referred: string | null, byName: readonly ResolvedName[][]): Placed => {
  const found = byName.map(([best]) => best).filter((best) => best !== undefined && best.score >= sureName)
  const meant = new Set([...(referred === null ? [] : [referred]), ...found.map((best) => best?.partner)])
  const own = byName[0] ?? []
  const best = found[0] ?? own[0]
  const candidates = referred === null ? own : [{ partner: referred, score: 0.85, matchedName: name }, ...own]
  if (meant.size > 1) return { name, partner: null, score: 0.5, candidates }
  const partner = referred ?? found[0]?.partner ?? null
  return { name, partner, score: referred === null ? (best?.score ?? 0) : 1, candidates }
}

/** Looks each name up once. A directory that grows meanwhile is seen by the next import, or when the name is placed. */
export class OrganizationNames {
  readonly #services: Services
  readonly #known = new Map<string, Promise<Placed>>()

  constructor(services: Services) {
    this.#services = services
  }

  async of(name: string, also?: AlsoNamed): Promise<Placed> {
    const key = also?.reference ? `${name}\n${also.reference}` : name
    const standing = this.#known.get(key)
    if (standing) return standing
    const found = this.#find(name, also)
    if (this.#known.size < mostKept) this.#known.set(key, found)
    return found
  }

  /** A name that was placed while a row was about to wait for it. */
  forget(name: string): void {
    for (const key of this.#known.keys()) if (key === name || key.startsWith(`${name}\n`)) this.#known.delete(key)
  }

  async #find(name: string, also: AlsoNamed = { reference: null, names: [] }): Promise<Placed> {
    const { store } = this.#services
    const remembered = await waitingNamesIn(store.table).get(nameId(this.#services, name))
    if (remembered?.partner) return { name, partner: remembered.partner, score: 1, candidates: [] }
    const referred = also.reference === null ? null : await partnerReferred(this.#services, also.reference)
    const byName = await Promise.all([name, ...also.names].map(async (one) => resolvePartner(this.#services, one)))
    return placedAs(name, referred, byName)
  }
}

/** The queue's entry of a name that was not placed. */
export const waitingNameOf = (services: Services, { name, candidates }: Placed): WaitingName => ({
  id: nameId(services, name),
  name,
  candidates: candidates.slice(0, 10),
  rows: 0,
  partner: null,
  placedBy: null,
  placedAt: null,
  firstSeen: services.now(),
  revision: 1,
})
