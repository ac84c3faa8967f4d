// Looking things up in elements.
import { expect, test } from 'vitest'
import { dayOf, lineOf, narrativesOf, Notes, referenceOf } from '#domain/iati/elements.ts'
import type { XmlElement } from '#model/activity.ts'

const element = (attributes: Record<string, string>, text = '', children: XmlElement[] = []): XmlElement => ({
  name: 'x',
  attributes,
  text,
  children,
})

test.each([
  ['2019-01-31', '2019-01-31'],
  ['2019-01-31Z', '2019-01-31'],
  ['2019-01-31T12:00:00+02:00', '2019-01-31'],
  ['', null],
])('the day %s', (text, day) => {
  const notes = new Notes()

  expect(dayOf(element({ 'iso-date': text }), 'iso-date', notes, 'x')).toBe(day)
  expect(notes.faults).toEqual([])
})

test.each(['2019-02-30', '2019-13-01', '31/01/2019', '1066-01-01', 'soon'])('%s is no day', (text) => {
  const notes = new Notes()

  expect(dayOf(element({ 'iso-date': text }), 'iso-date', notes, 'x')).toBeNull()
  expect(notes.faults).toHaveLength(1)
})

test.each(['', 'N/A', 'none', '-', 'Unknown'])('"%s" refers to nothing', (text) => {
  expect(referenceOf(element({ ref: text }), 'ref')).toBeNull()
})

test('a text is one line without what cannot be printed', () => {
  expect(lineOf(' a\n\tb\u200b\u202ec ', 50)).toBe('a bc')
  expect(lineOf(' \u200b ', 50)).toBeNull()
})

test('a narrative has its own language, that of its element, or that of the activity', () => {
  const narrative = (text: string, attributes = {}): XmlElement => ({ ...element(attributes, text), name: 'narrative' })
  const children = [narrative('a'), narrative('b', { lang: 'FR-fr' })]

  expect(narrativesOf(element({}, '', children), 'en')).toEqual([
    { language: 'en', text: 'a' },
    { language: 'fr', text: 'b' },
  ])
  expect(narrativesOf(element({ lang: 'pt' }, '', children), 'en')[0]?.language).toBe('pt')
  expect(narrativesOf(undefined, 'en')).toEqual([])
})
