// Where an activity stands in the taxonomy: as our own codes say, or suggested from its sectors and words.
import { describe, expect, test } from 'vitest'
import { placeActivity } from '#domain/iati/placeActivity.ts'
import { vocabularyUri } from '#domain/iati/sectors.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import { activityFile, activityText, readOne } from '#test/support/activities.ts'

const terms: NamedTerm[] = [
  { kind: 'sub-cluster', code: 'architecture', names: { en: 'Architecture' }, parent: null },
  { kind: 'sub-cluster', code: 'recovery', names: { en: 'Recovery' }, parent: null },
  { kind: 'priority-area', code: 'peacekeeping-training', names: { en: 'Training' }, parent: 'architecture' },
  { kind: 'priority-area', code: 'peacebuilding', names: { en: 'Peacebuilding' }, parent: 'recovery' },
]
const settings = {
  vocabulary: vocabularyOf(terms),
  priorityAreas: terms.filter(({ kind }) => kind === 'priority-area'),
  source: null,
  headerMoney: null,
  dates: null,
  decimals: null,
}

const placed = async (more: string) => {
  const { read, sectors } = await readOne(activityFile(activityText(more)))
  return placeActivity(read, sectors, settings)
}
const own = (vocabulary: string, code: string, percent: string): string =>
  `<sector vocabulary="${vocabulary}" vocabulary-uri="${vocabularyUri}" code="${code}" percentage="${percent}"><narrative>x</narrative></sector>`

describe('placeActivity', () => {
  test('our own codes place it, with their percentages', async () => {
    const { sent, notes } = await placed(
      own('99', 'architecture', '100') +
        own('98', 'peacekeeping-training', '60') +
        own('98', 'peacebuilding', '40') +
        '<sector code="15220" percentage="100"/>',
    )

    expect(sent).toMatchObject({
      subCluster: 'architecture',
      priorityAreas: [
        { code: 'peacekeeping-training', percent: 60 },
        { code: 'peacebuilding', percent: 40 },
      ],
    })
    expect(notes.map(({ detail }) => detail).join()).not.toContain('Suggested')
  })

  test.each([
    [
      'a DAC purpose code',
      '<sector code="15230" percentage="100"/>',
      'architecture',
      'Suggested from the sector 15230',
    ],
    [
      'most of several',
      '<sector code="15220" percentage="60"/><sector code="15230" percentage="40"/>',
      'recovery',
      'sector 15220',
    ],
    [
      'words in another language',
      '<description><narrative xml:lang="fr">Consolidation de la paix</narrative></description>',
      'recovery',
      'from the text',
    ],
    [
      "words of the reporter's own vocabulary",
      '<sector vocabulary="99" code="1"><narrative>Peacekeeping</narrative></sector>',
      'architecture',
      'from the text',
    ],
  ])('%s suggests a sub-cluster, and no area', async (_name, more, subCluster, detail) => {
    const { sent, notes } = await placed(more)

    expect(sent).toMatchObject({ subCluster })
    expect(sent.priorityAreas).toBeUndefined()
    expect(notes.map((note) => note.detail).join()).toContain(detail)
  })

  test.each([
    ['halves', '<sector code="15220" percentage="50"/><sector code="15230" percentage="50"/>'],
    ['sectors of other work', '<sector code="31210" percentage="100"/>'],
    ['codes of ours that are gone', own('99', 'disbanded', '100')],
  ])('%s suggest nothing', async (_name, more) => {
    expect((await placed(more)).sent.subCluster).toBeUndefined()
  })
})
