// Elements that are written.
import { expect, test } from 'vitest'
import { element, narrative } from '#domain/iati/xmlElements.ts'

test('an element has what it is given and nothing else', () => {
  expect(element('title', {}, [narrative('A')])).toEqual({
    name: 'title',
    attributes: {},
    text: '',
    children: [{ name: 'narrative', attributes: {}, text: 'A', children: [] }],
  })
})
