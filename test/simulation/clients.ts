// Two clients that do not give up: what has no answer is sent again, until there is one.
import { Refusal, type RefusalCode } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { callers, type Command, type Doing, type RecordKind } from './commands.ts'
import type { Schedule, Work } from './schedule.ts'

/** What a client was told in the end. */
export type Outcome = { id: string } | { refused: RefusalCode }

/** After so many tries nothing more happens to a command, so that a simulation ends. */
const mostTries = 6

export const instantOf = ({ at }: Command): string =>
  new Date(Date.parse('2008-03-24T10:00:00.000Z') + at * 60_000).toISOString()
export const keyOf = (at: number): string => `key-${at}`
export const requestFor = (command: Command) => ({
  caller: callers[command.client],
  requestId: `request-${command.at}`,
  once: command.isKeyed ? { id: keyOf(command.at), fingerprint: `body-${command.at}` } : null,
})

export interface Played {
  outcomes: Map<number, Outcome>
  /** Commands in the order in which they were committed; one that was committed twice comes twice. */
  commits: number[]
  wrong: string[]
}

export class Clients {
  readonly #schedule: Schedule
  readonly #services: Services
  readonly played: Played = { outcomes: new Map(), commits: [], wrong: [] }
  #before = new Map<number, number>()

  constructor(schedule: Schedule, services: Services) {
    this.#schedule = schedule
    this.#services = services
  }

  #idOf = (slot: number): string => {
    const outcome = this.played.outcomes.get(slot)
    return outcome && 'id' in outcome ? outcome.id : 'nobody'
  }

  #work(command: Command, name: string, spared: boolean): Work {
    let ids = 0
    return {
      who: `${command.at} ${name}`,
      now: () => instantOf(command),
      newId: () => `k${String(command.at).padStart(3, '0')}-${name}-${++ids}`,
      dead: false,
      spared,
      committed: () => this.played.commits.push(command.at),
    }
  }

  /** A list shows the revision as it was a moment ago; what was refused for that is read again. */
  async #revision(kind: RecordKind, slot: number, afresh: boolean): Promise<number> {
    const id = this.#idOf(slot)
    const register = kind === 'need' ? this.#services.store.needs : this.#services.store.contributions
    if (afresh) return (await register.get(id))?.revision ?? 0
    const { records } = await register.list({ index: 'everything', limit: 100 })
    const listed = records.find((record) => record.id === id)
    return listed?.revision ?? (await register.get(id))?.revision ?? 0
  }

  /** Whether an own change was made after all, though no answer came. */
  async #isMade({ of }: Command, requestId: string): Promise<boolean> {
    if (!of) return false
    const entries = await this.#services.store.audit.entriesOf(of.kind, this.#idOf(of.slot))
    return entries.some(({ entry }) => entry['requestId'] === requestId)
  }

  async #try(command: Command, name: string, { spared, afresh }: { spared: boolean; afresh: boolean }) {
    const work = this.#work(command, name, spared)
    const doing: Doing = {
      services: this.#services,
      request: requestFor(command),
      idOf: this.#idOf,
      keyOf,
      revisionOf: async (kind, slot) =>
        command.isRaced ? (this.#before.get(slot) ?? 0) : this.#revision(kind, slot, afresh),
    }
    try {
      const { id } = await this.#schedule.run(work, async () => command.act(doing))
      return work.dead ? undefined : { id }
    } catch (error) {
      return error instanceof Refusal && !work.dead ? { refused: error.code } : undefined
    }
  }

  async #made(command: Command): Promise<Outcome | undefined> {
    const work = this.#work(command, 'look', true)
    const isMade = await this.#schedule.run(work, async () => this.#isMade(command, requestFor(command).requestId))
    return isMade ? { id: this.#idOf(command.of?.slot ?? -1) } : undefined
  }

  async #untilAnswered(command: Command, who: string): Promise<Outcome> {
    let afresh = false
    for (let tries = 1; tries <= 4 * mostTries; tries += 1) {
      const outcome = await this.#try(command, `${who}${tries}`, { spared: tries > mostTries, afresh })
      // Sent again as it was, a keyed request gets its answer; of any other its sender looks what became of it.
      const made = outcome === undefined && !command.isKeyed ? await this.#made(command) : undefined
      if (made) return made
      const readAgain = outcome && 'refused' in outcome && outcome.refused === 'stale-revision' && !command.isRaced
      if (outcome && !readAgain) return outcome
      afresh = true
    }
    throw new Error(`${command.name} is never answered.`)
  }

  async #play(command: Command): Promise<void> {
    const { played } = this
    const [outcome, again] = await Promise.all([
      this.#untilAnswered(command, 'a'),
      command.isTwice ? this.#untilAnswered(command, 'b') : undefined,
    ])
    played.outcomes.set(command.at, outcome)
    if (again && JSON.stringify(again) !== JSON.stringify(outcome))
      played.wrong.push(`${command.name}: one request has two answers, ${JSON.stringify([outcome, again])}`)
  }

  /** Before a phase, with nothing else under way: the revisions that two will change at once. */
  async prepare(commands: readonly Command[]): Promise<void> {
    this.#before = new Map()
    for (const { isRaced, of } of commands) {
      if (!isRaced || !of) continue
      const row = await this.#services.store.contributions.get(this.#idOf(of.slot))
      this.#before.set(of.slot, row?.revision ?? 0)
    }
  }

  /** Both clients at once, each one command after the other; resolves when both have all their answers. */
  async playPhase(commands: readonly Command[]): Promise<void> {
    await Promise.all(
      [0, 1].map(async (client) => {
        for (const command of commands) if (command.client === client) await this.#play(command)
      }),
    )
  }
}
