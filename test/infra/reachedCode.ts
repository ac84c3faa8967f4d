// Which pieces of a bundle can run, from its handler on: by name, and for the store and the files by method.
import type { BundledCode, Method, Piece } from './bundledCode.ts'

/** A file store is one of these, and what is called on it says which bucket is meant. */
export const fileStores = ['files', 'seals'] as const
export type FileStore = (typeof fileStores)[number]

const isFileStore = (name: string | null): name is FileStore => fileStores.some((one) => one === name)

/** Services that are a function: the one that makes it runs only where it is called. */
const asFunction = new Set(['announce'])

export interface Reached {
  pieces: Piece[]
  /** The methods that are called on each file store. */
  onFiles: Map<FileStore, Set<string>>
}

/** The methods of what a maker returns: those that lie in it, or in what it names. */
const methodsMadeBy = ({ units, methods }: BundledCode, maker: string): Method[] => {
  const seen = new Set<string>()
  const waiting = [maker]
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (seen.has(unit) || !units.has(unit)) continue
    seen.add(unit)
    waiting.push(...(units.get(unit)?.names ?? []))
  }
  return methods.filter(({ unit }) => seen.has(unit))
}

/**
 * A method of a member of the store (`store.findings.put`) runs where its name is used on that member's name. Where a member
 * is handed on under another name, all its methods run whose names are used on anything. Other methods run where their name
 * is used. So this may take too much for reached, never too little, as long as a Table is called `table`.
 */
class Walk {
  readonly reached: Reached = { pieces: [], onFiles: new Map(fileStores.map((name) => [name, new Set()])) }
  readonly #code: BundledCode
  readonly #members: Map<string, Method[]>
  readonly #ofMembers: Set<Method>
  readonly #makers: Map<string, string>
  readonly #usedOnAnything = new Set<string>()
  readonly #handedOn = new Set<string>()
  readonly #seen = new Set<Piece>()
  readonly #waiting: Piece[]

  constructor(code: BundledCode, from: Piece[]) {
    this.#code = code
    this.#waiting = [...from]
    this.#makers = new Map([...code.members].filter(([name]) => asFunction.has(name)))
    this.#members = new Map([...code.members].map(([name, maker]) => [name, methodsMadeBy(code, maker)]))
    this.#members.set(
      'table',
      code.methods.filter(({ unit }) => unit === 'Table'),
    )
    this.#ofMembers = new Set([...this.#members.values()].flat())
  }

  run(): Reached {
    for (let piece = this.#waiting.pop(); piece; piece = this.#waiting.pop()) {
      if (this.#seen.has(piece)) continue
      this.#seen.add(piece)
      this.reached.pieces.push(piece)
      this.#follow(piece)
    }
    return this.reached
  }

  #follow(piece: Piece): void {
    for (const name of piece.names) this.#callFunction(piece, name)
    for (const [on, member] of piece.uses) this.#callMethod(on, member)
    for (const name of piece.handedOn) this.#handOn(piece, name)
  }

  #callFunction({ unit }: Piece, name: string): void {
    // The services mention what makes them: that alone runs none of it.
    const isMaking = unit === 'liveServices' && [...this.#makers.values()].includes(name)
    const called = this.#code.inner.get(`${unit}/${name}`) ?? (isMaking ? undefined : this.#code.units.get(name))
    if (called) this.#waiting.push(called)
    this.#callService(name)
  }

  #callService(name: string): void {
    const maker = this.#code.units.get(this.#makers.get(name) ?? '')
    if (maker) this.#waiting.push(maker)
  }

  #callMethod(on: string | null, name: string): void {
    this.#callService(name)
    if (isFileStore(on)) {
      this.reached.onFiles.get(on)?.add(name)
      return
    }
    const known = on === null ? undefined : this.#members.get(on)
    if (!known) this.#usedOnAnything.add(name)
    const called = known ?? this.#code.methods.filter((method) => !this.#ofMembers.has(method))
    this.#push(called.filter((method) => method.name === name))
    if (!known) for (const member of this.#handedOn) this.#push(this.#usedOf(member))
  }

  #handOn({ unit }: Piece, text: string): void {
    const [on, name = on] = text.split('.')
    const isMember = text.startsWith('store.') || this.#code.taken.has(`${unit}/${text}`)
    if (!isMember || name === undefined || name === 'table' || !this.#members.has(name)) return
    this.#handedOn.add(name)
    this.#push(this.#usedOf(name))
  }

  #usedOf(member: string): Method[] {
    return (this.#members.get(member) ?? []).filter(({ name }) => this.#usedOnAnything.has(name))
  }

  #push(methods: readonly Method[]): void {
    this.#waiting.push(...methods.map(({ piece }) => piece))
  }
}

const reachedFrom = (code: BundledCode, from: Piece[]): Reached => new Walk(code, from).run()

/** What runs when the function is loaded and when it is called. */
export const reachedIn = (code: BundledCode): Reached => {
  const handler = code.units.get('handler')
  if (!handler) throw new Error('The bundle has no handler.')
  return reachedFrom(code, [handler, ...code.loose])
}

/** What runs behind methods of a file store. */
export const reachedByFiles = (code: BundledCode, called: ReadonlySet<string>): Piece[] => {
  const methods = methodsMadeBy(code, code.members.get('files') ?? '').filter(({ name }) => called.has(name))
  return reachedFrom(
    code,
    methods.map(({ piece }) => piece),
  ).pieces
}
