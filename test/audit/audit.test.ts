// Promise 8: the audit trail shows any later change to itself, over the real chains, whoever changed them.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { rmSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealAudit } from '#actions/sealAudit.ts'
import { type Chain, hashOf, type StoredEntry, verifyChain } from '#domain/audit/verifyChain.ts'
import { documentClient } from '#runtime/services.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

/** `npm test` tries some thousands; AUDIT_TAMPERINGS=10000 is the run by hand. */
// oxlint-disable-next-line node/no-process-env -- how long to try is the caller's choice
const tamperings = Number(process.env['AUDIT_TAMPERINGS'] ?? 3000)

let trackers: TestTrackers
let tracker: TestTracker
let client: DynamoDBDocumentClient
let id: string
const sealFolder = (): string => tracker.config.SEAL_STORE.replace('file:', '')

/** A contribution of eight revisions, changed by two callers. */
const withHistory = async (): Promise<string> => {
  const [eu, coordinator] = [callerOf(tracker, 'eu'), callerOf(tracker, 'coordinator')]
  const made = await eu.made('/v1/contributions', course())
  const path = `/v1/contributions/${made.id}`
  await eu.patch(path, { title: 'Course one' }, 1)
  await coordinator.patch(path, { description: 'Deutlicher', priorityAreas: [{ code: 'mission-planning' }] }, 2)
  await eu.made(`${path}/transactions`, {
    type: 'commitment',
    date: '2008-06-01',
    money: { amount: '5', currency: 'USD' },
  })
  await eu.made(`${path}/transactions`, {
    type: 'disbursement',
    date: '2008-06-02',
    money: { amount: '4', currency: 'USD' },
  })
  await eu.made(`${path}/deliveries`, { date: '2008-06-15', quantity: '28.5', unit: 'seats' })
  await eu.remove(path, 6)
  await eu.send('POST', `${path}/restore`, undefined, { 'if-match': '"7"' })
  return made.id
}

beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())
beforeEach(async () => {
  tracker = await trackers.fresh()
  client = documentClient(tracker.config.DYNAMODB_ENDPOINT)
  id = await withHistory()
  return () => rmSync(sealFolder(), { recursive: true, force: true })
})

const auditor = () => callerOf(tracker, 'auditor')

/** Every page of a verification. */
const verified = async () => {
  const all = { records: 0, entries: 0, faults: [] as string[], unsealed: 0, seals: 0 }
  let cursor = ''
  for (;;) {
    const { status, text, body } = await auditor().get(`/v1/audit/verify?limit=200${cursor}`)
    expect({ status, text }).toMatchObject({ status: 200 })
    all.records += body.records
    all.entries += body.entries
    all.seals = body.seals
    all.unsealed += body.unsealed.length
    for (const { kind, record, seq, fault } of body.faults)
      all.faults.push(`${kind} ${record === id ? 'it' : record} ${seq} ${fault}`)
    if (body.next === null) return all
    cursor = `&cursor=${body.next}`
  }
}

