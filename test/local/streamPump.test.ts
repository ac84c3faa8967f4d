// The pump against a real stream: everything once, in order, after a stop too, and nothing lost to a bad record.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPump, type Pump, type PumpOptions } from '#infra/local/streamPump.ts'
import type { Log } from '#runtime/log.ts'
import { type FreshTable, startEngine, type TestEngine } from '#test/support/engine.ts'

const silent: Log = { info: () => {}, warn: () => {}, error: () => {}, measure: () => {} }
const numberOf = (record: DynamoDBRecord): number => Number(record.dynamodb?.Keys?.['sk']?.S)
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('the stream pump', () => {
  let engine: TestEngine
  let client: DynamoDBClient
  let table: FreshTable
  let dataDir: string
  let pump: Pump | undefined

  const write = async (from: number, count: number): Promise<void> => {
    for (let start = from; start < from + count; start += 25) {
      const puts = upTo(Math.min(25, from + count - start)).map((offset) => ({
        PutRequest: { Item: { pk: { S: 'P' }, sk: { S: String(start + offset) }, blob: { B: Buffer.from('é') } } },
      }))
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table.tableName]: puts } }))
    }
  }
  const start = (consumers: PumpOptions['consumers'], more: Partial<PumpOptions> = {}): Pump => {
    const { endpoint } = engine
    pump = startPump({ endpoint, streamArn: table.streamArn, dataDir, consumers, log: silent, ...more })
    return pump
  }
  const collect =
    (into: DynamoDBRecord[], sizes: number[] = []) =>
    async (event: { Records: DynamoDBRecord[] }) => {
      into.push(...event.Records)
      sizes.push(event.Records.length)
      return { batchItemFailures: [] }
    }
  const parked = (consumer: string): number[] => {
    const file = join(dataDir, 'failures', `${consumer}.jsonl`)
    if (!existsSync(file)) return []
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    return lines.map((line) => numberOf((JSON.parse(line) as { record: DynamoDBRecord }).record))
  }

  beforeAll(async () => {
    engine = await startEngine()
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'local', credentials })
  })
  afterAll(async () => {
    client.destroy()
    await engine.stop()
  })
  beforeEach(async () => {
    table = await engine.newTable()
    dataDir = mkdtempSync(join(tmpdir(), 'pump-'))
  })
  afterEach(async () => {
    await pump?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('delivers every record once, in order, to every consumer, at most as many at a time as asked', async () => {
    await write(0, 250)
    const first: DynamoDBRecord[] = []
    const second: DynamoDBRecord[] = []
    const sizes: number[] = []

    await start({ first: collect(first, sizes), second: collect(second) }, { batchSize: 100 }).idle()

    expect(first.map(numberOf)).toEqual(upTo(250))
    expect(second.map(numberOf)).toEqual(upTo(250))
    expect(Math.max(...sizes)).toBe(100)
  })

  test('delivers records in the form of a Lambda event', async () => {
    const got: DynamoDBRecord[] = []
    await write(7, 1)
    const before = Date.now() / 1000

    await start({ findings: collect(got) }).idle()

    expect(got[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: table.streamArn,
      dynamodb: {
        Keys: { pk: { S: 'P' }, sk: { S: '7' } },
        NewImage: { blob: { B: Buffer.from('é').toString('base64') } },
        SequenceNumber: expect.any(String),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    })
    expect(Math.abs((got[0]?.dynamodb?.ApproximateCreationDateTime ?? 0) - before)).toBeLessThan(10)
  })

  test('is idle only when what the consumers themselves wrote has been delivered', async () => {
    const got: DynamoDBRecord[] = []
    await write(0, 3)
    const writesOnce = async ({ Records }: { Records: DynamoDBRecord[] }) => {
      for (const record of Records.filter((each) => numberOf(each) < 3)) {
        const Item = { pk: { S: 'DERIVED' }, sk: { S: String(numberOf(record) + 100) } }
        await client.send(new PutItemCommand({ TableName: table.tableName, Item }))
      }
      return { batchItemFailures: [] }
    }

    await start({ watcher: collect(got), writer: writesOnce }).idle()

    expect(got.map(numberOf)).toEqual([0, 1, 2, 100, 101, 102])
  })

  test('delivers a write within a quarter of a second', async () => {
    const got: DynamoDBRecord[] = []
    let arrivedAt = 0
    const running = start({
      findings: async ({ Records }) => {
        arrivedAt = performance.now()
        got.push(...Records)
        return { batchItemFailures: [] }
      },
    })
    await running.idle()

    await write(0, 1)
    const writtenAt = performance.now()
    await running.idle()

    expect(got).toHaveLength(1)
    expect(arrivedAt - writtenAt).toBeLessThan(250)
  })

  test('goes on where it stopped', async () => {
    const got: DynamoDBRecord[] = []
    await write(0, 120)
    await start({ findings: collect(got) }).idle()
    await pump?.stop()
    await write(120, 30)

    await start({ findings: collect(got) }).idle()

    expect(got.map(numberOf)).toEqual(upTo(150))
  })

  test('loses nothing when it is stopped in the middle of a failing batch', async () => {
    const got: DynamoDBRecord[] = []
    await write(0, 150)
    let failing = true
    const failsAt60 = async (event: { Records: DynamoDBRecord[] }) => {
      const bad = failing ? event.Records.find((record) => numberOf(record) === 60) : undefined
      if (bad) void pump?.stop()
      if (!bad) return collect(got)(event)
      got.push(...event.Records.filter((record) => numberOf(record) < 60))
      return { batchItemFailures: [{ itemIdentifier: bad.dynamodb?.SequenceNumber ?? '' }] }
    }
    await start({ findings: failsAt60 }).idle()
    await pump?.stop()
    expect(got.map(numberOf)).toEqual(upTo(60))
    failing = false

    await start({ findings: failsAt60 }).idle()

    expect(got.map(numberOf)).toEqual(upTo(150))
    expect(parked('findings')).toEqual([])
  })

  test('delivers again from the lowest failed record and gets past a failure that passes', async () => {
    const seen: number[] = []
    let failures = 2
    await write(0, 10)

    await start({
      findings: async ({ Records }) => {
        seen.push(numberOf(Records[0] as DynamoDBRecord))
        const named = Records.filter((record) => failures > 0 && [4, 8].includes(numberOf(record)))
        if (named.length > 0) failures--
        return { batchItemFailures: named.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' })) }
      },
    }).idle()

    expect(seen).toEqual([0, 4, 4])
    expect(parked('findings')).toEqual([])
  })

  test('sets a record aside after five tries, loudly, and delivers all others', async () => {
    const got = new Set<number>()
    const errors: string[] = []
    let tries = 0
    await write(0, 150)
    const reports = async ({ Records }: { Records: DynamoDBRecord[] }) => {
      const bad = Records.find((record) => numberOf(record) === 42)
      if (bad) tries++
      for (const record of Records) if (record !== bad) got.add(numberOf(record))
      return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb?.SequenceNumber ?? '' }] : [] }
    }

    await start({ findings: reports }, { log: { ...silent, error: (message) => errors.push(message) } }).idle()

    expect(tries).toBe(5)
    expect(parked('findings')).toEqual([42])
    expect(errors).toHaveLength(1)
    expect(got.size).toBe(149)
  })

  test('finds the one record over which a consumer throws', async () => {
    const got: number[] = []
    await write(0, 150)
    const throws = async ({ Records }: { Records: DynamoDBRecord[] }) => {
      if (Records.some((record) => numberOf(record) === 77)) throw new Error('no such thing')
      got.push(...Records.map(numberOf))
      return { batchItemFailures: [] }
    }

    await start({ findings: throws }).idle()

    expect(parked('findings')).toEqual([77])
    expect(got).toEqual(upTo(150).filter((number) => number !== 77))
  })

  test('lets one consumer fail without holding up another', async () => {
    const got: DynamoDBRecord[] = []
    await write(0, 5)
    const running = start({
      coverage: collect(got),
      findings: async () => {
        throw new Error('always')
      },
    })

    await expect.poll(() => got.length).toBe(5)

    expect(parked('findings')).toEqual([])
    await running.stop()
  })

  test('while one goes first the others rest longer than they work, and get everything all the same', async () => {
    const imported = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const turns: { from: number; to: number }[] = []
    const got: DynamoDBRecord[] = []
    await write(0, 250)
    const running = start(
      {
        imports: async () => {
          begun.resolve()
          await imported.promise
          return { batchItemFailures: [] }
        },
        findings: async (event) => {
          await begun.promise
          const from = performance.now()
          await wait(20)
          turns.push({ from, to: performance.now() })
          return collect(got)(event)
        },
      },
      { first: 'imports', batchSize: 100 },
    )

    await expect.poll(() => got.length, { timeout: 30_000 }).toBe(250)

    expect(got.map(numberOf)).toEqual(upTo(250))
    const rests = turns.slice(1).map(({ from }, at) => {
      const before = turns[at] ?? { from: 0, to: 0 }
      return (from - before.to) / (before.to - before.from)
    })
    expect(rests).toHaveLength(2)
    expect(Math.min(...rests)).toBeGreaterThan(8)
    imported.resolve()
    await running.idle()
  })

  test('reads from the oldest record when the checkpoint is of another stream or cannot be read', async () => {
    const got: DynamoDBRecord[] = []
    await write(0, 2)
    await start({ findings: collect(got) }).idle()
    await pump?.stop()
    writeFileSync(join(dataDir, 'stream/findings.json'), '{"streamArn":"arn:other","after":{"s":"9"},"finished":[]}')
    await start({ findings: collect(got) }).idle()
    await pump?.stop()
    writeFileSync(join(dataDir, 'stream/findings.json'), '{"stre')

    await start({ findings: collect(got) }).idle()

    expect(got.map(numberOf)).toEqual([0, 1, 0, 1, 0, 1])
  })
})
