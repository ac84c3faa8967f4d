// Decides what happens next: everybody waits for a turn, and chance, time and the order of turns come from one seed.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { Chance } from '#test/bench/chance.ts'

/** Who is at work: a client's command, or one delivery of a batch. */
export interface Work {
  who: string
  /** The instant that its clock shows. */
  now: () => string
  newId: () => string
  /** The process died: nothing that it still sends reaches anybody. */
  dead: boolean
  /** Nothing more happens to it: it has had its share. */
  spared: boolean
  committed: () => void
}

const present = new AsyncLocalStorage<Work>()
export const workAtHand = (): Work | undefined => present.getStore()

interface Turn {
  isRead: boolean
  /** What it gives is called when the turns taken with it are done too: answers come in the order of the turns. */
  perform: () => Promise<() => void>
}
interface Timer {
  at: number
  fire: () => void
}

/** Everything that ran of itself has come to where it waits for a turn, a timer, or nothing. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class Schedule {
  readonly chance: Chance
  readonly #trace = createHash('sha256')
  readonly lines: string[] | undefined
  #turns: Turn[] = []
  #timers: Timer[] = []
  #clock = 0
  steps = 0
  #ticks = 0

  constructor(chance: Chance, keepLines = false) {
    this.chance = chance
    this.lines = keepLines ? [] : undefined
  }

  /** Counts up: what has to differ from all that was before. */
  tick(): number {
    this.#ticks += 1
    return this.#ticks
  }

  note(line: string): void {
    this.#trace.update(`${line}\n`)
    this.lines?.push(line)
  }

  traceHash(): string {
    return this.#trace.copy().digest('hex').slice(0, 16)
  }

  run<T>(work: Work, body: () => Promise<T>): Promise<T> {
    return present.run(work, body)
  }

  /** Resolves with what `perform` gives, when its turn has come; the trace has it as `told`. */
  turn<T>(isRead: boolean, told: (error?: unknown) => string, perform: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = (value: T) => () => {
        this.note(told())
        resolve(value)
      }
      const failed = (error: unknown) => () => {
        this.note(told(error))
        reject(error)
      }
      const answered = async (): Promise<() => void> => {
        try {
          return done(await perform())
        } catch (error) {
          return failed(error)
        }
      }
      this.#turns.push({ isRead, perform: answered })
    })
  }

  after(milliseconds: number, fire: () => void): void {
    this.#timers.push({ at: this.#clock + milliseconds, fire })
  }

  /** One turn, or several readings at the same moment: they cannot tell who came first. */
  async #take(): Promise<void> {
    const first = this.#turns.splice(this.chance.below(this.#turns.length), 1)
    const isRead = first[0]?.isRead === true
    const beside = isRead ? this.#turns.filter((turn) => turn.isRead && this.chance.happens(0.9)) : []
    this.#turns = this.#turns.filter((turn) => !beside.includes(turn))
    this.steps += 1 + beside.length
    for (const answer of await Promise.all([...first, ...beside].map(async (turn) => turn.perform()))) answer()
  }

  #fireNext(): boolean {
    const next = this.#timers.toSorted((a, b) => a.at - b.at)[0]
    if (!next) return false
    this.#timers = this.#timers.filter((timer) => timer !== next)
    this.#clock = Math.max(this.#clock, next.at)
    next.fire()
    return true
  }

  /** Until nobody waits for a turn or a timer, and `more` has nothing to add either. */
  async untilQuiet(more: () => Promise<boolean>): Promise<void> {
    for (;;) {
      await settled()
      if (this.#turns.length > 0) {
        if (this.chance.happens(0.1)) await more()
        else await this.#take()
      } else if (!(await more()) && !this.#fireNext()) return
    }
  }

  /** Timers and chance of whoever is at work are the schedule's; everybody else's stay as they are. */
  whileInCharge = async <T>(body: () => Promise<T>): Promise<T> => {
    const [realTimeout, realRandom] = [globalThis.setTimeout, Math.random]
    const timeout = (fire: (...words: unknown[]) => void, milliseconds = 0, ...words: unknown[]): unknown =>
      present.getStore() ? this.after(milliseconds, () => fire(...words)) : realTimeout(fire, milliseconds, ...words)
    globalThis.setTimeout = timeout as typeof globalThis.setTimeout
    Math.random = () => (present.getStore() ? this.chance.below(1_000_000) / 1_000_000 : realRandom())
    try {
      return await body()
    } finally {
      globalThis.setTimeout = realTimeout
      Math.random = realRandom
    }
  }
}