describe('the chain of a real record', () => {
  let chain: Chain
  beforeEach(async () => {
    const entries = await tracker.services.store.audit.entriesOf('contribution', id)
    const standing = await tracker.services.store.contributions.get(id)
    const sealed = [{ seq: entries.length, hash: String(entries.at(-1)?.entry['hash']) }]
    chain = { record: id, entries, standing, sealed }
  })

  const place = fc.nat({ max: 7 })
  type Tamper = (entries: StoredEntry[]) => StoredEntry[]
  const changedAt =
    (at: number, change: (entry: Record<string, unknown>) => Record<string, unknown>): Tamper =>
    (all) =>
      all.map((one, index) => (index === at ? { ...one, entry: change(one.entry) } : one))
  /** Whoever edits may also work out the hash anew, of that entry or of all that follow it. */
  const rehash =
    (from: number, to: number): Tamper =>
    (all) => {
      const done: StoredEntry[] = []
      for (const [at, one] of all.entries()) {
        const entry =
          at > from && at <= to ? { ...one.entry, previous: done[at - 1]?.entry['hash'] ?? null } : one.entry
        const isNew = at >= from && at <= to
        const hash = isNew ? hashOf(entry, tracker.services.fingerprint) : entry['hash']
        done.push({ ...one, entry: { ...entry, hash } })
      }
      return done
    }
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.record({ title: fc.string() }))
  const field = fc.constantFrom(
    'at',
    'by',
    'organization',
    'requestId',
    'action',
    'record',
    'before',
    'after',
    'seq',
    'hash',
    'previous',
    'note',
  )

  const tampering: fc.Arbitrary<{ name: string; tamper: Tamper }> = fc.oneof(
    fc.tuple(place, field, value).map(([at, name, to]) => ({
      name: `edit ${at} ${name}`,
      tamper: changedAt(at, (entry) => ({ ...entry, [name]: to })),
    })),
    fc.tuple(place, field).map(([at, name]) => ({
      name: `take ${name} from ${at}`,
      tamper: changedAt(at, ({ [name]: _gone, ...rest }) => rest),
    })),
    place.map((at) => ({ name: `delete ${at}`, tamper: (all: StoredEntry[]) => all.toSpliced(at, 1) })),
    place.map((at) => ({ name: `cut from ${at}`, tamper: (all: StoredEntry[]) => all.slice(0, at) })),
    fc
      .tuple(place, place)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({
        name: `swap ${a} and ${b}`,
        tamper: (all: StoredEntry[]) =>
          all.map((one, at) => ({ ...one, entry: (all[at === a ? b : at === b ? a : at] ?? one).entry })),
      })),
    fc.tuple(place, fc.boolean()).map(([at, atEnd]) => ({
      name: `put in a copy of ${at}`,
      tamper: (all: StoredEntry[]) => {
        const copied = { position: atEnd ? all.length + 1 : at + 2, entry: { ...(all[at] as StoredEntry).entry } }
        return atEnd
          ? [...all, copied]
          : [
              ...all.slice(0, at + 1),
              copied,
              ...all.slice(at + 1).map((one) => ({ ...one, position: one.position + 1 })),
            ]
      },
    })),
    fc.tuple(place, fc.string({ minLength: 1 }), place).map(([at, by, to]) => ({
      name: `forge ${at} and hash to ${to}`,
      tamper: (all: StoredEntry[]) =>
        rehash(at, Math.max(at, to))(changedAt(at, (entry) => ({ ...entry, by: `${by}!` }))(all)),
    })),
  )

  test('has no fault as it was written', () => {
    expect(chain.entries).toHaveLength(8)
    expect(verifyChain(chain, tracker.services.fingerprint)).toEqual([])
  })

  test(`shows each of ${tamperings} random tamperings`, () => {
    const key = (entries: readonly StoredEntry[]): string => tracker.services.fingerprint(entries)
    const whole = key(chain.entries)
    let tried = 0
    fc.assert(
      fc.property(tampering, ({ tamper }) => {
        const entries = tamper([...chain.entries])
        if (key(entries) === whole) return
        tried += 1
        expect(verifyChain({ ...chain, entries }, tracker.services.fingerprint)).not.toEqual([])
      }),
      { numRuns: tamperings },
    )

    expect(tried).toBeGreaterThan(tamperings * 0.9)
    console.info(`${tried} random tamperings, all shown`)
  }, 120_000)
})

describe('a trail that is whole', () => {
  test('is verified without a fault, first unsealed, then sealed, then with what came after', async () => {
    const before = await verified()
    expect(before).toMatchObject({ faults: [], seals: 0 })
    expect(before.unsealed).toBeGreaterThan(20)

    expect(await sealAudit(tracker.services)).toEqual([1])
    expect(await verified()).toMatchObject({
      faults: [],
      seals: 1,
      unsealed: 0,
      records: before.records,
      entries: before.entries,
    })

    await callerOf(tracker, 'eu').made('/v1/contributions', grant())
    const after = await verified()
    expect(after).toMatchObject({ faults: [], unsealed: 1, entries: before.entries + 1 })
    expect(await sealAudit(tracker.services)).toEqual([2])
    expect(await sealAudit(tracker.services)).toEqual([])
    expect(await verified()).toMatchObject({ faults: [], seals: 2, unsealed: 0 })
  })

  test('is sealed again where a sealer died between the file and the table', async () => {
    const { audit } = tracker.services.store
    const dying = {
      ...tracker.services,
      store: {
        ...tracker.services.store,
        audit: { ...audit, moveSeal: async () => Promise.reject(new Error('killed')) },
      },
    }
    await expect(sealAudit(dying)).rejects.toThrow('killed')

    expect(await sealAudit(tracker.services)).toEqual([1])
    expect(await verified()).toMatchObject({ faults: [], seals: 1, unsealed: 0 })
  })
})

