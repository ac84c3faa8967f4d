// Trainings as iCalendar, read by an independent parser.
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
const hardTitle = `Formação; "mentoring", a\\b – ${'دورة تدريبية '.repeat(8)}`.trim()
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const record = async (name: string, who: Who, body: unknown): Promise<void> => {
    ids[name] = (await callerOf(tracker, who).made('/v1/contributions', body)).id
  }
  const days = (start: string, end: string | null = null) => ({ period: { start, end } })
  await record('course', 'eu', course({ description: 'Line one\nline two, with a comma', implementers: ['kaiptc'] }))
  await record(
    'clash',
    'france',
    course({ title: 'Other days', provider: 'france', status: 'pledged', ...days('2008-06-14', '2008-06-16') }),
  )
  await record('hard', 'eu', course({ title: hardTitle, beneficiary: 'ecowas', ...days('2008-02-28', '2008-02-29') }))
  await record(
    'open',
    'eu',
    course({ title: 'One day', beneficiary: 'ecowas', subCluster: null, priorityAreas: [], ...days('2008-12-31') }),
  )
  await record('cancelled', 'eu', course({ title: 'Off', status: 'cancelled' }))
  await record('hidden', 'france', course({ title: 'Hidden', provider: 'france', visibility: 'coordinators' }))
  await record('old', 'eu', course({ title: 'Long ago', ...days('2001-01-01') }))
  await record('grant', 'eu', grant())
  await tracker.settled()
})
afterAll(async () => trackers.stop())

const calendar = async (query = '', who: Who = 'eu') => {
  const answer = await callerOf(tracker, who).get(`/v1/calendar.ics${query}`)
  expect({ status: answer.status, type: answer.type, faults: tracker.faults }).toEqual({
    status: 200,
    type: 'text/calendar; charset=utf-8',
    faults: [],
  })
  const parsed = new ICAL.Component(ICAL.parse(answer.text))
  const events = parsed.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  return { text: answer.text, parsed, events, titles: events.map(({ summary }) => summary) }
}

test('is a calendar as RFC 5545 has it: version, product, lines of at most 75 octets that end in CRLF', async () => {
  const { text, parsed } = await calendar()

  expect(parsed.getFirstPropertyValue('version')).toBe('2.0')
  expect(parsed.getFirstPropertyValue('prodid')).toMatch(/Contribution tracker/)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
})

test('has each training once, in order, under an id of its own that stays', async () => {
  const { events, text } = await calendar()

  expect(events.map(({ uid }) => uid)).toEqual(
    ['hard', 'course', 'cancelled', 'clash', 'open'].map((name) => `${ids[name]}@au-contribution-tracker`),
  )
  expect((await calendar()).text).toBe(text)
})

test('days are whole, and the end is the day after the last', async () => {
  const { events } = await calendar()
  const days = events.map(({ startDate, endDate }) => [startDate.isDate, startDate.toString(), endDate.toString()])

  expect(days).toEqual([
    [true, '2008-02-28', '2008-03-01'],
    [true, '2008-06-04', '2008-06-15'],
    [true, '2008-06-04', '2008-06-15'],
    [true, '2008-06-14', '2008-06-17'],
    [true, '2008-12-31', '2009-01-01'],
  ])
})

test('every event says when it was last changed, in which revision, and how sure it is', async () => {
  const { events } = await calendar()

  expect(events.map(({ component }) => component.getFirstPropertyValue('dtstamp')?.toString())).toEqual(
    Array.from({ length: 5 }, () => '2008-06-02T09:00:00Z'),
  )
  expect(events.map(({ component }) => component.getFirstPropertyValue('status'))).toEqual([
    'CONFIRMED', 'CONFIRMED', 'CANCELLED', 'TENTATIVE', 'CONFIRMED',
  ]) // prettier-ignore
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 1, 1, 1, 1])
})

test('texts come back as they were written', async () => {
  const { events, titles } = await calendar()

  expect(titles[0]).toBe(hardTitle)
  expect(events[1]?.description).toContain('Line one\nline two, with a comma')
  expect(events[1]?.description).toContain('Implementers: kaiptc')
  expect(events[1]?.location).toBe('Nairobi, KE')
})

test('clashes are marked on both sides, and name each other', async () => {
  const { events, titles } = await calendar()

  expect(titles.filter((title) => title.startsWith('CLASH: '))).toEqual([
    'CLASH: Mission leadership course for senior officers',
    'CLASH: Other days',
  ])
  expect(events[1]?.description).toContain('Clash: Other days (france, 2008-06-14 to 2008-06-16)')
})

test.each([
  ['?subCluster=peace-and-security-architecture', 4],
  ['?partner=france', 1],
  ['?partner=eu&subCluster=peace-and-security-architecture', 3],
  ['?from=2000-01-01&to=2001-12-31', 1],
  ['?from=2008-12-01', 1],
])('%s', async (query, count) => {
  expect((await calendar(query)).events).toHaveLength(count)
})

test('shows nobody what is not theirs to see', async () => {
  expect((await calendar()).text).not.toContain('Hidden')
  expect((await calendar('', 'france')).text).toContain('Hidden')
})

test('what is no filter is refused', async () => {
  const answer = await callerOf(tracker, 'eu').get('/v1/calendar.ics?colour=red')

  expectProblem(answer, 400, 'bad-query')
  expect(answer.text).not.toContain('VCALENDAR')
})
