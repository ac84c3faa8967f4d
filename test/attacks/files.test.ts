// Attacks 61 to 70: files that are not what they say, or cost more than they weigh. Refused whole, and nothing is kept.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConsumer as coverage } from '#functions/coverage/consumer.ts'
import { createConsumer as findings } from '#functions/findings/consumer.ts'
import { createConsumer as importer } from '#functions/importer/consumer.ts'
import { course, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { dataOf, partsOf, workbook, zipped } from '#test/readers/workbooks.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const sheet = (parts: Record<string, string> = {}) =>
  workbook([{ name: 'Rows', data: dataOf([['partner', 'title']]) }], parts)
const withXml = async (prolog: string) => sheet({ 'xl/sharedStrings.xml': `${prolog}<sst><si><t>&x;</t></si></sst>` })
const laughs = `<!DOCTYPE l [${Array.from({ length: 9 }, (_, at) => `<!ENTITY x${at} "${`&x${at - 1};`.repeat(10)}">`).join('')}]>`
const row = 'partner,title,amount\nEU,Course,100\n'

type Bytes = string | Uint8Array
const files: [number, string, () => Bytes | Promise<Bytes>, type: string, status: number, problem: string][] = [
  [
    61,
    'an archive that climbs out',
    () =>
      sheet({ 'xl/media/aa/bb': 'x' }).then((zip) =>
        Buffer.from(zip.toString('latin1').replaceAll('xl/media/aa/bb', '../../../../pwn'), 'latin1'),
      ),
    xlsx,
    422,
    'unreadable-file',
  ],
  [61, 'an archive cut in half', async () => (await sheet()).subarray(0, 300), xlsx, 422, 'unreadable-file'],
  [
    61,
    'an archive within an archive',
    () => sheet({ 'xl/embeddings/a.zip': 'PK\u0003\u0004' }),
    xlsx,
    422,
    'unreadable-file',
  ],
  [
    62,
    'a cell in column 16,384',
    () => workbook([{ name: 'Rows', data: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }]),
    xlsx,
    422,
    'unreadable-file',
  ],
  [
    63,
    'an external entity',
    () => withXml('<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    xlsx,
    422,
    'unreadable-file',
  ],
  [
    63,
    'an entity over HTTP',
    () => withXml('<!DOCTYPE s [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'),
    xlsx,
    422,
    'unreadable-file',
  ],
  [
    63,
    'a parameter entity',
    () => withXml('<!DOCTYPE s [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>'),
    xlsx,
    422,
    'unreadable-file',
  ],
  [63, 'a billion laughs', () => withXml(laughs), xlsx, 422, 'unreadable-file'],
  [63, 'any document type at all', () => withXml('<!DOCTYPE sst>'), xlsx, 422, 'unreadable-file'],
  [
    65,
    'a quote that never closes',
    () => `partner,title\n"EU,${'x'.repeat(1_200_000)}`,
    'text/csv',
    422,
    'unreadable-file',
  ],
  [
    65,
    'a line of two megabytes',
    () => `partner,title\nEU,${'x'.repeat(2_000_000)}\n`,
    'text/csv',
    422,
    'unreadable-file',
  ],
  [65, 'nothing', () => '', 'text/csv', 422, 'unreadable-file'],
  [66, 'a workbook that says it is CSV', () => sheet(), 'text/csv', 415, 'wrong-file-type'],
  [66, 'CSV that says it is a workbook', () => row, xlsx, 415, 'wrong-file-type'],
  [66, 'a PDF', () => '%PDF-1.7\n', 'text/csv', 415, 'wrong-file-type'],
  [66, 'a program', () => row, 'application/x-msdownload', 415, 'wrong-file-type'],
  [66, 'a page', () => row, 'text/html', 415, 'wrong-file-type'],
  [66, 'no type at all', () => row, '', 415, 'wrong-file-type'],
  [66, 'an archive that is no workbook', () => zipped({ 'a.txt': 'x' }), xlsx, 422, 'unreadable-file'],
  [66, 'a workbook without sheets', () => zipped({ ...partsOf([]) }), xlsx, 422, 'unreadable-file'],
]

const keptFiles = async (): Promise<string[]> => {
  const folder = tracker.config.REPORT_STORE.replace('file:', '')
  return readdir(folder, { recursive: true }).then(
    (names) => names.filter((name) => /\.\w+$|[\da-f-]{30}/.test(name)),
    () => [],
  )
}

describe('a file that is refused', () => {
  test.each(files)('%i. %s', async (_number, _name, bytes, type, status, problem) => {
    const before = await tracker.items()

    const answer = await callerOf(tracker, 'eu').send('POST', '/v1/imports', await bytes(), { 'content-type': type })

    expectProblem(answer, status, problem)
    expect(kindsChanged(before, await tracker.items())).toEqual([])
    expect(await keptFiles()).toEqual([])
    expect(tracker.faults).toEqual([])
  })
})

test('70. a file that is exchanged after it was judged changes nothing of what goes in', async () => {
  const fresh = await trackers.fresh()
  const file = 'partner,title,amount,currency,value_date\nEU,As it was judged,100,USD,2008-06-01\n'
  const eu = callerOf(fresh, 'eu')
  const taken = await eu.send('POST', '/v1/imports', file, { 'content-type': 'text/csv' })
  const kept = join(fresh.config.REPORT_STORE.replace('file:', ''), 'imports', taken.body.id)
  expect(await readFile(kept, 'utf8')).toBe(file)
  await writeFile(kept, file.replace('As it was judged,100', 'Exchanged,999999'))

  await fresh.settled()

  const { items } = await eu.read('/v1/contributions?provider=eu')
  expect(items.map(({ title, money }: { title: string; money: object }) => [title, money])).toEqual([
    ['As it was judged', expect.objectContaining({ amount: '100' })],
  ])
}, 90_000)

test('81. what the consumers write brings them to no further write', async () => {
  const fresh = await trackers.fresh()
  for (const provider of ['eu', 'france'])
    await callerOf(fresh, provider as 'eu').made('/v1/contributions', course({ provider }))
  await callerOf(fresh, 'coordinator').made('/v1/needs', need())
  await fresh.settled()
  /** Every consumer hears that these items have just changed; answers the items that are other than they were. */
  const heard = async (items: readonly string[]): Promise<string[]> => {
    const before = new Set(await fresh.items())
    const Records = items.map((item, at) => {
      const { pk, sk } = JSON.parse(item) as Record<'pk' | 'sk', { S: string }>
      return { dynamodb: { SequenceNumber: String(at), Keys: { pk, sk } } }
    })
    for (const create of [findings, coverage, importer]) await create(fresh.services)({ Records })
    return (await fresh.items()).filter((item) => !before.has(item))
  }

  const firstHop = await heard(await fresh.items())

  // A row's own version at most: what they keep says the same, and nobody follows it.
  expect(await heard(firstHop)).toEqual([])
  expect(firstHop.filter((item) => /"pk":\{"S":"(?:CONTRIBUTION|NEED|FINDING|AUDIT|HISTORY)#/.test(item))).toEqual([])
}, 90_000)

describe('73. a stream record that is none of ours', () => {
  const keys = (pk: unknown, sk: unknown) => ({
    dynamodb: { SequenceNumber: '1', Keys: { pk: { S: pk }, sk: { S: sk } } },
  })

  test.each<[string, unknown[]]>([
    ['without anything', [{}]],
    ['without keys', [{ dynamodb: { SequenceNumber: '1' } }]],
    ['with a key of nobody', [keys('NOTHING#x', 'NOTHING')]],
    ['of a contribution that does not exist', [keys('CONTRIBUTION#ghost', 'CONTRIBUTION')]],
    ['of a finding that does not exist', [keys('FINDING#ghost', 'DECISIONS')]],
    ['of an import that does not exist', [keys('IMPORT#ghost', 'IMPORT')]],
    [
      'with an image that claims what the table does not hold',
      [
        {
          ...keys('CONTRIBUTION#ghost', 'CONTRIBUTION'),
          eventName: 'INSERT',
          NewImage: { record: { M: { id: { S: 'ghost' } } } },
        },
      ],
    ],
  ])('%s makes no record of any kind', async (_name, records) => {
    const entered = async () =>
      (await tracker.items()).filter((item) =>
        /"pk":\{"S":"(?:CONTRIBUTION|NEED|FINDING|COVERAGE|AUDIT|IMPORT)#/.test(item),
      )
    const before = await entered()

    for (const create of [findings, coverage, importer]) {
      // Passed over, or given back and at last put aside in the failure queue: never applied.
      await create(tracker.services)({ Records: records as never })
    }

    expect(await entered()).toEqual(before)
  })
})