describe('in the table itself', () => {
  const key = (seq: number, kind = 'AUDIT') => ({ pk: `${kind}#CONTRIBUTION#${id}`, sk: String(seq).padStart(8, '0') })
  const table = () => ({ TableName: tracker.config.TABLE_NAME })
  const set = async (Key: Record<string, unknown>, name: string, value: unknown) =>
    client.send(
      new UpdateCommand({
        ...table(),
        Key,
        UpdateExpression: 'SET #n = :v',
        ExpressionAttributeNames: { '#n': name },
        ExpressionAttributeValues: { ':v': value },
      }),
    )
  const record = { pk: () => `CONTRIBUTION#${id}`, sk: 'CONTRIBUTION' }
  const rewriteAll = async () => {
    const entries = await tracker.services.store.audit.entriesOf('contribution', id)
    let previous: unknown = null
    for (const { position, entry } of entries) {
      const changed = { ...entry, by: 'nobody', previous }
      previous = hashOf(changed, tracker.services.fingerprint)
      await client.send(new PutCommand({ ...table(), Item: { ...key(position), ...changed, hash: previous } }))
    }
    await set({ pk: record.pk(), sk: record.sk }, 'auditHash', previous)
  }

  test.each<[string, () => Promise<unknown>, string]>([
    ['an entry edited', () => set(key(3), 'by', 'nobody'), 'contribution it 3 edited'],
    [
      'an entry deleted',
      () => client.send(new DeleteCommand({ ...table(), Key: key(4) })),
      'contribution it 5 missing',
    ],
    [
      'the last entry deleted',
      () => client.send(new DeleteCommand({ ...table(), Key: key(8) })),
      'contribution it 8 missing',
    ],
    [
      'an entry put in',
      () => client.send(new PutCommand({ ...table(), Item: { ...key(9), seq: 9, record: id } })),
      'contribution it 9 edited',
    ],
    [
      'the record edited',
      () => set({ pk: record.pk(), sk: record.sk }, 'record', {}),
      'contribution it 8 history-differs',
    ],
    ['a snapshot edited', () => set(key(2, 'HISTORY'), 'record', { title: 'x' }), 'contribution it 2 history-differs'],
    [
      'a snapshot deleted',
      () => client.send(new DeleteCommand({ ...table(), Key: key(5, 'HISTORY') })),
      'contribution it 8 history-differs',
    ],
    [
      'the record deleted',
      () => client.send(new DeleteCommand({ ...table(), Key: { pk: record.pk(), sk: record.sk } })),
      'contribution it 8 record-missing',
    ],
    ['everything rewritten, hashes and record too', rewriteAll, 'contribution it 8 seal-differs'],
    [
      'the seals forgotten',
      () => client.send(new DeleteCommand({ ...table(), Key: { pk: 'AUDIT#SEALS', sk: 'LAST' } })),
      'null null 1 seal-differs',
    ],
    ['a seal’s file gone', () => rm(join(sealFolder(), 'seals/00000001.json')), 'null null 1 seal-missing'],
    [
      'a seal’s file edited',
      async () => {
        const file = join(sealFolder(), 'seals/00000001.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"seq":8', '"seq":7'))
      },
      'null null 1 seal-differs',
    ],
  ])('%s shows', async (_name, tamper, fault) => {
    await sealAudit(tracker.services)

    await tamper()

    expect((await verified()).faults).toContain(fault)
    expect(tracker.faults).toEqual([])
  })
})

test('entries and revisions that were written as maps, before they lay there as text, are read and verified alike', async () => {
  const { audit, contributions } = tracker.services.store
  const put = async (Item: Record<string, unknown>) =>
    client.send(new PutCommand({ TableName: tracker.config.TABLE_NAME, Item }))
  const read = async () => ({
    entries: await audit.entriesOf('contribution', id),
    snapshots: await audit.snapshotsOf('contribution', id),
    revisions: await contributions.snapshots(id, { after: 0, limit: 50 }),
  })
  const asText = await read()
  const [raw] = (await tracker.items()).filter((item) => item.includes(`HISTORY#CONTRIBUTION#${id}`))
  expect(JSON.parse(raw ?? '')).toMatchObject({ record: { S: expect.stringContaining('"title"') } })

  const sk = (position: number): string => String(position).padStart(8, '0')
  for (const { position, entry } of asText.entries)
    await put({ pk: `AUDIT#CONTRIBUTION#${id}`, sk: sk(position), ...entry })
  for (const { position, entry } of asText.snapshots)
    await put({ pk: `HISTORY#CONTRIBUTION#${id}`, sk: sk(position), ...entry })

  expect(await read()).toEqual(asText)
  expect((await verified()).faults).toEqual([])
})

