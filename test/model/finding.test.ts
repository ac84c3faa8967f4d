// A decision as it is sent: which verdict names a survivor, which a whole, and which neither.
import { Detected, NewConfirmation, NewDecision, NewDispute } from '#model/finding.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const onlySurvivor = '/survivor: A same-contribution verdict, and only that, names the survivor.'
const onlyWhole = '/whole: A part-of verdict, and only that, names the whole.'

test.each([
  [{ verdict: 'same-contribution', survivor: 'c-1' }, []],
  [{ verdict: 'same-contribution', survivor: 'c-1', whole: null, note: 'Same course.' }, []],
  [{ verdict: 'same-contribution' }, [onlySurvivor]],
  [{ verdict: 'same-contribution', survivor: null }, [onlySurvivor]],
  [{ verdict: 'same-contribution', survivor: 'c-1', whole: 'c-2' }, [onlyWhole]],
  [{ verdict: 'part-of', whole: 'c-1' }, []],
  [{ verdict: 'part-of' }, [onlyWhole]],
  [{ verdict: 'part-of', survivor: 'c-1' }, [onlySurvivor, onlyWhole]],
  [{ verdict: 'not-duplicate' }, []],
  [{ verdict: 'not-duplicate', survivor: 'c-1' }, [onlySurvivor]],
  [{ verdict: 'overlap-confirmed', whole: 'c-1' }, [onlyWhole]],
  [{ verdict: 'complementary', note: '' }, ['/note: Must not be empty.']],
  [{ verdict: 'reopen', by: 'me' }, ['/by: Unknown field.']],
  [{ verdict: 'maybe' }, [expect.stringMatching(/^\/verdict: Invalid option: expected one of "same-contribution"\|/)]],
  [{ verdict: 'same-contribution', survivor: 'c/1' }, ['/survivor: Must be a record id.']],
])('judges the decision %j', (decision, expected) => {
  expect(refusals(NewDecision, decision)).toEqual(expected)
})

test('a confirmation may say something, a dispute must', () => {
  expect(refusals(NewConfirmation, {})).toEqual([])
  expect(refusals(NewConfirmation, { note: 'Agreed.' })).toEqual([])
  expect(refusals(NewDispute, { text: 'Ours is another course.' })).toEqual([])
  expect(refusals(NewDispute, {})).toEqual(['/text: Invalid input: expected string, received undefined'])
})

test('a score lies between 0 and 1', () => {
  const detected = {
    kind: 'duplicate-record',
    score: 0.93,
    contributions: [],
    evidence: [],
    usdAtRisk: null,
    weightsVersion: '1',
  }

  expect(refusals(Detected, detected)).toEqual([])
  expect(refusals(Detected, { ...detected, score: 1.01 })).toEqual(['/score: Too big: expected number to be <=1'])
  expect(refusals(Detected, { ...detected, score: -0.1 })).toEqual(['/score: Too small: expected number to be >=0'])
})
