// Every sentence that the comparisons can say has its French.
import { expect, test } from 'vitest'
import { describeBaseRate } from '#domain/matching/describeEvidence.ts'
import { evidenceSentences } from '#domain/matching/evidenceSentences.ts'
import { frenchSentences } from '#domain/matching/frenchSentences.ts'

const sentences = [
  ...Object.values(evidenceSentences).flatMap((levels) => Object.values(levels)),
  ...(['duplicate-record', 'overlapping-effort', 'schedule-clash', 'part-of'] as const).map(
    (kind) => describeBaseRate(kind, -1).text,
  ),
]

test.each(sentences)('in French: %s', (text) => {
  expect(frenchSentences[text]).toMatch(/^\p{Lu}.+\.$/u)
})

test('no French is kept for what is no longer said', () => {
  const said = new Set([...sentences, 'The records were compared here.'])

  expect(Object.keys(frenchSentences).filter((text) => !said.has(text))).toEqual([])
})
