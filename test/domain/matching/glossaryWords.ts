// What a table of words must keep to, whatever its theme: checked as the reviewer reads it.
import { foldText } from '#domain/matching/foldText.ts'
import { conceptsOf } from '#domain/matching/glossary.ts'
import { wordsOfAid } from '#domain/matching/glossaryOfAid.ts'
import { wordsOfPeace } from '#domain/matching/glossaryOfPeace.ts'
import { expect, test } from 'vitest'

interface Entry {
  concepts: string[]
  /** Without the full stop of a whole word. */
  stems: string[]
}

const entriesOf = (groups: readonly string[]): Entry[] =>
  groups
    .flatMap((group) => group.split(/[|\n]/))
    .map((entry) => {
      const [first = '', second] = entry.split(': ')
      const stems = (second ?? first).split(' ').map((stem) => stem.replace(/\.$/, ''))
      return { concepts: (second === undefined ? (stems[0] ?? '') : first).split('+'), stems }
    })

const everyEntry = entriesOf([...wordsOfPeace, ...wordsOfAid])

/** The tests of one table. */
export function keepsToTheRules(groups: readonly string[], fewest: number): void {
  const table = entriesOf(groups)
  const ids = table.map(({ concepts }) => concepts.join('+'))

  test('is read whole', () => {
    expect(table.length).toBeGreaterThan(fewest)
    expect(ids.filter((id) => !/^[a-z]+(?:\+[a-z]+)?$/.test(id))).toEqual([])
    expect(table.flatMap(({ stems }) => stems).filter((stem) => !/^[a-z\u0621-\u064a]{2,}$/.test(stem))).toEqual([])
  })

  test('has each concept once', () => {
    const all = everyEntry.map(({ concepts }) => concepts.join('+'))

    expect(ids.filter((id) => all.indexOf(id) !== all.lastIndexOf(id))).toEqual([])
  })

  test('makes double concepts of concepts that other words have', () => {
    const single = new Set(
      everyEntry.filter(({ concepts }) => concepts.length === 1).map(({ concepts }) => concepts[0]),
    )
    const parts = table.filter(({ concepts }) => concepts.length > 1).flatMap(({ concepts }) => concepts)

    expect(parts.filter((part) => !single.has(part))).toEqual([])
  })

  test('claims each stem for one concept', () => {
    const all = everyEntry.flatMap(({ stems }) => stems)
    const twice = new Set(all.filter((stem, at) => all.indexOf(stem) !== at))

    expect(table.flatMap(({ stems }) => stems).filter((stem) => twice.has(stem))).toEqual([])
  })

  test('has only folded stems', () => {
    expect(table.flatMap(({ stems }) => stems).filter((stem) => foldText(stem) !== stem)).toEqual([])
  })

  test('finds every stem under its own concept, shadowed by none', () => {
    const lost = table.flatMap(({ concepts, stems }) =>
      stems.filter((stem) => conceptsOf(stem).join('+') !== concepts.join('+')),
    )

    expect(lost).toEqual([])
  })
}
