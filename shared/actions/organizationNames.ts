// Which partner a written name means: remembered placings first, then the directory; what is not sure waits.
import type { ResolvedName } from '#domain/matching/resolveName.ts'
import { sureName } from '#domain/matching/resolveName.ts'
import { foldText } from '#domain/matching/foldText.ts'
import type { WaitingName } from '#model/import.ts'
import type { Services } from '#runtime/services.ts'
import { resolvePartner } from './directory.ts'

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

/** Looks each name up once. A directory that grows meanwhile is seen by the next import, or when the name is placed. */
export class OrganizationNames {
  readonly #services: Services
  readonly #known = new Map<string, Promise<Placed>>()

  constructor(services: Services) {
    this.#services = services
  }

  async of(name: string): Promise<Placed> {
    const standing = this.#known.get(name)
    if (standing) return standing
    const found = this.#find(name)
    if (this.#known.size < mostKept) this.#known.set(name, found)
    return found
  }

  /** A name that was placed while a row was about to wait for it. */
  forget(name: string): void {
    this.#known.delete(name)
  }

  async #find(name: string): Promise<Placed> {
    const { store } = this.#services
    const remembered = await store.waitingNames.get(nameId(this.#services, name))
    if (remembered?.partner) return { name, partner: remembered.partner, score: 1, candidates: [] }
    const candidates = await resolvePartner(this.#services, name)
    const [best] = candidates
    const partner = best && best.score >= sureName ? best.partner : null
    return { name, partner, score: best?.score ?? 0, candidates }
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
