// Two records that each say that the other's provider pays along: two shares, whatever else they have in common.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cofinancersIn } from '#domain/matching/cofinancing.ts'
import { compareFields } from '#domain/matching/compareFields.ts'
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

describe('is one contribution told twice, or of one who carries out and one who pays', () => {
  const both = 'Course co-funded by the United Kingdom and Canada, held at KAIPTC.'
  test.each<[string, Pair]>([
    ['one text on both sides', [share('uk', both), share('canada', both)]],
    ['a place of the course', [share('uk', both), share('kaiptc', both)]],
    [
      'who carries it out',
      [
        share('uk', 'Co-funded with Denmark and implemented by UNDP.'),
        share('undp', 'Co-funded by Denmark and the United Kingdom.'),
      ],
    ],
    ['un is no UN', [share('un', 'Co-funded by France.'), share('france', 'Cofinancé par l’Allemagne dans un cadre')]],
    ['au is no AU', [share('auc', 'Co-funded by France.'), share('france', 'Cofinancé par l’Allemagne au Mali')]],
    ['us is no USA', [share('usa', 'Co-funded by France.'), share('france', 'Co-funded by Germany; contact us')]],
    ['another clause', [share('uk', 'Co-funded by Norway. With UNDP.'), share('undp', 'Co-funded by the UK.')]],
  ])('%s', (_, pair) => {
    expect(named(pair)).not.toBe('cofinanced')
  })

  test('one reference in common', () => {
    const pair = (identifiers: string[]): Pair => [
      share('germany', 'Co-financed with France.', { identifiers }),
      share('france', 'Co-financed with Germany.', { identifiers }),
    ]

    expect(named(pair([]))).toBe('cofinanced')
    expect(named(pair(['x:1']))).not.toBe('cofinanced')
  })

  test('in capitals the AU, the UN and the USA are who they are', () => {
    expect(cofinancersIn('Co-financed with the AU and the UN')).toContain('au')
    expect(cofinancersIn('cofinancé au Mali')).not.toContain('au')
  })
})

test('what is behind the words is bounded, and nothing where there are none', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => cofinancersIn(text).length <= 10_000))
  expect(cofinancersIn(`${'far '.repeat(50)}co-financed with Norway ${'away '.repeat(50)}`).split(' ').length).toBe(8)
  expect(cofinancersIn('A joint course of the fund in Kofi Annan centre')).toBe('')
})
