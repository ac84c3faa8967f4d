// Two records that each say that the other's provider pays along: two shares, whatever else they have in common.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cofinancersIn } from '#domain/matching/cofinancing.ts'
import { compareFields } from '#domain/matching/compareFields.ts'
import { wordsOf } from '#domain/matching/foldText.ts'
import { scorePair } from '#domain/matching/scorePair.ts'
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import { organization, record } from './records.ts'

const share = (provider: string, description: string, changes: Partial<ComparedFields> = {}) =>
  record({
    id: provider,
    provider: organization(provider),
    reporter: provider,
    implementers: [],
    description: `A course on the leadership of integrated missions. ${description}`,
    ...changes,
  })
type Pair = [ReturnType<typeof record>, ReturnType<typeof record>]
const scores = ([a, b]: Pair) => new Map(scorePair(a, b).map((one) => [one.kind, one]))
const named = ([a, b]: Pair) => compareFields(a, b).named

describe('each says that the other pays along', () => {
  test.each<[string, Pair]>([
    ['English', [share('germany', 'Co-financed with France.'), share('france', 'Cofinanced with Germany.')]],
    ['French', [share('germany', 'Cofinancé avec la France.'), share('france', 'Co-financé par l’Allemagne.')]],
    [
      'a list',
      [
        share('norway', 'Jointly funded by Sweden, Denmark and Norway.'),
        share('denmark', 'Joint funding with Norway.'),
      ],
    ],
    ['German', [share('germany', 'Kofinanziert mit Frankreich.'), share('france', 'Cofinancement de l’Allemagne.')]],
    [
      'Portuguese',
      [share('germany', 'Cofinanciado por Portugal.'), share('portugal', 'Financiamento conjunto com a Alemanha.')],
    ],
    ['Arabic', [share('germany', 'بتمويل مشترك مع فرنسا'), share('france', 'تمويل مشترك مع ألمانيا')]],
    [
      'two words of a name',
      [share('uk', 'Co-funded by the Netherlands.'), share('netherlands', 'Co-funded by the United Kingdom.')],
    ],
    ['organizations', [share('undp', 'Co-financed with the European Union.'), share('eu', 'Co-financed with UNDP.')]],
    [
      'one implementer',
      [
        share('germany', 'Co-financed with France.', { implementers: [organization('kaiptc')] }),
        share('france', 'Co-financed with Germany.', { implementers: [organization('kaiptc')] }),
      ],
    ],
  ])('%s', (_, pair) => {
    expect(named(pair)).toBe('cofinanced')
    expect(named([pair[1], pair[0]])).toBe('cofinanced')
    for (const { score } of scores(pair).values()) expect(score).toBeLessThan(0.5)
  })

  test('is said in words', () => {
    const pair: Pair = [share('germany', 'Co-financed with France.'), share('france', 'Co-financed with Germany.')]
    const line = scores(pair)
      .get('duplicate-record')
      ?.evidence.find(({ field }) => field === 'named')

    expect(line?.text).toBe(
      "Each text says that the work is co-financed with the other record's provider: two shares, not one contribution reported twice.",
    )
    expect(line && shownEvidence(line, 'fr').text).toBe(
      'Chaque texte dit que l’action est cofinancée avec le prestataire de l’autre fiche : deux parts, et non une contribution déclarée deux fois.',
    )
  })
})

describe('is no co-financing of two shares', () => {
  test.each<[string, Pair, string]>([
    ['one text alone says it', [share('germany', 'Co-financed with France.'), share('france', '')], 'named'],
    [
      'a third pays along',
      [share('germany', 'Co-financed with Japan.'), share('france', 'Co-financed with Japan.')],
      'unlinked',
    ],
    ['it is paid by the other', [share('germany', 'Funded by France.'), share('france', 'Through Germany.')], 'named'],
  ])('%s', (_, pair, level) => {
    expect(named(pair)).toBe(level)
  })

  test('the implementer reports what the provider pays, and stays a duplicate', () => {
    const provider = share('eu', 'Co-financed with UNDP.', { implementers: [organization('undp')] })
    const pair: Pair = [provider, share('undp', 'Co-financed with the European Union.')]

    expect(named(pair)).not.toBe('cofinanced')
    expect(scores(pair).get('duplicate-record')?.score).toBeGreaterThan(0.8)
  })
})

test('what is around the words is bounded, and nothing where there are none', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cofinancersIn(wordsOf(text)).length <= 10_000))
  expect(
    cofinancersIn(wordsOf(`${'far '.repeat(50)}co-financed with Norway ${'away '.repeat(50)}`)).split(' '),
  ).toHaveLength(26)
  expect(cofinancersIn(wordsOf('A joint course of the fund in Kofi Annan centre'))).toBe('')
})
