// The glossary: words of several languages meet, words that only look alike stay apart, and unknown words lose their endings.
import { foldText } from '#domain/matching/foldText.ts'
import { conceptsOf } from '#domain/matching/glossary.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const meet = (left: string, right: string): [readonly string[], readonly string[]] => [
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
    ['judges', 'juges', 'judge'],
    ['prosecutors', 'procureurs', 'prosecut'],
    ['piracy', 'piraterie', 'piracy'],
    ['customs', 'douanes', 'customs'],
    ['boats', 'bateaux', 'boat'],
    ['fuel', 'carburant', 'fuel'],
    ['helicopters', 'hélicoptères', 'helicopt'],
    ['safety', 'sûreté', 'security'],
    ['army', 'exército', 'army'],
    ['livestock', 'bétail', 'livestock'],
    ['irrigation', 'irrigação', 'irrigat'],
    ['taxes', 'impostos', 'tax'],
    ['debt', 'dívida', 'debt'],
    ['Germany', 'Allemagne', 'germany'],
    ['procurement', 'Beschaffung', 'procure'],
    ['disease', 'maladies', 'disease'],
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
    ['mine', 'minister'],
    ['mine', 'mining'],
    ['mining', 'ministry'],
    ['arms', 'army'],
    ['arms', 'armour'],
    ['port', 'support'],
    ['port', 'portal'],
    ['customs', 'customary'],
    ['customs', 'costs'],
    ['state', 'station'],
    ['state', 'statistics'],
    ['state', 'statement'],
    ['station', 'statistics'],
    ['format', 'formation'],
    ['format', 'transformation'],
    ['peace', 'piece'],
    ['sea', 'season'],
    ['sea', 'seal'],
    ['war', 'warning'],
    ['war', 'warehouse'],
    ['warning', 'warehouse'],
    ['rape', 'rapid'],
    ['rape', 'rapport'],
    ['force', 'forest'],
    ['land', 'landmine'],
    ['fish', 'fiscal'],
    ['train', 'transport'],
    ['court', 'course'],
    ['judge', 'budget'],
    ['post', 'port'],
    ['post', 'postal'],
    ['light', 'highlight'],
    ['mediation', 'medication'],
    ['secret', 'secretariat'],
    ['community', 'communication'],
    ['resolution', 'revolution'],
    ['nutrition', 'nation'],
    ['migration', 'mitigation'],
    ['cost', 'coast'],
    ['police', 'polio'],
  ])('keep %s and %s apart', (one, other) => {
    const [left, right] = meet(one, other)

    expect(left).not.toEqual(right)
  })
})

const german: [string, string[]][] = [
  ['Klimaanpassung', ['climate', 'adapt']],
  ['Friedensförderung', ['peace', 'build']],
  ['Wasserversorgung', ['water', 'supply']],
  ['Krisenreaktion', ['crisis', 'response']],
  ['Kinderschutz', ['child', 'protection']],
  ['Grenzverwaltung', ['border', 'manage']],
  ['Ernährungssicherung', ['food', 'security']],
  ['Menschenrechte', ['human', 'rights']],
  ['Frauenrechte', ['women', 'rights']],
  ['Gesundheitsministerium', ['health', 'department']],
]

describe('German compounds', () => {
  test.each(german)('of two known words take both: %s', (word, concepts) => {
    expect(conceptsOf(foldText(word))).toEqual(concepts)
  })

  test.each(['Landwirtschaft', 'Waldwein', 'Schutzzzz'])('of one known word take one: %s', (word) => {
    expect(conceptsOf(foldText(word))).toHaveLength(1)
  })

  test.each(['environmental', 'governmental', 'developmental', 'registration', 'efficacement', 'telecommunications'])(
    'are no words of other languages: %s',
    (word) => {
      expect(conceptsOf(word)).toHaveLength(1)
    },
  )
})

test.each([
  ['التدريب', 'train'],
  ['تدريب', 'train'],
  ['السلام', 'peace'],
  ['والسلام', 'peace'],
  ['بالأمن', 'security'],
  ['الأمنية', 'security'],
  ['للمرأة', 'women'],
  ['وحقوق', 'rights'],
  ['أفريقيا', 'africa'],
  ['ألغام', 'mine'],
])('reads Arabic with the article and particles that are written with it: %s is %s', (word, concept) => {
  expect(conceptsOf(foldText(word))).toEqual([concept])
})

describe('unknown words', () => {
  test.each([
    ['zebra', 'zebras'],
    ['marimba', 'marimbas'],
    ['lyric', 'lyrique'],
    ['zoologie', 'zoology'],
    ['xylophone', 'xilofone'],
    ['annexe', 'anexo'],
    ['ballett', 'ballet'],
    ['embossing', 'embossed'],
    ['thorax', 'torax'],
  ])('meet in %s and %s', (one, other) => {
    const [left, right] = meet(one, other)

    expect(left).toEqual(right)
  })

  test('keep the letters of an acronym', () => {
    expect(conceptsOf('ssbb')).toEqual(['ssbb'])
    expect(conceptsOf('ptthk')).toEqual(['ptthk'])
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
    ['does not take a stem from its middle', 'rewater', ['rewat']],
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
