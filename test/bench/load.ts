// Fills a tracker: records through the action that every caller goes through, followed by the stream's own consumers.
import type { DynamoDBRecord } from 'aws-lambda'
import { submitContribution } from '#actions/submitContribution.ts'
import { createConsumer as coverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as findingsConsumer } from '#functions/findings/consumer.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { coordinator } from './directory.ts'

/** At once: enough to keep the engine busy. */
const width = 8

/** What is recorded before the consumers follow it: about as much as a busy stream's batch. */
const batch = 100

export interface Loaded {
  ids: string[]
  /** Seconds. */
  recording: number
  findings: number
  coverage: number
}

const everyOne = async <T>(list: readonly T[], act: (one: T) => Promise<void>, atOnce = width): Promise<void> => {
  const waiting = list.values()
  const worker = async (): Promise<void> => {
    for (const one of waiting) await act(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** The record that the stream would bring of a contribution's row. */
const streamRecord = (id: string): DynamoDBRecord => ({
  eventID: id,
  dynamodb: { Keys: { pk: { S: `CONTRIBUTION#${id}` }, sk: { S: 'CONTRIBUTION' } }, SequenceNumber: id },
})

type Consume = ReturnType<typeof findingsConsumer>

const follow = async (consume: Consume, ids: readonly string[], atOnce: number): Promise<void> =>
  everyOne(
    ids,
    async (id) => {
      const { batchItemFailures } = await consume({ Records: [streamRecord(id)] })
      if (batchItemFailures.length > 0) throw new Error(`The contribution ${id} could not be followed.`)
    },
    atOnce,
  )

/** `told` hears how many are stored. */
export const loadContributions = async (
  services: Services,
  sent: Iterable<NewContribution>,
  told: (stored: number) => void,
): Promise<Loaded> => {
  const loaded: Loaded = { ids: [], recording: 0, findings: 0, coverage: 0 }
  const [toFindings, toCoverage] = [findingsConsumer(services), coverageConsumer(services)]
  const all = [...sent]
  for (let first = 0; first < all.length; first += batch) {
    const ids: string[] = []
    loaded.recording += await secondsOf(async () =>
      everyOne(all.slice(first, first + batch), async (one) => {
        const { id } = await submitContribution(services, coordinator, one)
        ids.push(id)
      }),
    )
    loaded.findings += await secondsOf(async () => follow(toFindings, ids, width))
    // Cells are shared by all: more at once would only wait for each other.
    loaded.coverage += await secondsOf(async () => follow(toCoverage, ids, 2))
    loaded.ids.push(...ids)
    told(loaded.ids.length)
  }
  return loaded
}
