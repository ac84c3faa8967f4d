// What every open finding says.
import { isOpen, isReturn, openFinding } from '#domain/report/openFinding.ts'
import { expect, test } from 'vitest'
import { earlierFindings } from '#domain/report/earlierFindings.ts'
import { decision, evidence, finding } from './material.ts'

test.each([
  ['open', true],
  ['awaiting-confirmation', true],
  ['decided', false],
  ['gone', false],
] as const)('%s waits for somebody: %s', (state, open) => {
  expect(isOpen({ state })).toBe(open)
})

test('gives the strongest reasons first, for and against apart', () => {
  const texts = [evidence('weak', 0.1), evidence('strong', 4), evidence('against', -2), evidence('neither', 0)]

  const { reasons } = openFinding(finding('f1', ['a', 'b'], { evidence: texts }), null)

  expect(reasons).toEqual({ for: ['strong', 'weak'], against: ['against'] })
})

test('writes both values where the evidence has no words', () => {
  const { reasons } = openFinding(finding('f1', ['a', 'b'], { evidence: [{ ...evidence('', 1), b: null }] }), null)

  expect(reasons.for).toEqual(['title: one / not given'])
})

test('calls new what the previous report did not name, and nothing in a first report', () => {
  const known = finding('f1', ['a', 'b'])
  const returned = finding('f2', ['a', 'b'], { reopenedBecause: ['money'] })

  const earlier = (id: string) => earlierFindings([id], [known, returned])

  expect(openFinding(known, null).isNew).toBe(false)
  expect(openFinding(known, earlier('f1')).isNew).toBe(false)
  expect(openFinding(known, earlier('f9')).isNew).toBe(true)
  expect(openFinding(returned, earlier('f9')).isNew).toBe(false)
  expect(isReturn(returned)).toBe(true)
})

test('says what a second coordinator is asked to confirm', () => {
  const decisions = [decision('same-contribution', { survivor: 'a', note: 'By telephone.' })]

  const { awaiting } = openFinding(finding('f1', ['a', 'b'], { state: 'awaiting-confirmation', decisions }), null)

  expect(awaiting).toMatchObject({ verdict: 'same-contribution', survivor: 'a', note: 'By telephone.' })
})
