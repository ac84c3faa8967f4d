// Pages of a list that read on: what a caller may not see, or has not asked for, neither fills a page nor shows in it.

/** Where a list goes on, as the store knows it. */
export type Position = Record<string, unknown>

/** One thing that a list led to. */
export interface ListEntry<T> {
  /** Where the list goes on after it. */
  at: Position
  /** Whether the caller may see it at all. */
  seen: boolean
  /** Null where it is not what was asked for, or may not be seen. */
  item: T | null
}

export interface ListRead<T> {
  entries: ListEntry<T>[]
  next: Position | undefined
}

/** Bounds of one request: of things that the caller sees, of things that it does not, of reads, and of what is answered. */
export const mostSeen = 250
export const mostHidden = 500
const mostReads = 40
/** A page ends before it passes this many characters; a Lambda answers at most 6 MB. */
const mostCharacters = 1_000_000

/** A page that narrowing empties goes on in steps of this. */
const leastStep = 25

class FillingPage<T> {
  readonly items: T[] = []
  hidden = 0
  /** After the last thing that the caller sees. */
  last: Position | undefined
  readonly #limit: number
  readonly #mostSeen: number
  #seen = 0
  #characters = 0

  constructor({ after, limit, most }: { after: Position | undefined; limit: number; most: number }) {
    this.#limit = limit
    this.#mostSeen = most
    this.last = after
  }

  /** How many more fit, and one: it tells whether there is a next page. */
  wanted(): number {
    return this.#limit + 1 - this.items.length
  }

  /** False when the page was full before this. */
  take({ at, seen, item }: ListEntry<T>): boolean {
    if (!seen) {
      this.hidden += 1
      return true
    }
    const size = item === null ? 0 : JSON.stringify(item).length
    const isTooMuch = this.items.length > 0 && this.#characters + size > mostCharacters
    if (isTooMuch || this.items.length >= this.#limit || this.#seen >= this.#mostSeen) return false
    this.#seen += 1
    this.#characters += size
    this.last = at
    if (item !== null) this.items.push(item)
    return true
  }
}

/**
 * Reads until the page is full, the list ends or a bound is met; then the page may be short. It ends after the last thing
 * that the caller sees and only where another follows, so that it is what it would be if all hidden things did not exist,
 * as long as no more than `mostHidden` of them stand in its way. `most` is how many seen things a request goes through.
 */
export const readOn = async <T>(
  read: (after: Position | undefined, limit: number) => Promise<ListRead<T>>,
  { after, limit, most = mostSeen }: { after?: Position | undefined; limit: number; most?: number },
): Promise<{ items: T[]; next: Position | undefined }> => {
  const page = new FillingPage<T>({ after, limit, most })
  let from = after
  for (let reads = 1; ; reads += 1) {
    const { entries, next } = await read(from, reads === 1 ? page.wanted() : Math.max(page.wanted(), leastStep))
    if (!entries.every((entry) => page.take(entry))) return { items: page.items, next: page.last }
    if (!next || page.hidden >= mostHidden || reads >= mostReads) return { items: page.items, next }
    from = next
  }
}
