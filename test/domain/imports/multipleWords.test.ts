// Words for thousands and millions, in folded text.
import { expect, test } from 'vitest'
import { mayBeMillion, multipleWords } from '#domain/imports/multipleWords.ts'

const multipleOf = (word: string): bigint | undefined =>
  multipleWords.find(([words]) => new RegExp(`^(?:${words})$`).test(word))?.[1]

test('are read in four languages', () => {
  expect(['thousand', 'milliers', 'mil', 'الف'].map(multipleOf)).toEqual([1000n, 1000n, 1000n, 1000n])
  expect(['million', 'millions', 'milhoes', 'مليون'].map(multipleOf)).toEqual(Array(4).fill(1_000_000n))
  expect(['billion', 'milliards', 'mil milhoes', 'مليار'].map(multipleOf)).toEqual(Array(4).fill(1_000_000_000n))
  expect(multipleOf('mile')).toBeUndefined()
})

test('mil is told from what only begins with it', () => {
  expect(['5 mil', 'usd mil', '5mil', 'mil usd'].map((text) => mayBeMillion.test(text))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['million', '5 mille'].map((text) => mayBeMillion.test(text))).toEqual([false, false])
})
