// The embedded engine: its files outlive it, its writes stay quick, and it never outlives whoever started it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTable } from '#infra/local/createTable.ts'
import { findEngine, freePort, startEngine } from '#infra/local/engine.ts'
import { StartError } from '#infra/local/startError.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const clientAt = (endpoint: string) => new DynamoDBClient({ endpoint, region: 'local', credentials })
const key = { pk: { S: 'A' }, sk: { S: 'B' } }

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )

describe('the embedded engine', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-'))
    file = join(folder, 'tracker.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('keeps what was written over a stop and a start', async () => {
    const first = await startEngine(file)
    await createTable(first.endpoint, 'tracker')
    await clientAt(first.endpoint).send(new PutItemCommand({ TableName: 'tracker', Item: key }))
    await first.stop()

    const second = await startEngine(file)
    const { Item } = await clientAt(second.endpoint).send(new GetItemCommand({ TableName: 'tracker', Key: key }))
    await second.stop()

    expect(Item).toEqual(key)
  })

  test('finds the last sequence number of a stream by an index, from the first start on', async () => {
    const engine = await startEngine(file)
    await engine.stop()

    const database = new DatabaseSync(file, { readOnly: true })
    const query = `SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?`
    const [plan] = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all('tracker')
    database.close()

    expect(String(plan?.['detail'])).toContain('SEARCH _stream_records USING COVERING INDEX')
  })

  test('does not answer any more once it is stopped', async () => {
    const { endpoint, stop, died } = await startEngine()
    expect(await answers(endpoint)).toBe(true)

    await stop()

    expect(await answers(endpoint)).toBe(false)
    expect(await Promise.race([died, wait(50, 'nobody was told that it died')])).toBe('nobody was told that it died')
  })

  test('ends with the process that started it, also when that is killed', async () => {
    const script = `const { startEngine } = await import('#infra/local/engine.ts')
      console.log((await startEngine()).endpoint)
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const endpoint = await new Promise<string>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()))
    })
    expect(await answers(endpoint)).toBe(true)

    parent.kill('SIGKILL')

    await expect.poll(() => answers(endpoint), { timeout: 3000 }).toBe(false)
  })

  test('says in one line what to do where it has no binary for the platform', () => {
    const find = () => findEngine('@dynoxide/plan9-mips')

    expect(find).toThrow(StartError)
    expect(find).toThrow(/^There is no embedded DynamoDB .*@dynoxide\/plan9-mips.*DYNAMODB_ENDPOINT[^\n]*$/)
  })

  test('says in one line why it does not start', async () => {
    await expect(startEngine(join(folder, 'missing', 'tracker.db'))).rejects.toThrow(
      /^The embedded DynamoDB does not start: .+$/,
    )
  })

  test('takes any free port', async () => {
    expect(await freePort()).toBeGreaterThan(1023)
  })
})
