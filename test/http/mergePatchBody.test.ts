// The body of a PATCH: any object, as long as it changes something.
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { expect, test } from 'vitest'

const patchSchema = mergePatchOf('NewThing')
const messages = (patch: unknown) => patchSchema.safeParse(patch).error?.issues.map(({ message }) => message) ?? []

test('takes any object and keeps it as it is', () => {
  const patch = { money: { amount: '5.00' }, title: null, anything: [1] }

  expect(patchSchema.parse(patch)).toEqual(patch)
})

test('refuses what changes nothing, and what is no object', () => {
  expect(messages({})).toEqual(['An empty patch changes nothing.'])
  expect(messages([])).toEqual(['Invalid input: expected record, received array'])
  expect(messages(null)).toEqual(['Invalid input: expected record, received null'])
})
