// A page of FTS flows: read flow by flow, a bad one named by its place, and what is no page refused.
import { expect, test } from 'vitest'
import { readFtsPage } from '#readers/ftsPage.ts'
import { maxPageLength } from '#readers/limits.ts'
import { sentFlow, sentPage } from '#test/support/ftsFlows.ts'
import { refusalOf } from './pieces.ts'

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 100) yield text.slice(at, at + 100)
}
const read = async (text: string) => readFtsPage(pieces(text))

test('flows in their order, the totals and the count of the whole search', async () => {
  const page = await read(sentPage([sentFlow({ id: 7 }), sentFlow({ id: '8' })], { count: 40, published: 12 }))

  expect(page.rows).toMatchObject([
    { row: 1, flow: { id: '7', amountUSD: '1000' } },
    { row: 2, flow: { id: '8' } },
  ])
  expect(page).toMatchObject({ count: 40, totals: { incoming: { fundingTotal: '12' } } })
})

test.each([
  [
    'an unknown boundary',
    { boundary: 'sideways' },
    'Flow 2 (1001): boundary: "sideways" is none of incoming, internal, outgoing.',
  ],
  ['no boundary', { boundary: undefined }, 'Flow 2 (1001): boundary: nothing is none of incoming, internal, outgoing.'],
  ['an unknown share', { onBoundary: 'half' }, 'Flow 2 (1001): onBoundary: "half" is none of single, shared, overlap.'],
  ['an unknown status', { status: 'maybe' }, 'Flow 2 (1001): status: "maybe" is none of pledge, commitment, paid.'],
  ['an amount in words', { amountUSD: 'much' }, 'Flow 2 (1001): amountUSD: This is no amount in dollars.'],
  ['an amount beyond counting', { amountUSD: 1e300 }, 'Flow 2 (1001): amountUSD: This is no amount in dollars.'],
  ['no number', { id: null }, 'Flow 2: id: This is no number of a flow.'],
])('%s is told of that flow, and the others are read', async (_name, more, fault) => {
  const { rows } = await read(sentPage([sentFlow(), sentFlow(more), sentFlow({ id: 3 })]))

  expect(rows).toMatchObject([{ flow: { id: '1001' } }, { row: 2, fault }, { flow: { id: '3' } }])
})

test('a flow that is no object is told of', async () => {
  expect((await read(sentPage([7]))).rows).toMatchObject([{ row: 1, fault: expect.stringContaining('Flow 1') }])
})

test.each([
  ['broken JSON', '{"data": {"flows": [', 'The file is not valid JSON.'],
  [
    'a page that names its data twice',
    '{"data":{"flows":[]},"data":{"flows":[]}}',
    '"data" is there twice in one object.',
  ],
  [
    'a flow with two amounts',
    '{"data":{"flows":[{"id":1,"amountUSD":1,"amountUSD":2}]}}',
    '"amountUSD" is there twice',
  ],
  ['a list', '[]', 'This is no page of FTS flows'],
  [
    'a grouped answer',
    '{"data":{"report1":{}},"meta":{}}',
    'This is no page of FTS flows: data/flows: There is no list of flows.',
  ],
])('%s is refused', async (_name, text, detail) => {
  expect(await refusalOf(async () => read(text))).toMatchObject({
    code: 'unreadable-file',
    message: expect.stringContaining(detail),
  })
})

test('what never ends is not held in memory', async () => {
  const endless = async function* (): AsyncGenerator<string> {
    for (;;) yield ' '.repeat(maxPageLength / 4)
  }
  expect(await refusalOf(async () => readFtsPage(endless()))).toMatchObject({ code: 'unreadable-file' })
})
