// Every list as a file: all of it, as the caller may see it, narrowed as the list is, and nothing in it that runs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importColumns } from '#model/importColumns.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { csvRecords, sheetsOf } from '#test/support/files.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const record = async (name: string, who: Who, body: unknown): Promise<void> => {
    ids[name] = (await callerOf(tracker, who).made('/v1/contributions', body)).id
  }
  await record('course', 'eu', course({ implementers: ['kaiptc'], places: [{ country: 'KE', name: 'Nairobi' }] }))
  await record('twin', 'france', course({ provider: 'france' }))
  await record('formula', 'eu', grant({ title: '=HYPERLINK("http://x","y")', description: '+1\n-1' }))
  await record('hidden', 'france', grant({ provider: 'france', title: 'Hidden', visibility: 'coordinators' }))
  await record('birr', 'eu', grant({ title: 'Paid in birr', money: { amount: '2400000.00', currency: 'ETB' } }))
  await callerOf(tracker, 'coordinator').made('/v1/needs', need({ measure: 'usd', amount: '500000' }))
  await callerOf(tracker, 'coordinator').made('/v1/needs', need({ title: 'Nobody knows how much', amount: null }))
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

const file = async (path: string, who: Who = 'eu') => {
  const answer = await callerOf(tracker, who).get(`/v1/exports/${path}`)
  expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({ status: 200, text: '' })
  expect(tracker.faults).toEqual([])
  return answer
}
const records = async (path: string, who: Who = 'eu') => csvRecords((await file(path, who)).bytes)

const lists = ['contributions', 'needs', 'findings', 'coverage', 'gaps', 'partners', 'taxonomy']

const sentAs: Record<string, string> = {
  csv: 'text/csv',
  'hxl.csv': 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson',
}

