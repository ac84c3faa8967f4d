// Transactions that wait at the same time, committed as one: an import writes thousands, and each costs more than its writes.
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { maxWritesPerTransaction, type Table, type Write } from './table.ts'

/** Whatever commits a transaction: a table, or what puts several together before it. */
export type Committing = Pick<Table, 'transact'>

interface Waiting {
  writes: readonly Write[]
  done: PromiseWithResolvers<void>
}

/** Two at once: one is written while the next one is made. */
const mostAtOnce = 2

/** A condition of one of several failed: nothing of any was written, and each is tried by itself. */
class Apart extends Error {}

const targetOf = ({ put, delete: removed, check, update }: Write): string => {
  const { pk, sk } = put ?? removed ?? check ?? update ?? { pk: '', sk: '' }
  return `${pk}\n${sk}`
}

/** The longest beginning of what waits that fits into one transaction, which names no item twice. */
const takeFitting = (waiting: Waiting[]): Waiting[] => {
  const targets = new Set<string>()
  let fitting = 0
  for (const { writes } of waiting) {
    const own = writes.map(targetOf)
    if (fitting > 0 && targets.size + own.length > maxWritesPerTransaction) break
    if (own.some((target) => targets.has(target))) break
    for (const target of own) targets.add(target)
    fitting += 1
  }
  return waiting.splice(0, Math.max(1, fitting))
}

/** Whether DynamoDB has said that nothing was written. After anything else, such as a lost reply, nobody knows. */
const wroteNothing = (error: unknown): boolean =>
  error instanceof Apart ||
  error instanceof TransactionCanceledException ||
  (error instanceof Error && error.name === 'ValidationException')

const settle = async (table: Committing, { writes, done }: Waiting): Promise<void> =>
  table.transact(writes).then(done.resolve, done.reject)

const commit = async (table: Committing, group: readonly Waiting[]): Promise<void> => {
  const [only, ...others] = group
  if (only && others.length === 0) return settle(table, only)
  try {
    await table.transact(
      group.flatMap(({ writes }) => writes.map((write) => ({ ...write, refuse: () => new Apart() }))),
    )
    for (const { done } of group) done.resolve()
  } catch (error) {
    if (wroteNothing(error)) for (const one of group) await settle(table, one)
    else for (const { done } of group) done.reject(error)
  }
}

/**
 * Takes transactions as `Table.transact` does, each all or nothing with its own refusals. Those that wait while others
 * are under way go together, as many as DynamoDB takes in one; if that one is refused they go one by one.
 */
export const together = (table: Committing): Committing => {
  const waiting: Waiting[] = []
  let underWay = 0
  const worker = async (): Promise<void> => {
    while (waiting.length > 0) await commit(table, takeFitting(waiting))
    underWay -= 1
  }
  const transact = async (writes: readonly Write[]): Promise<void> => {
    const done = Promise.withResolvers<void>()
    waiting.push({ writes, done })
    if (underWay < mostAtOnce) {
      underWay += 1
      // Whoever comes in the same turn of the loop goes along.
      setImmediate(() => void worker())
    }
    return done.promise
  }
  return { transact }
}