describe('an auditor reads', () => {
  test('the entries of a record, and of a month, with before and after', async () => {
    const one = await auditor().read(`/v1/audit?kind=contribution&record=${id}`)
    const month = await auditor().read('/v1/audit?month=2008-06&limit=200')

    expect(one.items.map(({ seq, action }: { seq: number; action: string }) => [seq, action])).toEqual([
      [1, 'contribution.create'],
      [2, 'contribution.revise'],
      [3, 'contribution.revise'],
      [4, expect.stringMatching(/^contribution\./)],
      [5, expect.stringMatching(/^contribution\./)],
      [6, expect.stringMatching(/^contribution\./)],
      [7, 'contribution.withdraw'],
      [8, 'contribution.restore'],
    ])
    expect(one.items[1]).toMatchObject({
      by: 'partner-eu',
      organization: 'eu',
      before: { title: course()['title'] },
      after: { title: 'Course one' },
      record: id,
    })
    expect(month.items.filter(({ record }: { record: string }) => record === id)).toEqual(one.items)
    expect((await auditor().read('/v1/audit?month=2008-05')).items).toEqual([])
  })

  test('in pages, each entry once', async () => {
    const seen: number[] = []
    for (let cursor = ''; ;) {
      const { items, next } = await auditor().read(`/v1/audit?kind=contribution&record=${id}&limit=3${cursor}`)
      seen.push(...items.map(({ seq }: { seq: number }) => seq))
      if (next === null) break
      cursor = `&cursor=${next}`
    }

    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('of what is confidential its hashes alone, and verifies it all the same', async () => {
    const dpko = callerOf(tracker, 'un-dpko')
    const secret = await dpko.made(
      '/v1/contributions',
      course({ provider: 'un-dpko', title: 'Canary course', visibility: 'coordinators' }),
    )
    const relations = [{ type: 'complements', contribution: secret.id }]
    await callerOf(tracker, 'coordinator').made('/v1/contributions', grant({ relations }))

    const own = await auditor().get(`/v1/audit?kind=contribution&record=${secret.id}`)
    const month = await auditor().get('/v1/audit?month=2008-06&limit=200')

    expect(own.body.items).toEqual([
      { seq: 1, at: expect.any(String), previous: null, hash: expect.stringMatching(/^[\da-f]{64}$/) },
    ])
    expect(own.text + month.text).not.toMatch(/Canary/)
    expect(month.text).not.toContain(secret.id)
    expect((await auditor().read(`/v1/audit/verify?kind=contribution&record=${secret.id}`)).faults).toEqual([])
  })

  test.each<Who>(['eu', 'coordinator', 'reader', 'administrator'])('and %s does not', async (who) => {
    for (const path of ['/v1/audit', `/v1/audit?kind=contribution&record=${id}`, '/v1/audit/verify'])
      expectProblem(await callerOf(tracker, who).get(path), 403, 'forbidden')
  })

  test.each([
    '?month=2008-13',
    '?month=2008',
    '?kind=contribution',
    '?record=x',
    '?kind=report&record=x',
    `?month=2008-06&kind=need&record=x`,
  ])('nothing by %s', async (query) => {
    expectProblem(await auditor().get(`/v1/audit${query}`), 400, 'bad-query')
  })

  test('every kind of record that is audited', async () => {
    const registered = await callerOf(tracker, 'coordinator').made('/v1/needs', need())
    for (const [kind, record] of [
      ['need', registered.id],
      ['partner', 'eu'],
      ['member', 'partner-eu'],
      ['term', 'unit/seats'],
    ]) {
      const { items } = await auditor().read(`/v1/audit?kind=${kind}&record=${record}`)
      expect(items).toHaveLength(1)
      expect((await auditor().read(`/v1/audit/verify?kind=${kind}&record=${record}`)).faults).toEqual([])
    }
  })
})
