// What the table held a few commits ago, as far as whole items were written: what a reading that is not consistent may give.
import type { Command } from './quickClient.ts'

type Item = Record<string, unknown>

interface Version {
  commit: number
  /** Undefined for one that was deleted, null for one that is not known whole. */
  item: Item | undefined | null
}

const textOf = (key: Item): string => `${String(key['pk'])} ${String(key['sk'])}`

export interface Transacted {
  Put?: { Item: Item; ConditionExpression?: string }
  Delete?: { Key: Item }
  Update?: { Key: Item }
  ConditionCheck?: { Key: Item }
}
const transactedIn = ({ input }: Command): Transacted[] => (input['TransactItems'] ?? []) as Transacted[]

export const keysOf = (command: Command): string[] =>
  transactedIn(command).map(({ Put, Delete, Update, ConditionCheck }) =>
    textOf(Put?.Item ?? Delete?.Key ?? Update?.Key ?? ConditionCheck?.Key ?? {}),
  )

export class Past {
  readonly #versions = new Map<string, Version[]>()
  commits = 0

  keep(command: Command): void {
    this.commits += 1
    for (const { Put, Delete, Update } of transactedIn(command)) {
      const key = Put?.Item ?? Delete?.Key ?? Update?.Key
      if (!key) continue
      const versions = this.#versions.get(textOf(key)) ?? []
      versions.push({ commit: this.commits, item: Put ? Put.Item : Update ? null : undefined })
      this.#versions.set(textOf(key), versions)
    }
  }

  /** The item as it was, `now` where that is not known, undefined where it was not there. */
  #before(commit: number, key: string, now: Item | undefined): Item | undefined {
    const versions = this.#versions.get(key)
    if (!versions || (versions.at(-1)?.commit ?? 0) <= commit) return now
    const then = versions.findLast((version) => version.commit <= commit)
    if (!then) return versions.some(({ item }) => item === null) ? now : undefined
    return then.item === null ? now : then.item
  }

  /** An answer as it would have been after that commit. */
  asOf(commit: number, { name, input }: Command, answer: unknown): unknown {
    const whole = answer as Item
    if (name === 'GetCommand')
      return { ...whole, Item: this.#before(commit, textOf(input['Key'] as Item), whole['Item'] as Item | undefined) }
    const index = input['IndexName'] as string | undefined
    const stood = (items: Item[]): Item[] =>
      items.flatMap((item) => {
        const then = this.#before(commit, textOf(item), item)
        return then && (index === undefined || then[`${index}Pk`] === item[`${index}Pk`]) ? [then] : []
      })
    if (name === 'QueryCommand') return { ...whole, Items: stood((whole['Items'] ?? []) as Item[]) }
    const tables = Object.entries((whole['Responses'] ?? {}) as Record<string, Item[]>)
    return { ...whole, Responses: Object.fromEntries(tables.map(([table, items]) => [table, stood(items)])) }
  }
}
