// Who is active where: a partner with anything counted in an area of a sub-cluster, whatever the measure and the time.
import { viewerOf } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Services } from '#runtime/services.ts'
import { partnerNamed, presence } from '#store/coverageCells.ts'
import { readCellRange } from './readCells.ts'

interface Place {
  subCluster?: string | null | undefined
  priorityArea?: string | null | undefined
}

/** The partners by place; one item per place, so bounded by the taxonomy and not by what is recorded. */
export class PartnersPresent {
  readonly #byPlace: ReadonlyMap<string, ReadonlySet<string>>

  constructor(byPlace: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#byPlace = byPlace
  }

  at(place: Place): string[] {
    return [...(this.#byPlace.get(placeOf(place)) ?? [])].toSorted()
  }

  /** Elsewhere in the same sub-cluster, and not at the place itself. */
  near(place: Place): string[] {
    const here = new Set(this.at(place))
    const around = [...this.#byPlace]
      .filter(([other]) => other.startsWith(`${place.subCluster ?? ''}/`))
      .flatMap(([, partners]) => [...partners])
    return [...new Set(around)].filter((partner) => !here.has(partner)).toSorted()
  }
}

const placeOf = ({ subCluster, priorityArea }: Place): string => `${subCluster ?? ''}/${priorityArea ?? ''}`

/** More places than any taxonomy names: a sub-cluster times its areas. */
const mostPlaces = 10_000

export const readPresence = async (services: Services, caller: Caller): Promise<PartnersPresent> => {
  const range = { measure: 'any', grouping: presence, list: 'items', limit: mostPlaces } as const
  const { years } = await readCellRange(services, viewerOf(caller), range)
  return new PartnersPresent(
    new Map(
      years.map(({ key, figures }) => [
        placeOf(key),
        new Set([...figures].filter(([, records]) => records > 0n).map(([name]) => partnerNamed(name))),
      ]),
    ),
  )
}
