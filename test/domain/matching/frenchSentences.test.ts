// Every sentence that the comparisons can say has its French, and is told from the others of its field.
import { expect, test } from 'vitest'
import { evidenceSentences } from '#domain/matching/evidenceSentences.ts'
import { frenchSentences } from '#domain/matching/frenchSentences.ts'

const fields = Object.keys(evidenceSentences) as (keyof typeof evidenceSentences)[]

test.each(
  fields.flatMap((field) =>
    Object.entries(evidenceSentences[field]).map(([level, text]) => [text, field, level] as const),
  ),
)('in French: %s', (_text, field, level) => {
  expect(frenchSentences[field][level]).toMatch(/^\p{Lu}.+\.$/u)
})

test('no French is kept for what is no longer said', () => {
  const levels = (sentences: typeof evidenceSentences) =>
    fields.map((field) => [field, Object.keys(sentences[field]).toSorted()])

  expect(levels(frenchSentences)).toEqual(levels(evidenceSentences))
})

test.each(fields)('no two levels of %s say the same', (field) => {
  const said = Object.values(evidenceSentences[field])

  expect(new Set(said).size).toBe(said.length)
})
