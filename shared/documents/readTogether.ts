// One reading of a report's entries for several files: each part is read once, and given to all that are written from it.
import type { EntryList, ReportEntries } from '#model/report.ts'
import type { EntrySource } from './reportEntries.ts'

/** The parts of one list. Whoever asks waits for the others, so that no more than one part is held for them. */
class SharedParts<T> {
  readonly #parts: AsyncIterator<T>
  readonly #readers: number
  #waiting: PromiseWithResolvers<IteratorResult<T>>[] = []

  constructor(parts: AsyncIterator<T>, readers: number) {
    this.#parts = parts
    this.#readers = readers
  }

  async next(): Promise<IteratorResult<T>> {
    const turn = Promise.withResolvers<IteratorResult<T>>()
    this.#waiting.push(turn)
    if (this.#waiting.length === this.#readers) await this.#giveNext()
    return turn.promise
  }

  giveUp(reason: Error): void {
    for (const turn of this.#waiting.splice(0)) turn.reject(reason)
  }

  async #giveNext(): Promise<void> {
    const turns = this.#waiting
    this.#waiting = []
    try {
      const next = await this.#parts.next()
      for (const turn of turns) turn.resolve(next)
    } catch (error) {
      for (const turn of turns) turn.reject(error)
    }
  }
}

export interface EntriesTogether {
  /** One for each file: each reads every list once, all in the same order and at the same time. */
  sources: EntrySource[]
  /** Whoever cannot go on says so: the others would wait for it without end, and fail in its place. */
  giveUp: () => void
}

type Lists = { [L in EntryList]: SharedParts<ReportEntries[L]> }

const givenUp = (): Error => new Error('Another file that is written from the same entries failed.')

/** Only whole lists are read together: what asks for the first of a list reads them by itself. */
export function readTogether(source: EntrySource, readers: number): EntriesTogether {
  const shared = <L extends EntryList>(list: L) => new SharedParts(source.read(list)[Symbol.asyncIterator](), readers)
  const lists: Lists = {
    duplicates: shared('duplicates'),
    partOf: shared('partOf'),
    overlaps: shared('overlaps'),
    clashes: shared('clashes'),
  }
  let isGivenUp = false
  async function* read<L extends EntryList>(list: L, most?: number): AsyncGenerator<ReportEntries[L]> {
    if (most !== undefined) {
      yield* source.read(list, most)
      return
    }
    const parts: Lists[L] = lists[list]
    for (;;) {
      if (isGivenUp) throw givenUp()
      const { done, value } = await parts.next()
      if (done) return
      yield value
    }
  }
  return {
    sources: Array.from({ length: readers }, () => ({ ...source, read })),
    giveUp: () => {
      isGivenUp = true
      for (const parts of Object.values(lists)) parts.giveUp(givenUp())
    },
  }
}
