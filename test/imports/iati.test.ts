// IATI files through the door of any import: every activity accounted for, each once, joined as the file declares.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import type { Contribution } from '#model/contribution.ts'
import type { RowResult } from '#model/import.ts'
import { activityFile, activityText, transactionText } from '#test/support/activities.ts'
import { course } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())
beforeEach(async () => {
  tracker = await trackers.fresh()
})

const tell = async (pk: string, sk: string): Promise<void> => {
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } }] })
  expect(tracker.faults).toEqual([])
}

interface Read {
  id: string
  counts: object
  rows: RowResult[]
  statuses: string[]
}

const readImport = async (id: string, who: Who): Promise<Read> => {
  const body = await callerOf(tracker, who).read(`/v1/imports/${id}?limit=200`)
  const rows = body.results.items as RowResult[]
  return { id, counts: body.counts, rows, statuses: rows.map(({ status }) => status) }
}

const send = async (file: string | Uint8Array, who: Who = 'coordinator', query = '') =>
  callerOf(tracker, who).send('POST', `/v1/imports${query}`, file, { 'content-type': 'application/xml' })

const imported = async (file: string | Uint8Array, who: Who = 'coordinator', query = ''): Promise<Read> => {
  const { status, body, text } = await send(file, who, query)
  expect({ status, text }).toMatchObject({ status: 202 })
  await tell(`IMPORT#${body.id}`, 'IMPORT')
  return readImport(body.id, who)
}

const partner = async (id: string, name: string, iatiOrganization: string | null = null): Promise<void> => {
  await callerOf(tracker, 'coordinator').made('/v1/partners', {
    id,
    kind: 'member-state',
    names: { en: name },
    ...(iatiOrganization === null ? {} : { iatiOrganization }),
  })
}

const placeAll = async (partners: Record<string, string>): Promise<void> => {
  const coordinator = callerOf(tracker, 'coordinator')
  const { items } = await coordinator.read('/v1/names?limit=200')
  for (const { id, name } of items as { id: string; name: string }[]) {
    const answer = await coordinator.put(`/v1/names/${id}`, { partner: partners[name] }, { 'if-match': '"1"' })
    expect({ name, status: answer.status }).toEqual({ name, status: 200 })
    await tell(`WAITING#${id}`, 'NAME')
  }
}

const contribution = async (id: string | null): Promise<Contribution> =>
  callerOf(tracker, 'coordinator').read(`/v1/contributions/${id}`)

const recorded = async (): Promise<Contribution[]> =>
  (await callerOf(tracker, 'coordinator').read('/v1/contributions?limit=200')).items

const sumOf = ({ transactions }: Contribution, wanted: string): number =>
  Math.round(
    transactions.filter(({ type }) => type === wanted).reduce((sum, { money }) => sum + Number(money.amount) * 100, 0),
  ) / 100

describe('what publishers publish', () => {
  const file = (name: string): Uint8Array => readFileSync(new URL(`iati/${name}.xml`, import.meta.url))

  test('names that are not known wait; placed, the activities go in with their money to the cent', async () => {
    await partner('usaid', 'United States Agency for International Development', 'US-GOV-1')
    await partner('fcdo', 'Foreign, Commonwealth and Development Office', 'GB-GOV-1')
    await partner('liberia', 'Liberia')
    await partner('jordan', 'Jordan')
    await partner('somebody', 'Somebody else')
    const names = [
      'ec-intpa-activity',
      'fcdo-activity',
      'usaid-activity',
      'worldbank-activity',
      'iati-2.03-annotated-example',
    ]
    const imports: Read[] = []
    for (const name of names) imports.push(await imported(file(name)))
    expect(imports.map(({ statuses }) => statuses)).toEqual(names.map(() => ['waiting']))

    const { items } = await callerOf(tracker, 'coordinator').read('/v1/names?limit=200')
    const waiting = (items as { name: string }[]).map(({ name }) => name)
    expect(waiting.toSorted()).toEqual([
      'Adam Smith International',
      'European Commission - International Partnerships',
      'International Bank for Reconstruction and Development',
      'Ministry of Planning and International Cooperation',
      'Name of Agency B',
      'National Association of Regulatory Utility Commissioners',
      'Organisation name',
      'World Bank',
    ])
    await placeAll({
      ...Object.fromEntries(waiting.map((name) => [name, 'somebody'])),
      'European Commission - International Partnerships': 'eu',
    })

    const after = await Promise.all(imports.map(async ({ id }) => readImport(id, 'coordinator')))
    expect(after.map(({ statuses }) => statuses)).toEqual(names.map(() => ['created']))
    const [ec, fcdo, usaid, bank, example] = await Promise.all(
      after.map(async ({ rows }) => contribution(rows[0]?.id ?? null)),
    )
    expect(ec).toMatchObject({
      provider: 'eu',
      beneficiary: 'liberia',
      status: 'active',
      money: { amount: '3114954.73', currency: 'EUR' },
    })
    expect(ec && sumOf(ec, 'disbursement')).toBe(3114954.73)
    expect(fcdo).toMatchObject({
      provider: 'fcdo',
      status: 'completed',
      money: { amount: '2721510.00', currency: 'GBP' },
    })
    expect(fcdo && sumOf(fcdo, 'disbursement')).toBe(2717544)
    expect(usaid).toMatchObject({
      provider: 'usaid',
      beneficiary: 'au',
      title: 'Enhancing Sustainable Utility Regulations (ENSURE)',
    })
    expect(usaid && [sumOf(usaid, 'commitment'), sumOf(usaid, 'disbursement')]).toEqual([7147032, 9010043.2])
    expect(bank).toMatchObject({ beneficiary: 'jordan', money: { amount: '500000000.00' } })
    expect(bank && sumOf(bank, 'disbursement')).toBe(231750000)
    expect(example?.description).toContain("fr: Titre de l'activité")

    for (const name of names) expect((await imported(file(name))).statuses).toEqual(['unchanged'])
  }, 120_000)
})

