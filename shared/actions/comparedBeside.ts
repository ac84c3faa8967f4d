// What one consumer has compared since it started, and beside which revisions: what stands unchanged need not be gone through again.
import type { Contribution } from '#model/contribution.ts'

type Revised = Pick<Contribution, 'id' | 'revision'>

/** A text of the records and revisions that a comparison read. */
const printOf = (records: readonly Revised[]): string =>
  `,${records
    .map(({ id, revision }) => `${id}@${revision}`)
    .toSorted()
    .join()},`

interface Compared {
  /** The contribution itself and all that it was compared with. */
  print: string
  swayed: string[]
}

/** About a kilobyte each; the oldest are let go. */
const mostKept = 10_000

const putLast = <T>(known: Map<string, T>, id: string, value: T): void => {
  known.delete(id)
  known.set(id, value)
  const [oldest] = known.keys()
  if (known.size > mostKept && oldest !== undefined) known.delete(oldest)
}

/**
 * Lives as long as its consumer, and is only ever added to once a comparison's findings stand: forgetting it, as a new
 * process does, costs comparisons and changes none. True whatever came since: a comparison says what follows from the
 * revisions that it read, and a record that has changed again has a stream record of its own.
 */
export class ComparedBeside {
  readonly #compared = new Map<string, Compared>()
  readonly #forgotten = new Map<string, number>()

  /** Whose pairs a contribution speaks for, where it was compared beside just these revisions before. */
  standing(own: Revised, others: readonly Revised[]): string[] | undefined {
    const known = this.#compared.get(own.id)
    return known?.print === printOf([own, ...others]) ? known.swayed : undefined
  }

  /** Was the last comparison of a contribution made beside another as it stands? */
  has(id: string, other: Revised): boolean {
    return this.#compared.get(id)?.print.includes(`,${other.id}@${other.revision},`) ?? false
  }

  /** Others may have stored something of a contribution meanwhile: its findings follow from nothing that is known here. */
  forget(id: string): void {
    this.#compared.delete(id)
    putLast(this.#forgotten, id, this.timesForgotten(id) + 1)
  }

  /** How often a contribution was forgotten: whoever finds more than it knows of has read what no longer stands. */
  timesForgotten(id: string): number {
    return this.#forgotten.get(id) ?? 0
  }

  keep(own: Revised, others: readonly Revised[], swayed: string[]): void {
    putLast(this.#compared, own.id, { print: printOf([own, ...others]), swayed })
  }
}
