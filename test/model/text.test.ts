// Codes, ids, days, instants and plain text: what is taken, what is refused, and how it is kept.
import { Code, Day, Instant, Language, line, paragraphs, RecordId, Source } from '#model/text.ts'
import { describe, expect, test } from 'vitest'
import { refusals } from './refusals.ts'

test.each(['mission-planning', 'un', 'p5', 'a'.repeat(80)])('takes the code %s', (code) => {
  expect(refusals(Code, code)).toEqual([])
})

test.each([
  ['', 'Must be a kebab-case code.'],
  ['Mission', 'Must be a kebab-case code.'],
  ['mission--planning', 'Must be a kebab-case code.'],
  ['-mission', 'Must be a kebab-case code.'],
  ['mission planning', 'Must be a kebab-case code.'],
  ['a'.repeat(81), 'Too big: expected string to have <=80 characters'],
  [7, 'Invalid input: expected string, received number'],
  [null, 'Invalid input: expected string, received null'],
])('refuses the code %s', (code, detail) => {
  expect(refusals(Code, code)).toEqual([`: ${detail}`])
})

test('takes an opaque record id, and nothing that a path or a key could break on', () => {
  expect(refusals(RecordId, '0190-Ab_z')).toEqual([])
  expect(refusals(RecordId, 'a/b')).toEqual([': Must be a record id.'])
  expect(refusals(RecordId, '')).toEqual([': Must be a record id.'])
  expect(refusals(RecordId, 'a'.repeat(65))).toEqual([': Too big: expected string to have <=64 characters'])
})

test.each(['2008-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('takes the day %s', (day) => {
  expect(refusals(Day, day)).toEqual([])
})

test.each([
  ['2008-02-30', ['There is no such day in the calendar.']],
  ['2007-02-29', ['There is no such day in the calendar.']],
  ['1900-02-29', ['There is no such day in the calendar.']],
  ['2008-13-01', ['There is no such day in the calendar.']],
  ['2008-00-10', ['There is no such day in the calendar.']],
  ['2008-01-00', ['There is no such day in the calendar.']],
  ['2008-04-31', ['There is no such day in the calendar.']],
  ['1899-12-31', ['Must be a day such as 2008-06-30.']],
  ['2008-6-30', ['Must be a day such as 2008-06-30.']],
  // Both rules are asked, and both say why.
  ['30 June 2008', ['Must be a day such as 2008-06-30.', 'There is no such day in the calendar.']],
  ['2008-06-30T00:00:00Z', ['Must be a day such as 2008-06-30.', 'There is no such day in the calendar.']],
])('refuses the day %s', (day, details) => {
  expect(refusals(Day, day)).toEqual(details.map((detail) => `: ${detail}`))
})

test('takes an instant in UTC only', () => {
  expect(refusals(Instant, '2008-06-30T12:00:00Z')).toEqual([])
  expect(refusals(Instant, '2008-06-30T12:00:00.123Z')).toEqual([])
  expect(refusals(Instant, '2008-06-30T12:00:00+02:00')).toEqual([': Invalid ISO datetime'])
  expect(refusals(Instant, '2008-06-30')).toEqual([': Invalid ISO datetime'])
})

test('names the languages it takes', () => {
  expect(refusals(Language, 'sw')).toEqual([])
  expect(refusals(Language, 'de')).toEqual([': Invalid option: expected one of "en"|"fr"|"pt"|"ar"|"es"|"sw"'])
})

describe('a line', () => {
  const title = line(10)

  test('is kept trimmed and in NFC', () => {
    expect(title.parse('  Cafe\u0301 ')).toBe('Café')
  })

  test.each([
    ['', 'Must not be empty.'],
    ['   ', 'Must not be empty.'],
    ['a'.repeat(11), 'Too big: expected string to have <=10 characters'],
    ['two\nlines', 'Must be one line of printable text.'],
    ['a\ttab', 'Must be one line of printable text.'],
    ['bell\u0007', 'Must be one line of printable text.'],
    ['\u202Egnp', 'Must be one line of printable text.'],
    ['\u2066a', 'Must be one line of printable text.'],
    ['a\u200Bb', 'Must be one line of printable text.'],
    ['\uFEFFa', 'Must be one line of printable text.'],
    ['\uD800', 'Must be one line of printable text.'],
  ])('is refused as %j', (text, detail) => {
    expect(refusals(title, text)).toEqual([`: ${detail}`])
  })

  test('is measured as it was sent, before it is trimmed', () => {
    expect(refusals(title, `${' '.repeat(10)}a`)).toEqual([': Too big: expected string to have <=10 characters'])
  })
})

describe('paragraphs', () => {
  const description = paragraphs(20)

  test('keep their line ends and tabs, and may be empty', () => {
    expect(description.parse(' one\r\n\ttwo ')).toBe('one\r\n\ttwo')
    expect(description.parse('  ')).toBe('')
  })

  test('are refused too long or unprintable', () => {
    expect(refusals(description, 'a'.repeat(21))).toEqual([': Too big: expected string to have <=20 characters'])
    expect(refusals(description, 'a\u202Eb')).toEqual([': Must be printable text.'])
  })
})

test('a source has a document, and a paragraph where one is known', () => {
  expect(refusals(Source, { document: 'S/2008/186', paragraph: '41' })).toEqual([])
  expect(refusals(Source, { document: 'S/2008/186', paragraph: null })).toEqual([])
  expect(refusals(Source, { document: 'S/2008/186' })).toEqual([])
  expect(refusals(Source, { paragraph: '41', page: 3 })).toEqual([
    '/document: Invalid input: expected string, received undefined',
    '/page: Unknown field.',
  ])
})