describe('every activity is accounted for', () => {
  const copier = '<reporting-org ref="X-1" secondary-reporter="1"><narrative>France</narrative></reporting-org>'
  const file = activityFile(
    [
      activityText(transactionText('2', '100'), { id: 'A' }),
      activityText(transactionText('2', 'much'), { id: 'B' }),
      activityText('', { id: 'C', reporter: copier }),
      activityText('', {
        id: 'D',
        reporter: '<reporting-org ref="R-1"><narrative>Ruritania</narrative></reporting-org>',
      }),
      activityText('', { id: 'A' }),
    ].join(''),
  )

  test('in, refused with its place, set aside with a reason, or waiting; good ones go in beside bad ones', async () => {
    const { counts, rows } = await imported(file)

    expect(counts).toEqual({ created: 1, rejected: 2, 'set-aside': 1, waiting: 1 })
    expect(rows).toMatchObject([
      { row: 1, status: 'created' },
      { row: 2, status: 'rejected', errors: [{ column: 'transaction[1]/value', detail: '"much" is no amount.' }] },
      { row: 3, status: 'set-aside', warnings: [{ column: 'reporting-org' }] },
      {
        row: 4,
        status: 'waiting',
        warnings: [{ column: 'reporting-org', detail: expect.stringContaining('Ruritania') }, {}],
      },
      { row: 5, status: 'rejected', errors: [{ detail: expect.stringContaining('activity 1') }] },
    ])
  })

  test('every place that is named is one of an activity, and no column of a sheet', async () => {
    const funded = '<participating-org role="1"><narrative>Sylvania</narrative></participating-org>'
    const tooLong = activityText('', {
      id: 'E',
      attributes: 'default-currency="USD" xml:lang="en"',
      dates: '<activity-date type="2" iso-date="2019-01-01"/><activity-date type="3" iso-date="2018-12-31"/>',
    })
    const { rows } = await imported(activityFile(activityText(funded, { id: 'F' }) + tooLong))

    const named = rows.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ column }) => column))
    expect(new Set(named)).toEqual(new Set(['participating-org', 'activity-date', 'activity-status']))
  })

  test('a dry run says the same and writes nothing', async () => {
    const { statuses } = await imported(file, 'coordinator', '?dryRun=true')

    expect(statuses).toEqual(['created', 'rejected', 'set-aside', 'waiting', 'rejected'])
    expect(await recorded()).toEqual([])
  })

  test('again it changes nothing; an edited activity is updated, its transactions too', async () => {
    await imported(activityFile(activityText(transactionText('2', '100'))))
    expect((await imported(activityFile(activityText(transactionText('2', '100'))), 'eu')).statuses).toEqual([
      'unchanged',
    ])

    const edited = activityText(transactionText('2', '100') + transactionText('3', '40'), {
      title: '<title><narrative>Renamed</narrative></title>',
    })
    const again = await imported(activityFile(edited))

    expect(again.statuses).toEqual(['updated'])
    expect(await recorded()).toHaveLength(1)
    expect(await contribution(again.rows[0]?.id ?? null)).toMatchObject({
      title: 'Renamed',
      revision: 2,
      transactions: [{ type: 'commitment' }, { type: 'disbursement', money: { amount: '40.00' } }],
    })
  })

  test('a partner brings in what it gives or carries out, and nothing else', async () => {
    const { statuses } = await imported(activityFile(activityText()), 'france')

    expect(statuses).toEqual(['rejected'])
  })

  test('a file that is refused is refused whole, and leaves nothing', async () => {
    const refused: [string, string, number][] = [
      ['<!DOCTYPE a [<!ENTITY b "c">]><iati-activities/>', 'text/xml', 422],
      ['<iati-activities version="3.01"/>', 'text/xml', 422],
      [`<iati-activities>${activityText()}`, 'application/xml', 422],
      ['<iati-activities version="2.03"/>', 'text/csv', 415],
      ['partner,title\nEU,x\n', 'application/xml', 415],
    ]
    for (const [text, type, status] of refused)
      expectProblem(await callerOf(tracker, 'eu').send('POST', '/v1/imports', text, { 'content-type': type }), status)
    expect(await recorded()).toEqual([])
  })
})

