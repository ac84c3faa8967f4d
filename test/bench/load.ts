// Fills a tracker: records through the action that every caller goes through, followed by the stream's own consumers.
import type { DynamoDBRecord } from 'aws-lambda'
import { allNeeds } from '#actions/readAll.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import { createConsumer as coverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as findingsConsumer } from '#functions/findings/consumer.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { cellKey, finest } from '#store/coverageCells.ts'
import type { Key } from '#store/table.ts'
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

/** The record that the stream would bring of a row. */
const streamRecord = ({ pk, sk }: Key): DynamoDBRecord => ({
  eventID: pk,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: pk },
})

const contributionKey = (id: string): Key => ({ pk: `CONTRIBUTION#${id}`, sk: 'CONTRIBUTION' })

type Consume = ReturnType<typeof findingsConsumer>

const follow = async (consume: Consume, keys: readonly Key[], atOnce: number): Promise<void> =>
  everyOne(
    keys,
    async (key) => {
      const { batchItemFailures } = await consume({ Records: [streamRecord(key)] })
      if (batchItemFailures.length > 0) throw new Error(`${key.pk} could not be followed.`)
    },
    atOnce,
  )

/** Needs, then what the stream would bring of the cells that they fall in: rows in the order of gaps, lists beside figures. */
const followNeeds = async (services: Services, consume: Consume): Promise<void> => {
  const needs = await allNeeds(services)
  await follow(
    consume,
    needs.map(({ id }) => ({ pk: `NEED#${id}`, sk: 'NEED' })),
    1,
  )
  const cells = needs.map(({ measure, subCluster, priorityArea, beneficiary }) => {
    const key = { subCluster, priorityArea: subCluster === null ? null : priorityArea, beneficiary }
    return cellKey({ viewer: 'everyone', measure, grouping: finest, key, year: '2008' })
  })
  await follow(consume, [...cells, { pk: 'COVERAGE#everyone#unquantified', sk: '' }], 1)
}

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
    const keys = ids.map(contributionKey)
    loaded.findings += await secondsOf(async () => follow(toFindings, keys, width))
    // Cells are shared by all: more at once would only wait for each other.
    loaded.coverage += await secondsOf(async () => follow(toCoverage, keys, 2))
    loaded.ids.push(...ids)
    told(loaded.ids.length)
  }
  await followNeeds(services, toCoverage)
  return loaded
}
