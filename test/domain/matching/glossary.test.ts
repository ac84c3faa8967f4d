// The glossary: words of two languages meet, every stem can be found, and no concept is a slip of the pen.
import { readFileSync } from 'node:fs'
import { foldText } from '#domain/matching/foldText.ts'
import { conceptsOf } from '#domain/matching/glossary.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

// The table is no export: it is read as the reviewer reads it.
const source = readFileSync(new URL('../../../shared/domain/matching/glossary.ts', import.meta.url), 'utf8')
const table = (/const lines = `\n([^`]+)`/.exec(source)?.[1] ?? '')
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', stems = ''] = line.split(': ')
    return { id, concepts: id.split('+'), stems: stems.split(' ') }
  })
const allStems = table.flatMap(({ id, stems }) => stems.map((stem) => ({ stem, id })))

// Concepts of one stem, each on purpose: it is one in both languages, or keeps a longer word from a shorter stem.
const single = new Set(
  `light organization regional programme logistic evacuat biodivers maritime humanitarian prepar strateg reform
  exploit integrat dialog infrastruct technical analyst rapid stabil demobil evaluation sahel base discipline audit
  action information stock destruct proliferat transition victim protection code leadership tourism industr
  statistic sport nutrition fragile innovation initiative`.split(/\s+/),
)

describe('table', () => {
  test('is read whole', () => {
    expect(table.length).toBeGreaterThan(200)
    expect(allStems.filter(({ stem, id }) => stem === '' || !/^[a-z]+(?:\+[a-z]+)*$/.test(id))).toEqual([])
  })

  test('has each concept on one line', () => {
    const ids = table.map(({ id }) => id)

    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  test('has two words for each concept but those named here', () => {
    expect(table.filter(({ stems }) => new Set(stems).size < 2).map(({ id }) => id)).toEqual([...single])
  })

  test('makes double concepts of concepts that other words have', () => {
    const ids = new Set(table.map(({ id }) => id))
    const parts = table.filter(({ concepts }) => concepts.length > 1).flatMap(({ concepts }) => concepts)

    expect(parts.filter((part) => !ids.has(part))).toEqual([])
  })

  test('has each stem once', () => {
    const seen = allStems.map(({ stem }) => stem)

    expect(new Set(seen.filter((stem, at) => seen.indexOf(stem) !== at))).toEqual(new Set())
  })

  test('has only folded stems', () => {
    expect(allStems.filter(({ stem }) => foldText(stem) !== stem)).toEqual([])
  })

  test('finds every stem under its own concept', () => {
    const lost = allStems.filter(({ stem, id }) => conceptsOf(stem).join('+') !== id)

    expect(lost).toEqual([])
  })
})

const meet = (left: string, right: string): [string[], string[]] => [
  conceptsOf(foldText(left)),
  conceptsOf(foldText(right)),
]

describe('English and French', () => {
  test.each([
    ['training', 'formation', 'train'],
    ['workshop', 'atelier', 'workshop'],
    ['exercise', 'exercice', 'exercise'],
    ['peace', 'paix', 'peace'],
    ['security', 'sécurité', 'security'],
    ['mediation', 'médiation', 'mediat'],
    ['prevention', 'prévention', 'prevent'],
    ['conflicts', 'conflits', 'conflict'],
    ['reconciliation', 'réconciliation', 'reconcil'],
    ['demining', 'déminage', 'mine'],
    ['disarmament', 'désarmement', 'disarm'],
    ['weapons', 'armes', 'weapon'],
    ['human', 'humains', 'human'],
    ['rights', 'droits', 'rights'],
    ['law', 'loi', 'law'],
    ['court', 'tribunal', 'court'],
    ['police', 'policière', 'police'],
    ['military', 'militaire', 'military'],
    ['African', 'africaine', 'africa'],
    ['states', 'États', 'state'],
    ['east', 'orientale', 'east'],
    ['southern', 'australe', 'south'],
    ['development', 'développement', 'develop'],
    ['secretariat', 'secrétariat', 'secretariat'],
    ['council', 'conseil', 'council'],
    ['funding', 'financement', 'fund'],
    ['support', 'appui', 'support'],
    ['strengthening', 'renforcement', 'strengthen'],
    ['capacities', 'capacités', 'capacity'],
    ['equipment', 'matériel', 'equip'],
    ['vehicles', 'véhicules', 'vehicle'],
    ['computers', 'ordinateurs', 'computer'],
    ['engineers', 'génie', 'engineer'],
    ['medical', 'médecine', 'medical'],
    ['health', 'santé', 'health'],
    ['water', 'eau', 'water'],
    ['elections', 'électoral', 'election'],
    ['borders', 'frontières', 'border'],
    ['drug', 'stupéfiants', 'drug'],
    ['gender', 'genre', 'gender'],
    ['women', 'femmes', 'women'],
    ['children', 'enfants', 'child'],
    ['youth', 'jeunesse', 'youth'],
    ['refugees', 'réfugiés', 'refugee'],
    ['emergency', 'urgence', 'emergency'],
    ['disasters', 'catastrophes', 'disaster'],
    ['early', 'précoce', 'early'],
    ['warning', 'avertissement', 'warning'],
    ['planning', 'planification', 'plan'],
    ['officers', 'officiers', 'officer'],
    ['trainers', 'formateurs', 'trainer'],
    ['headquarters', 'siège', 'headquarters'],
    ['reconstruction', 'relèvement', 'reconstruct'],
    ['reintegration', 'réinsertion', 'reintegrat'],
    ['trafficking', 'trafic', 'traffick'],
    ['ceasefire', 'cessez', 'ceasefire'],
    ['poverty', 'pauvreté', 'poverty'],
    ['deployment', 'déploiement', 'deploy'],
    ['western', 'ouest', 'west'],
    ['accounting', 'comptabilité', 'accounting'],
    ['policing', 'police', 'police'],
    ['drugs', 'drogues', 'drug'],
    ['roads', 'routes', 'road'],
    ['laws', 'lois', 'law'],
    ['waters', 'eaux', 'water'],
  ])('meet in %s and %s', (english, french, concept) => {
    expect(meet(english, french)).toEqual([[concept], [concept]])
  })

  test.each([
    ['train', 'trainer'],
    ['policy', 'police'],
    ['media', 'mediation'],
    ['human', 'humanitarian'],
    ['civil', 'military'],
    ['officer', 'office'],
    ['conseil', 'conseiller'],
  ])('keep %s and %s apart', (one, other) => {
    const [left, right] = meet(one, other)

    expect(left).not.toEqual(right)
  })
})

describe('a word', () => {
  test.each([
    ['takes its longest stem', 'formateurs', ['trainer']],
    ['makes two concepts where the table says so', 'peacekeepers', ['peace', 'keep']],
    ['takes a stem of five letters from its beginning', 'waters', ['water']],
    ['takes a stem of four letters only as a whole', 'campus', ['campus']],
    ['takes a stem of four letters in the plural', 'camps', ['camp']],
    ['takes a stem of four letters that it is', 'camp', ['camp']],
    ['does not take a stem from its middle', 'rewater', ['rewate']],
    ['keeps its first six letters without a stem', 'beekeeping', ['beekee']],
    ['keeps all of its letters when it has six', 'ostric', ['ostric']],
    ['keeps a single letter', 'x', ['x']],
    ['keeps another script', 'переговоры', ['перего']],
    ['that is empty stays so', '', ['']],
  ])('%s', (_, word, concepts) => {
    expect(conceptsOf(word)).toEqual(concepts)
  })

  test('of any length and script gives one or two short concepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (word) => {
        const concepts = conceptsOf(word)
        expect([1, 2]).toContain(concepts.length)
        expect(concepts.every((concept) => concept.length <= 20)).toBe(true)
      }),
    )
  })

  test('of a million letters is looked up in bounded time', () => {
    const word = 'w'.repeat(1_000_000)
    const started = performance.now()

    for (let turn = 0; turn < 1000; turn++) conceptsOf(word)

    expect(performance.now() - started).toBeLessThan(3000)
  })
})
