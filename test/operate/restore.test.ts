// A table as an export and back: every item as it was, and nothing written of an export that is not whole.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type AttributeValue, BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clientAt } from '#infra/local/createTable.ts'
import { exportIn, lineOf } from '#infra/operate/exportedItems.ts'
import { restoreTable } from '#infra/operate/restoreTable.ts'
import { scanned, writeExport } from '#infra/operate/writeExport.ts'
import { newTracker } from '#test/support/builders.ts'
import { follow } from '#test/stream/replay.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

const work = mkdtempSync(join(tmpdir(), 'restore-'))
let engine: TestEngine
let client: ReturnType<typeof clientAt>
let source: string
/** What the stream had made of it. */
let snapshot: string
beforeAll(async () => {
  engine = await startEngine()
  client = clientAt(engine.endpoint)
  const tracker = await newTracker(engine)
  source = tracker.fresh.tableName
  await tracker.submit({ title: 'Formation des observateurs — Bamako' })
  await tracker.submit({ title: 'Mission leadership course', provider: 'un-dpko' })
  await tracker.submit({ title: 'Mission leadership course', provider: 'eu', implementers: ['un-dpko'] })
  await follow(tracker)
  snapshot = await tracker.snapshot()
  const odd: Record<string, AttributeValue> = {
    bytes: { B: new Uint8Array([0, 255, 10]) },
    sets: { M: { bytes: { BS: [new Uint8Array([1])] }, texts: { SS: ['a', 'b'] }, numbers: { NS: ['1.5'] } } },
    number: { N: '9007199254740993' },
    nothing: { L: [{ NULL: true }, { BOOL: false }, { S: 'line\nend' }] },
  }
  await client.send(new PutItemCommand({ TableName: source, Item: { pk: { S: 'ODD#1' }, sk: { S: 'ODD' }, ...odd } }))
})
afterAll(async () => {
  client.destroy()
  await engine.stop()
  rmSync(work, { recursive: true })
})

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(work, 'export-'))
  await writeExport({ client, table: source, at: '2008-03-24T10:00:00.000Z' }, folder)
})

/** In an order of their own: an engine gives the fields of a map in any. */
const inOrder = (lines: readonly string[]): string[] =>
  lines.map((line) => canonicalize(JSON.parse(line)) ?? '').toSorted()
const linesOf = async (table: string): Promise<string[]> => {
  const lines: string[] = []
  for await (const item of scanned(client, table)) lines.push(lineOf(item))
  return inOrder(lines)
}
const target = async (): Promise<string> => (await engine.newTable()).tableName
const restore = async (table: string, from?: number, done = (_files: number) => {}): Promise<void> =>
  restoreTable({ client, table }, { folder, exported: exportIn(folder) }, { from, done })

const manifest = (): { itemCount: number; md5Checksum: string; dataFileS3Key: string }[] =>
  readFileSync(join(folder, 'manifest-files.json'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const dataFile = (): string => join(folder, 'data', readdirSync(join(folder, 'data'))[0] ?? '')
const change = (name: string, different: object): void => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...different }))
}

/** As DynamoDB does with a large table: the items in several files. */
const split = (): void => {
  const lines = gunzipSync(readFileSync(dataFile())).toString().trim().split('\n')
  const parts = [lines.slice(0, 3), [], lines.slice(3)]
  const files = parts.map((part, at) => {
    const bytes = gzipSync(part.map((line) => `${line}\n`).join(''))
    writeFileSync(join(folder, 'data', `part${at}.json.gz`), bytes)
    const md5Checksum = createHash('md5').update(bytes).digest('base64')
    return { itemCount: part.length, md5Checksum, dataFileS3Key: `AWSDynamoDB/01-a/data/part${at}.json.gz` }
  })
  writeFileSync(join(folder, 'manifest-files.json'), files.map((file) => JSON.stringify(file)).join('\n'))
}

describe('an export', () => {
  test('is restored item by item as it was, with bytes, sets and long numbers', async () => {
    const table = await target()

    await restore(table)

    const items = await linesOf(source)
    expect(items.length).toBeGreaterThan(10)
    expect(await linesOf(table)).toEqual(items)
  })

  test('in several files, one of them empty, is restored too', async () => {
    split()
    const table = await target()

    await restore(table)

    expect(await linesOf(table)).toEqual(await linesOf(source))
  })

  test('whose restore was cut off is gone on with after the last whole file', async () => {
    split()
    const table = await target()
    const cut = new Error('cut off')
    const stopAfter = (files: number): void => {
      if (files === 1) throw cut
    }
    await expect(restore(table, undefined, stopAfter)).rejects.toBe(cut)
    expect(await linesOf(table)).toHaveLength(3)

    const told: number[] = []
    await restore(table, 1, (files) => told.push(files))

    expect(await linesOf(table)).toEqual(await linesOf(source))
    expect(told).toEqual([1, 2, 3])
  })
})

/** As DynamoDB does under load: of several writes it takes the first half, and hands the others back. */
const halfTaken = (): typeof client => {
  const send = async (command: BatchWriteItemCommand): Promise<unknown> => {
    const [[table, writes] = ['', []]] = Object.entries(command.input.RequestItems ?? {})
    if (!(command instanceof BatchWriteItemCommand) || writes.length < 2) return client.send(command)
    const half = Math.ceil(writes.length / 2)
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: writes.slice(0, half) } }))
    return { UnprocessedItems: { [table]: writes.slice(half) } }
  }
  return new Proxy(client, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) })
}

