// FTS as a proof: our net total is the one that FTS publishes, to the dollar, and the account explains all of the difference.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { sentFlow, sentPage } from '#test/support/ftsFlows.ts'

const folder = mkdtempSync(join(tmpdir(), 'fts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const cli = new URL('../../functions/fts/cli.ts', import.meta.url).pathname
const pagesFolder = new URL('pages/', import.meta.url).pathname
const pages = readdirSync(pagesFolder)
  .filter((name) => name.endsWith('.gz'))
  .map((name) => join(pagesFolder, name))
const pagesOf = (location: number): string[] => pages.filter((path) => path.includes(`locationid-${location}-`))

const fts = (...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...given], { encoding: 'utf8' })
  return { status, stderr, items: stdout === '' ? [] : JSON.parse(stdout).items }
}

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const cents = (amount: string): bigint => BigInt(amount.replace('.', ''))
const sum = (lines: { amount: string }[]): bigint => lines.reduce((total, { amount }) => total + cents(amount), 0n)

describe.each([
  ['Afghanistan', 1, 484, '826075730.00', '725591299.00', '0.00'],
  ['Jordan', 114, 478, '900004079.00', '714246261.00', '81128.00'],
])('%s in 2020', (place, location, flows, naive, published, pledges) => {
  test('is counted to the dollar, and every dollar of the difference has its cause', () => {
    const { status, stderr, items } = fts('--flows', ...pagesOf(location))

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [answer] = items
    expect(answer).toMatchObject({ place, year: '2020', flows, naive, net: published, published, difference: '0.00' })
    expect(answer.pledges).toEqual({ net: pledges, published: pledges })
    expect(sum(answer.explain.counted)).toBe(cents(published))
    expect(sum(answer.explain.leftOut)).toBe(cents(naive) - cents(published))
    expect(answer.lines).toHaveLength(flows)
    expect(sum(answer.lines.filter(({ rule }: { rule: string }) => rule !== 'counted'))).toBe(
      cents(naive) - cents(published),
    )
  })
})

test('pages of several searches come in any order, and are told apart', () => {
  const { status, items } = fts(...pages.toReversed())

  expect(status).toBe(0)
  expect(items.map(({ place }: { place: string }) => place).toSorted()).toEqual(['Afghanistan', 'Jordan'])
  expect(items[0].lines).toBeUndefined()
})

test('a published total that is not ours is said, and the account printed all the same', () => {
  const path = file('other.json', sentPage([sentFlow()], { published: 900 }))

  expect(fts(path)).toMatchObject({
    status: 2,
    stderr: 'fts: Chad, 2020: 1000.00 USD count here, FTS publishes 900.00.\n',
    items: [{ difference: '100.00' }],
  })
})

test('a search that found nothing is an answer', () => {
  expect(fts(file('empty.json', sentPage([])))).toMatchObject({ status: 0, items: [{ place: null, naive: '0.00' }] })
})

describe('what cannot be counted gets one line', () => {
  const refused = (reason: string) => ({ status: 1, stderr: `fts: ${reason}\n`, items: [] })

  test('a missing page', () => {
    const paths = pagesOf(1).filter((path) => !path.includes('page-2'))
    expect(fts(...paths)).toEqual(
      refused(
        'Afghanistan, 2020: 284 of 484 flows in custom-search-locationid-1-year-2020-page-3.json.gz, custom-search-locationid-1-year-2020.json.gz: a page is missing.',
      ),
    )
  })

  test('a page that is given twice', () => {
    const [path = ''] = pagesOf(114)
    const reason = fts(...pagesOf(114), path)
    expect(reason.status).toBe(1)
    expect(reason.stderr).toMatch(/^fts: \S+: flow \d+ is already in \S+; give each page once\.\n$/)
  })

  test('a flow that comes twice in a page', () => {
    const path = file('twice.json', sentPage([sentFlow(), sentFlow()]))
    expect(fts(path)).toEqual(refused('twice.json: flow 1001 is already in twice.json; give each page once.'))
  })

  test('more flows than the search has', () => {
    const path = file('more.json', sentPage([sentFlow(), sentFlow({ id: 2 })], { count: 1 }))
    expect(fts(path)).toEqual(refused('Chad, 2020: 2 of 1 flows in more.json: there are more than the search has.'))
  })

  test.each([
    [
      'an unknown boundary',
      sentPage([sentFlow({ boundary: 'sideways' })]),
      'bad.json: Flow 1 (1001): boundary: "sideways" is none of incoming, internal, outgoing.',
    ],
    [
      'half a page',
      gunzipSync(readFileSync(pages[0] ?? ''))
        .subarray(0, 5000)
        .toString(),
      'bad.json: The file is not valid JSON.',
    ],
    [
      'no page',
      '{"items":[]}',
      'bad.json: This is no page of FTS flows: data: Invalid input: expected object, received undefined',
    ],
  ])('%s', (_name, content, reason) => {
    expect(fts(file('bad.json', content))).toEqual(refused(reason))
  })

  test('no file', () => {
    expect(fts(join(folder, 'none.json'))).toEqual(refused(`There is no file ${join(folder, 'none.json')}.`))
    expect(fts()).toEqual(refused('usage: npm run --silent fts -- [--flows] FILE.json[.gz]...'))
  })

  test('bytes that are no archive', () => {
    expect(fts(file('bad.json.gz', 'plain'))).toMatchObject({ status: 1, stderr: expect.stringMatching(/^fts: .+\n$/) })
  })
})
