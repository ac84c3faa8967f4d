// A sub-cluster suggested from the text, or none where nothing tells.
import { expect, test } from 'vitest'
import { suggestSubCluster } from '#domain/imports/suggestSubCluster.ts'
import type { NamedTerm } from '#domain/imports/vocabulary.ts'

const area = (code: string, parent: string): NamedTerm => ({ kind: 'priority-area', code, names: {}, parent })
const areas = [
  area('mediation-and-panel-of-the-wise', 'architecture'),
  area('peacekeeping-training', 'architecture'),
  area('human-rights', 'rights'),
]

test.each([
  ['Experts for the Panel of the Wise', 'architecture'],
  ['Formation au maintien de la paix', 'architecture'],
  ['Promotion des droits de l’homme', 'rights'],
  ['تدريب على حفظ السلام', 'architecture'],
])('%s: %s', (text, subCluster) => {
  expect(suggestSubCluster(text, areas)).toMatchObject({ subCluster })
})

test.each(['Office furniture', 'Human rights in peacekeeping', ''])('%s: nothing, since nothing tells', (text) => {
  expect(suggestSubCluster(text, areas)).toBeNull()
})

test('an area that the taxonomy does not have suggests nothing', () => {
  expect(suggestSubCluster('Disarmament', areas)).toBeNull()
})