test('what the table leaves of a batch is sent again until all of it is in', async () => {
  const table = await target()

  await restoreTable(
    { client: halfTaken(), table },
    { folder, exported: exportIn(folder) },
    { from: undefined, done: () => {} },
  )

  expect(await linesOf(table)).toEqual(await linesOf(source))
})

test('what a restored table tells its consumers is all done already: nothing moves, nobody is told', async () => {
  const tracker = await newTracker(engine, { empty: true })
  await restore(tracker.fresh.tableName)
  const told: string[] = []

  await follow(tracker, { ...tracker.services, announce: async ({ subject }) => void told.push(subject) })

  expect(snapshot).toContain('FINDING#')
  expect(snapshot).toContain('COVERAGE#')
  expect(await tracker.snapshot()).toBe(snapshot)
  expect(told).toEqual([])
})

describe('nothing is written', () => {
  test.each<[string, () => void, RegExp]>([
    ['of a folder without a manifest', () => rmSync(join(folder, 'manifest-files.json')), /there is no manifest-files/],
    [
      'of an export that never ended',
      () => rmSync(join(folder, 'manifest-summary.json')),
      /manifest-summary.json cannot/,
    ],
    ['of another format', () => change('manifest-summary.json', { outputFormat: 'ION' }), /ION, not DYNAMODB_JSON/],
    [
      'of an incremental export',
      () => change('manifest-summary.json', { exportType: 'INCREMENTAL_EXPORT' }),
      /incremental/,
    ],
    [
      'of files that are fewer than the summary says',
      () => change('manifest-summary.json', { itemCount: 1 }),
      /says 1/,
    ],
    ['where a file is missing', () => rmSync(dataFile()), /is missing/],
    [
      'where a file was changed',
      () =>
        writeFileSync(dataFile(), gzipSync(gunzipSync(readFileSync(dataFile())).toString().replace('Bamako', 'Paris'))),
      /was changed/,
    ],
    [
      'of a table that is no tracker',
      () => {
        const bytes = gzipSync('{"Item":{"id":{"S":"1"}}}\n')
        writeFileSync(dataFile(), bytes)
        const md5Checksum = createHash('md5').update(bytes).digest('base64')
        change('manifest-files.json', { itemCount: 1, md5Checksum })
        change('manifest-summary.json', { itemCount: 1 })
      },
      /0 items of a tracker, not 1/,
    ],
  ])('%s', async (_, damage, says) => {
    damage()
    const table = await target()

    await expect((async () => restore(table))()).rejects.toThrow(says)
    expect(await linesOf(table)).toEqual([])
  })

  test('into a table that holds anything', async () => {
    const table = await target()
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: 'A' }, sk: { S: 'A' } } }))

    await expect(restore(table)).rejects.toThrow(/holds items already/)
    expect(await linesOf(table)).toHaveLength(1)
  })
})

describe('the commands', () => {
  const running = async (script: string, words: string[], environment: Record<string, string>) => {
    const child = spawn(process.execPath, [`infra/operate/${script}.ts`, ...words], {
      env: { ...process.env, DATA_DIR: join(work, 'data'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    const [code] = (await once(child, 'close')) as [number]
    return { code, said }
  }
  const asOnAws = () => ({
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  })

  test('restore into a table of an account, and into this machine, from where it is backed up again', async () => {
    const table = await target()
    expect(await running('restore', [folder, '--table', table], asOnAws())).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^\d+ items of table\/test-.* as of 2008-03-24T10:00:00.000Z are in test-/),
    })
    expect(await linesOf(table)).toEqual(await linesOf(source))

    const here = { DATA_DIR: join(work, 'here') }
    expect(await running('restore', [folder], here)).toMatchObject({ code: 0 })
    expect(await running('backup', [join(work, 'again')], here)).toMatchObject({ code: 0 })
    const sorted = (path: string): string[] => {
      const [file = ''] = readdirSync(join(path, 'data'))
      return inOrder(
        gunzipSync(readFileSync(join(path, 'data', file)))
          .toString()
          .trim()
          .split('\n'),
      )
    }
    expect(sorted(join(work, 'again'))).toEqual(sorted(folder))
  })

  test.each<[string, string, () => string[], RegExp]>([
    ['restore', 'without a folder', () => [], /^npm run restore -- FOLDER/],
    ['restore', 'with an unknown word', () => [folder, '--force'], /^npm run restore -- FOLDER/],
    ['restore', 'of a folder that is not there', () => [join(work, 'none')], /none holds no export/],
    ['restore', 'into a table that is not there', () => [folder, '--table', 'no-such-table'], /There is no such table/],
    ['backup', 'into a folder that is not empty', () => [folder], /is not empty: name a new folder/],
  ])('%s %s says so in one line', async (script, _, words, says) => {
    const { code, said } = await running(script, words(), asOnAws())

    expect(code).toBe(1)
    expect(said).toMatch(says)
    expect(said.trim().split('\n')).toHaveLength(1)
  })

  test('the manifest names each file by its place in the bucket', () => {
    expect(manifest().map(({ dataFileS3Key }) => dataFileS3Key)).toEqual([
      expect.stringMatching(/^data\/.*\.json\.gz$/),
    ])
  })
})