describe.each(lists.filter((name) => name !== 'contributions'))('%s given to import', (name) => {
  test.each(Object.entries(sentAs))(
    'as %s is refused in one sentence, and nothing of it comes in',
    async (ending, type) => {
      const before = await tracker.items()

      const answer = await callerOf(tracker, 'coordinator').send(
        'POST',
        '/v1/imports',
        (await file(`${name}.${ending}`, 'coordinator')).bytes,
        { 'content-type': type },
      )

      expectProblem(answer, 422, 'unreadable-file')
      expect(answer.body.detail).toMatch(new RegExp(`^This is an export of ${name}, and only contributions come in`))
      expect((await tracker.items()).filter((item) => !/"(?:WRITES|SECRET)#/.test(item))).toEqual(
        before.filter((item) => !/"(?:WRITES|SECRET)#/.test(item)),
      )
    },
  )
})

describe.each(lists)('%s', (name) => {
  test('says the same in CSV, with HXL tags, as a workbook and as JSON Lines', async () => {
    const [csv, hxl, xlsx, jsonl] = await Promise.all(
      ['csv', 'hxl.csv', 'xlsx', 'jsonl'].map(async (ending) => file(`${name}.${ending}`)),
    )
    const rows = csvRecords(csv?.bytes ?? new Uint8Array())
    const tagged = csvRecords(hxl?.bytes ?? new Uint8Array())
    const [sheet, codes] = Object.values(await sheetsOf(xlsx?.bytes ?? new Uint8Array()))
    const header = Object.keys(rows[0] ?? {})

    expect(rows.length).toBeGreaterThan(0)
    expect(Object.values(tagged[0] ?? {}).every((tag) => /^#[a-z]+(\+[a-z0-9_]+)*$/.test(tag))).toBe(true)
    expect(tagged.slice(1)).toEqual(rows)
    expect(sheet?.[0]).toEqual(header)
    expect(sheet).toHaveLength(rows.length + 1)
    expect(codes?.map(([vocabulary]) => vocabulary)).toEqual(expect.arrayContaining(['status', 'modality', 'partner']))
    expect(
      jsonl?.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(rows.length)
  })

  test('is saved under its name and day, with the type of its format', async () => {
    const answer = await file(`${name}.csv`)

    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}-2008-06-02.csv"`)
    expect(answer.type).toBe('text/csv; charset=utf-8')
  })
})

test('contributions have the columns of an import', async () => {
  const [first] = await records('contributions.csv')

  expect(Object.keys(first ?? {})).toEqual([...importColumns])
})

test('a row says what the contribution says', async () => {
  const row = (await records('contributions.csv')).find(({ id }) => id === ids['course'])

  expect(row).toMatchObject({
    partner: 'eu',
    implementing_partner: 'kaiptc',
    amount: '100000.00',
    currency: 'EUR',
    start_date: '2008-06-04',
    country: 'KE',
    reported_by: 'eu',
    revision: '1',
  })
})

test('cells of a workbook have types, and text that would run is text', async () => {
  const { Contributions = [] } = await sheetsOf((await file('contributions.xlsx')).bytes)
  const [header = [], ...rows] = Contributions
  const cell = (title: string, column: string) =>
    rows.find((row) => row[header.indexOf('title')] === title)?.[header.indexOf(column)]

  expect(cell('Mission leadership course for senior officers', 'amount')).toBe(100_000)
  expect(cell('Mission leadership course for senior officers', 'start_date')).toBe('2008-06-04')
  expect(cell('=HYPERLINK("http://x","y")', 'description')).toBe('+1\n-1')
})

test('in CSV text that would run begins with an apostrophe', async () => {
  const row = (await records('contributions.csv')).find(({ id }) => id === ids['formula'])

  expect(row).toMatchObject({ title: `'=HYPERLINK("http://x","y")`, description: `'+1\n-1` })
})

describe('the same filters as the list', () => {
  test.each([
    ['provider=france', 1],
    ['partner=kaiptc', 1],
    ['q=leadership', 2],
    ['status=committed', 2],
    ['from=2008-06-10&to=2008-06-20', 2],
    ['updatedSince=2030-01-01T00:00:00Z', 0],
  ])('%s', async (query, count) => {
    const listed = await callerOf(tracker, 'eu').read(`/v1/contributions?${query}`)

    const exported = await records(`contributions.csv?${query}`)

    expect(exported.map(({ id }) => id)).toEqual(listed.items.map(({ id }: { id: string }) => id))
    expect(exported).toHaveLength(count)
  })

  test('coverage has the groupings and measures of coverage', async () => {
    const listed = await callerOf(tracker, 'eu').read('/v1/coverage?groupBy=provider,year')

    const exported = await records('coverage.csv?groupBy=provider,year')

    expect(exported).toHaveLength(listed.items.length)
    expect(exported[0]).toMatchObject({
      measure: 'usd',
      provider: listed.items[0].provider,
      year: '2008',
      arranged_reported: listed.items[0].arranged.reported,
      arranged_expected: listed.items[0].arranged.net.expected,
    })
  })

  test('coverage has what stands beside the figures, list by list or all in one file', async () => {
    const byList = await Promise.all(
      ['items', 'shared', 'unspecified', 'unconverted', 'unquantifiedNeeds'].map(async (list) =>
        records(`coverage.csv?list=${list}`),
      ),
    )
    const all = await records('coverage.csv?list=all')

    expect(all).toEqual(byList.flat())
    expect(byList[3]).toMatchObject([
      { list: 'unconverted', title: 'Paid in birr', amount: '2400000.00', currency: 'ETB', arranged_reported: '' },
    ])
    expect(byList[4]).toMatchObject([{ list: 'unquantifiedNeeds', title: 'Nobody knows how much', amount: '' }])
  })

  test.each([
    ['contributions.csv?provider=eu&beneficiary=auc'],
    ['contributions.xlsx?colour=red'],
    ['contributions.jsonl?q=a'],
    ['contributions.csv?from=2008-02-01&to=2008-01-01'],
    ['contributions.xlsx?q=a%20b'],
    ['contributions.csv?limit=5'],
    ['coverage.csv?groupBy=colour'],
    ['coverage.csv?from=2008-01-02'],
    ['needs.csv?beneficiary=auc&subCluster=peace-and-security-architecture'],
  ])('%s is refused before anything is answered', async (path) => {
    const answer = await callerOf(tracker, 'eu').get(`/v1/exports/${path}`)

    expectProblem(answer, 400, 'bad-query')
    expect(answer.headers.get('content-disposition')).toBeNull()
  })

  test('a format that there is not is no path', async () => {
    const answer = await callerOf(tracker, 'eu').get('/v1/exports/contributions.pdf')

    expectProblem(answer, 404, 'no-such-path')
    expect(answer.status).toBe(404)
  })
})

describe('what a caller may not see is in no format', () => {
  test.each(['csv', 'hxl.csv', 'jsonl'])('%s', async (ending) => {
    expect((await file(`contributions.${ending}`)).text).not.toContain('Hidden')
    expect((await file(`contributions.${ending}`, 'france')).text).toContain('Hidden')
    expect((await file(`contributions.${ending}`, 'coordinator')).text).toContain('Hidden')
  })

  test('xlsx', async () => {
    const seen = async (who: Who) => JSON.stringify(await sheetsOf((await file('contributions.xlsx', who)).bytes))

    expect(await seen('eu')).not.toContain('Hidden')
    expect(await seen('france')).toContain('Hidden')
  })

  test('figures are those of the caller', async () => {
    const sum = async (who: Who) => {
      const [row] = await records('coverage.csv?groupBy=none', who)
      return row?.['announced_reported']
    }

    expect(await sum('coordinator')).not.toBe(await sum('eu'))
  })

  test('a token is needed', async () => {
    const answer = await tracker.bearing(undefined).get('/v1/exports/contributions.csv')

    expectProblem(answer, 401, 'unauthenticated')
    expect(answer.text).not.toContain('Mission')
  })
})

test('a list of several pages is whole, in its order, each record once', { timeout: 60_000 }, async () => {
  const many = await trackers.fresh()
  const caller = callerOf(many, 'coordinator')
  for (let made = 0; made < 210; made += 15)
    await Promise.all(
      Array.from({ length: 15 }, async (_, at) => caller.made('/v1/needs', need({ title: `Need ${made + at}` }))),
    )

  const rows = csvRecords((await caller.get('/v1/exports/needs.csv')).bytes)

  expect(new Set(rows.map(({ id }) => id)).size).toBe(210)
  expect(rows).toHaveLength(210)
})

test('findings show both sides, the decision and the reasons', async () => {
  const [finding] = (await records('findings.csv')).filter(({ kind }) => kind !== 'oversupply')

  expect(new Set([finding?.['a_id'], finding?.['b_id']])).toEqual(new Set([ids['course'], ids['twin']]))
  expect(finding?.['evidence']).toContain(';')
  expect(Number(finding?.['score'])).toBeGreaterThan(0)
})
