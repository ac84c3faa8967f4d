// The printable page: whole in itself, escaped throughout, and saying nothing that the report does not say.
import { reportHtml } from '#documents/reportHtml.ts'
import type { Report } from '#model/report.ts'
import { describe, expect, test } from 'vitest'
import { countsOf } from './fixtures/entries.ts'
import { tagsOf, textOf } from './fixtures/htmlText.ts'
import { emptyReport, firstReport, sampleReport } from './fixtures/sampleReport.ts'

/** All of a report on one page. */
const written = (report: Report): string => reportHtml(report, countsOf(report))

const page = written(sampleReport())

test('is one page that loads nothing', () => {
  const tags = tagsOf(page)

  expect(page.startsWith('<!doctype html>')).toBe(true)
  expect(page).toContain('<html lang="en" dir="ltr">')
  expect(
    tags.filter(({ name }) => ['script', 'link', 'img', 'iframe', 'object', 'base', 'form'].includes(name)),
  ).toEqual([])
  expect(tags.filter(({ attributes }) => /\b(?:src|on\w+|style|srcset|xlink:href)=/.test(attributes))).toEqual([])
  expect(page).not.toMatch(/url\(|@import|https?:/)
})

test('links only to places in itself that exist', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  const links = [...page.matchAll(/ href="([^"]+)"/g)].map(([, target = '']) => target)

  expect(links.filter((target) => !target.startsWith('#') || !ids.has(target.slice(1)))).toEqual([])
  expect(links.length).toBeGreaterThan(10)
  expect(page.match(/ id="/g)).toHaveLength(ids.size)
})

test('gives every table a caption and every heading a scope', () => {
  const tags = tagsOf(page)
  const named = (wanted: string) => tags.filter(({ name }) => name === wanted)

  expect(named('caption')).toHaveLength(named('table').length)
  expect(named('th').filter(({ attributes }) => !/scope="(?:col|row|rowgroup)"/.test(attributes))).toEqual([])
  expect(named('svg').filter(({ attributes }) => !/aria-label=|aria-hidden=/.test(attributes))).toEqual([])
  expect(named('h1')).toHaveLength(1)
})

test('closes every element that it opens', () => {
  const open: string[] = []
  const crossed: string[] = []
  for (const [, slash, name = '', selfClosed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (selfClosed || ['meta', 'br'].includes(name)) continue
    if (!slash) open.push(name)
    else if (open.pop() !== name) crossed.push(name)
  }

  expect([open, crossed]).toEqual([[], []])
})

describe('what partners wrote', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    'javascript:alert(1)',
    '</style><svg onload=alert(1)>',
    '&lt;b&gt; & <!-- -->',
    '\u062f\u0639\u0645 \u202e<b>',
    '${1+1} {{7*7}}',
    'x'.repeat(500),
  ]

  test.each(hostile)('stays text: %s', (text) => {
    const poisoned = everywhere(sampleReport(), text)
    const shown = written(poisoned)

    expect(tagsOf(shown).map(({ name }) => name)).toEqual(
      tagsOf(written(everywhere(sampleReport(), 'x'))).map(({ name }) => name),
    )
    expect(textOf(shown)).toContain(text.slice(0, 30).replaceAll(/\s+/g, ' ').trim())
    expect(shown).not.toMatch(/<script|<img|<svg onload|<b>/)
  })

  test('keeps its language and direction', () => {
    expect(page).toContain('<bdi lang="ar">')
    expect(page).toContain('<bdi lang="fr">')
  })
})

test('shows no number that the report does not hold', () => {
  const report = sampleReport()
  const methodNotes = textOf(page.slice(page.indexOf('id="method"'), page.indexOf('<footer>')))
  const shown =
    textOf(page)
      .replace(methodNotes, ' ')
      .match(/\d[\d,]*(?:\.\d+)?/g) ?? []
  const held = numbersOf(report)

  expect([...new Set(shown)].filter((number) => !held.has(number.replaceAll(',', '').replace(/\.00$/, '')))).toEqual([])
  expect(shown.length).toBeGreaterThan(200)
  expect(methodNotes).not.toMatch(/\d/)
})

test('says in words what is empty', () => {
  const text = textOf(written(emptyReport()))

  for (const sentence of [
    'No open duplicate findings.',
    'Nothing: no finding is open.',
    'no need with a figure is registered',
    'No open overlaps of effort.',
    'Nothing arranged passes its need.',
    'No partner disputes a finding.',
    'no area lost its cover',
    'No pledge lapses',
    'is within its period',
    'This is the first report',
  ])
    expect(text).toContain(sentence)
})

test('says what was lost, what lapses, what is stale, and whom to ask about a gap', () => {
  const text = textOf(page).replaceAll('\u00a0', ' ')

  for (const sentence of [
    '1 area lost cover: Mediation and Panel of the Wise, African Union Commission.',
    '2 pledges lapse within ninety days, the next on 14 May 2008 (Germany).',
    '1 contribution is past the end and still counted as arranged.',
    '4 series of contributions recur, 2 with an edition in 2008. Years left out: Staff course 2008 (Germany): 2006, 2007.',
    'Support to mediation teams',
    'Advisers to the planning unit',
    'Germany: a confirmed overlap of its support could be redirected; active in this area',
  ])
    expect(text).toContain(sentence)
})

test('cuts long lists and says so', () => {
  const report = sampleReport()
  const [row] = report.gaps
  const text = textOf(written({ ...report, gaps: row ? Array.from({ length: 450 }, () => row) : [] }))

  expect(text).toContain('And 445 more gaps on the following pages.')
  expect(text).toContain('150 more gaps are left out here')
})

test('prints the most urgent rows of a long list, says how many are not printed, and shows all on a screen', () => {
  const sample = sampleReport()
  const [need] = sample.unquantifiedNeeds
  if (!need) throw new Error('The sample has no need without a figure.')
  const needs = Array.from({ length: 40 }, (_, at) => ({ ...need, title: `Need ${at + 1}` }))
  const long = written({ ...sample, unquantifiedNeeds: needs })
  const [, unprinted = ''] = /<tbody class="unprinted">([\s\S]*?)<\/tbody>/.exec(long) ?? []

  expect(textOf(unprinted).match(/Need \d+/g)).toEqual(needs.slice(15).map(({ title }) => title))
  expect(textOf(long)).toContain('25 more needs are not printed: this page on a screen shows them')
  expect(textOf(long)).toContain('Need 15')
  expect(page).not.toContain('class="unprinted"')
})

test('shows the first entries of a list, and says how many more there are and where', () => {
  const report = sampleReport()
  const text = textOf(reportHtml(report, { ...countsOf(report), duplicates: 5200, overlaps: 201 }))

  expect(text).toContain('5000 more groups are left out here; the CSV and JSON files of this report hold all.')
  expect(text).toContain('1 more findings are left out here')
})

test('prints a first report, which has nothing to compare', () => {
  expect(textOf(written(firstReport()))).toContain('there is nothing to compare it with')
})

function everywhere(report: Report, text: string): Report {
  const free = new Set([
    'title',
    'name',
    'note',
    'text',
    'by',
    'question',
    'reason',
    'document',
    'paragraph',
    'confirmedBy',
  ])
  const lists = new Set(['titles', 'for', 'against', 'inCommon', 'reopenedBecause', 'because'])
  return JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (free.has(key) && typeof value === 'string') return text
    return lists.has(key) && Array.isArray(value) ? value.map(() => text) : value
  }) as Report
}

/** Every number in the report as it may be printed: exact, in whole dollars, as a percentage, as a length, as a date. */
function numbersOf(report: Report): Set<string> {
  const held = new Set<string>()
  const add = (value: unknown): void => {
    if (Array.isArray(value)) for (let left = 0; left <= value.length; left++) held.add(String(left))
    if (typeof value === 'number')
      for (const shown of [value, Math.round(value * 100), Math.floor(value * 100)]) held.add(String(shown))
    if (typeof value === 'string')
      for (const [number] of value.matchAll(/\d+(?:\.\d+)?/g)) {
        const short = number.replace(/\.00$/, '')
        for (const shown of [number, short, String(Math.round(Number(number))), String(Number(number))]) held.add(shown)
      }
    if (value !== null && typeof value === 'object') Object.values(value).forEach(add)
  }
  add(report)
  return held
}