describe('references of organizations', () => {
  const reporter = (ref: string, name: string): string =>
    `<reporting-org ref="${ref}"><narrative>${name}</narrative></reporting-org>`

  test('a known reference stands for its partner, in any spelling of its name', async () => {
    await partner('usaid', 'United States Agency for International Development', 'US-GOV-1')
    const { rows } = await imported(
      activityFile(activityText('', { reporter: reporter('us-gov-1', 'AID, Washington') })),
    )

    expect(rows[0]?.status).toBe('created')
    expect(await contribution(rows[0]?.id ?? null)).toMatchObject({ provider: 'usaid', reportedBy: 'usaid' })
  })

  test('a reference and a name that mean two partners wait for a coordinator', async () => {
    await partner('usaid', 'United States Agency for International Development', 'US-GOV-1')
    const { rows } = await imported(activityFile(activityText('', { reporter: reporter('US-GOV-1', 'France') })))

    expect(rows[0]?.status).toBe('waiting')
  })
})

describe('hierarchies', () => {
  const child = (id: string, amount: string, parent = 'P'): string =>
    activityText(`${transactionText('2', amount)}<related-activity ref="${parent}" type="1"/>`, { id })
  const parent = (amount: string, more = ''): string => activityText(transactionText('2', amount) + more, { id: 'P' })

  test('parts are joined to their whole wherever it stands in the file, and again they change nothing', async () => {
    const file = activityFile(child('C1', '30') + child('C2', '40') + parent('100'))
    const { rows } = await imported(file)
    const [first, second, whole] = await Promise.all(rows.map(async ({ id }) => contribution(id)))

    expect(first?.relations).toEqual([{ type: 'part-of', contribution: whole?.id }])
    expect(second?.relations).toEqual([{ type: 'part-of', contribution: whole?.id }])
    expect(whole?.relations).toEqual([])
    expect((await imported(file)).statuses).toEqual(['unchanged', 'unchanged', 'unchanged'])
    expect((await recorded()).map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual([1, 2, 2])
  })

  test('the history of a part does not name a whole that its reader may not see', async () => {
    const { rows } = await imported(activityFile(child('C1', '30') + parent('100')))
    const [part, whole] = rows.map(({ id }) => id)
    await callerOf(tracker, 'coordinator').patch(`/v1/contributions/${whole}`, { visibility: 'coordinators' }, 1)

    const history = await callerOf(tracker, 'reader').get(`/v1/contributions/${part}/history`)

    expect(history.status).toBe(200)
    expect(history.text).toContain('as the file declares')
    expect(history.text).not.toContain(whole)
  })

  test('a part that is related to what its importer may not see is joined all the same, and keeps that', async () => {
    const [part] = (await imported(activityFile(child('C1', '30')), 'eu')).rows
    const hidden = { ...course({ provider: 'france', visibility: 'coordinators' }) }
    const { id } = await callerOf(tracker, 'france').made('/v1/contributions', hidden)
    const beside = { type: 'complements', contribution: id }
    await callerOf(tracker, 'coordinator').patch(`/v1/contributions/${part?.id}`, { relations: [beside] }, 1)

    const { rows } = await imported(activityFile(child('C1', '30') + parent('100')), 'eu')

    expect(rows[0]?.warnings.map(({ detail }) => detail).join()).not.toContain('not joined')
    const { relations } = await contribution(part?.id ?? null)
    expect(relations).toHaveLength(2)
    expect(relations).toEqual(expect.arrayContaining([beside, { type: 'part-of', contribution: rows[1]?.id }]))
  })

  test('a whole that names its parts joins them too, also from another file', async () => {
    const first = await imported(activityFile(activityText(transactionText('2', '30'), { id: 'C' })))
    const second = await imported(activityFile(parent('100', '<related-activity ref="C" type="2"/>')))

    expect((await contribution(first.rows[0]?.id ?? null)).relations).toEqual([
      { type: 'part-of', contribution: second.rows[0]?.id },
    ])
  })

  test('parts that would pass their whole stay apart, and their row says so', async () => {
    const { rows } = await imported(activityFile(parent('50') + child('C1', '30') + child('C2', '40')))

    expect(rows.map(({ status }) => status)).toEqual(['created', 'created', 'created'])
    expect((await contribution(rows[1]?.id ?? null)).relations).toHaveLength(1)
    expect((await contribution(rows[2]?.id ?? null)).relations).toEqual([])
    expect(rows[2]?.warnings.map(({ column, detail }) => `${column} ${detail}`).join()).toContain('not joined')
  })

  test('an activity that waited for a name is joined when it goes in', async () => {
    const implementer = '<participating-org role="4"><narrative>Ruritania</narrative></participating-org>'
    const { rows } = await imported(activityFile(child('C1', '30') + parent('100', implementer)))
    expect(rows.map(({ status }) => status)).toEqual(['created', 'waiting'])

    await placeAll({ Ruritania: 'france' })

    expect((await contribution(rows[0]?.id ?? null)).relations).toMatchObject([{ type: 'part-of' }])
  })
})
