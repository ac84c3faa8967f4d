// Parts of partners, as the seeded directories say them.
import { describe, expect, test } from 'vitest'
import { isPartOf } from '#domain/matching/partnerParts.ts'
import programme from '../../../seeds/programme/partners.json' with { type: 'json' }
import directory from '../../../seeds/directory/partners.json' with { type: 'json' }

describe('isPartOf', () => {
  test.each([
    ['amisom', 'au'],
    ['amisom', 'auc'],
    ['auc', 'au'],
    ['pan-african-parliament', 'auc'],
    ['asf-planning-element', 'african-standby-force'],
    ['asf-planning-element', 'au'],
    ['au-situation-room', 'auc'],
    ['ecowas-standby-force', 'ecowas'],
    ['fomac', 'eccas'],
    ['kaiptc', 'ghana'],
    ['unamid', 'un'],
  ])('%s is a part of %s', (part, whole) => {
    expect(isPartOf(part, whole)).toBe(true)
  })

  test.each([
    ['amisom', 'amis'],
    ['au', 'amisom'],
    ['kaiptc', 'kenya'],
    ['amisom', 'un'],
    ['fomac', 'ecowas'],
    ['undp', 'un'],
  ])('%s is none of %s', (part, whole) => {
    expect(isPartOf(part, whole)).toBe(false)
  })

  // An organ that the directory gains is a part here too: the matcher has no directory beside it.
  test('has every part of the Union and of the regional communities that the directories have', () => {
    const wholes = [
      'au',
      'auc',
      'african-standby-force',
      'ecowas',
      'eccas',
      'sadc',
      'igad',
      'lake-chad-basin-commission',
    ]
    const parts = [...programme, ...directory].filter(({ parent }) => wholes.includes(parent ?? ''))

    expect(parts.length).toBeGreaterThan(30)
    expect(parts.filter(({ id, parent }) => !isPartOf(id, parent ?? ''))).toEqual([])
  })
})
