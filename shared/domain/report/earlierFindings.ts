// The findings that the previous report called open, against those of this one.
import type { HeldFinding } from './heldFinding.ts'

/** A byte and a place for each finding of this report, and nothing for what the previous one named beside them. */
export class EarlierFindings {
  readonly #ids: readonly string[]
  readonly #wereOpen: Uint8Array
  #others = 0

  constructor(findings: readonly Pick<HeldFinding, 'id'>[]) {
    this.#ids = findings.map(({ id }) => id).toSorted()
    this.#wereOpen = new Uint8Array(this.#ids.length)
  }

  /** Notes one that the previous report called open. */
  note(id: string): void {
    const at = this.#placeOf(id)
    if (at === undefined) this.#others += 1
    else this.#wereOpen[at] = 1
  }

  /** Of a finding of this report. */
  wasOpen(id: string): boolean {
    const at = this.#placeOf(id)
    return at !== undefined && this.#wereOpen[at] === 1
  }

  /** How many were noted that this report was not given. */
  get noLongerGiven(): number {
    return this.#others
  }

  #placeOf(id: string): number | undefined {
    let [low, high] = [0, this.#ids.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ids[middle] ?? '') < id) low = middle + 1
      else high = middle
    }
    return this.#ids[low] === id ? low : undefined
  }
}

/** All of them at once. */
export function earlierFindings(ids: Iterable<string>, findings: readonly Pick<HeldFinding, 'id'>[]): EarlierFindings {
  const earlier = new EarlierFindings(findings)
  for (const id of ids) earlier.note(id)
  return earlier
}
