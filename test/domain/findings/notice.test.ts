// What partners are told, and of what not again.
import { expect, test } from 'vitest'
import { findingEvents, noticeOf, noticeText, type Telling } from '#domain/findings/notice.ts'
import { findingKinds } from '#model/finding.ts'
import { decision } from '../report/material.ts'

const finding = (different: Partial<Telling> = {}): Telling => ({
  state: 'open',
  reopenedBecause: null,
  decisions: [],
  ...different,
})
const verdict = decision('not-duplicate')

test('a finding is told of once, whatever else is found of it', () => {
  expect(noticeOf(finding(), null)).toEqual({ event: 'finding-opened', mark: 'open' })
  expect(noticeOf(finding(), 'open')).toBeNull()
})

test('a verdict that waits is told to nobody, and taking it back neither', () => {
  expect(noticeOf(finding({ state: 'awaiting-confirmation', decisions: [verdict] }), 'open')).toBeNull()
  expect(noticeOf(finding({ decisions: [verdict, decision('reopen')] }), 'open')).toBeNull()
})

test('a decision is told, and a later one again', () => {
  const first = noticeOf(finding({ state: 'decided', decisions: [verdict] }), 'open')
  expect(first).toEqual({ event: 'finding-decided', mark: 'decided:1' })
  expect(noticeOf(finding({ state: 'decided', decisions: [verdict] }), 'decided:1')).toBeNull()
  expect(noticeOf(finding({ state: 'decided', decisions: [verdict, verdict] }), 'decided:1')?.mark).toBe('decided:2')
})

test('a return is told with each change that brought it', () => {
  const returned = finding({ decisions: [verdict], reopenedBecause: ['amount'] })

  expect(noticeOf(returned, 'decided:1')).toEqual({ event: 'finding-reopened', mark: 'open:1:amount' })
  expect(noticeOf(returned, 'open:1:amount')).toBeNull()
})

test('that it went is told to who was told that it was there', () => {
  expect(noticeOf(finding({ state: 'gone' }), 'open')).toEqual({ event: 'finding-gone', mark: 'gone' })
  expect(noticeOf(finding({ state: 'gone' }), null)).toBeNull()
  expect(noticeOf(finding({ state: 'gone' }), 'gone')).toBeNull()
  expect(noticeOf(finding(), 'gone')).toMatchObject({ event: 'finding-reopened' })
})

test.each(findingEvents.flatMap((event) => findingKinds.map((kind) => [event, kind] as const)))(
  '%s of %s has words in both languages that fit a subject line',
  (event, kind) => {
    const { en, fr } = noticeText(event, { kind, decisions: [verdict] })

    expect(en).not.toBe(fr)
    expect(`Finding: ${en}`.length).toBeLessThanOrEqual(100)
    expect(`${en}${fr}`).not.toContain(kind)
  },
)

test.each(['same-contribution', 'overlap-confirmed', 'complementary', 'part-of', 'not-duplicate'] as const)(
  'a decision says what was decided: %s',
  (said) => {
    const texts = [said, 'reopen' as const].map((one) =>
      noticeText('finding-decided', { kind: 'duplicate-record', decisions: [decision(one)] }),
    )

    expect(texts[0]).not.toEqual(texts[1])
    expect(`Finding: ${texts[0]?.en}`.length).toBeLessThanOrEqual(100)
  },
)
