// Titles and descriptions in several languages.
import { describe, expect, test } from 'vitest'
import { detailsOf, readWith } from '#test/support/activities.ts'

describe('texts', () => {
  test('one language leads, the others stand in the description', async () => {
    const { read: row } = await readWith(
      '<description><narrative>General.</narrative><narrative xml:lang="fr">Générale.</narrative></description><description type="2"><narrative>Objectives.</narrative></description>',
      {
        title: '<title><narrative xml:lang="fr">Titre</narrative><narrative>Title</narrative></title>',
        attributes: 'xml:lang="EN" default-currency="USD"',
      },
    )

    expect(row.sent).toMatchObject({
      title: 'Title',
      language: 'en',
      description: 'General.\n\nObjectives.\n\nfr: Titre — Générale.',
    })
  })

  test('a language that the model does not know is kept as it stands', async () => {
    const { read: row } = await readWith('', { title: '<title><narrative xml:lang="de">Titel</narrative></title>' })

    expect(row.sent).toMatchObject({ title: 'Titel' })
    expect(row.sent.language).toBeUndefined()
    expect(detailsOf(row.notes)).toContain('"de" is none of')
  })

  test('a title that is missing, empty or without a narrative', async () => {
    expect(detailsOf((await readWith('', { title: '' })).read.faults)).toContain('title: There is no title')
    expect(detailsOf((await readWith('', { title: '<title><narrative> </narrative></title>' })).read.faults)).toContain(
      'title',
    )
    expect((await readWith('', { title: '<title>Bare</title>' })).read.sent.title).toBe('Bare')
  })

  test('what is longer than the model takes is cut, and said', async () => {
    const { read: row } = await readWith('', { title: `<title><narrative>${'x'.repeat(600)}</narrative></title>` })

    expect(row.sent.title).toHaveLength(500)
    expect(detailsOf(row.notes)).toContain('Cut to 500')
  })
})
