// A flow as a row of an import: what each field becomes, and what is set aside.
import { expect, test } from 'vitest'
import { ftsRow } from '#domain/fts/flowRow.ts'
import { flow, ftsObjects } from '#test/support/ftsFlows.ts'

const { place, year, organization } = ftsObjects

test('a paid flow is a completed contribution over its year, known by its number', () => {
  expect(ftsRow(flow({ parentFlowId: 900 }))).toEqual({
    kind: 'data',
    fields: {
      id: '1001',
      source: 'OCHA FTS',
      partner: 'Sweden, Government of',
      implementing_partner: 'UNHCR',
      beneficiary: 'Chad',
      title: 'Shelter for the displaced',
      modality: 'funding',
      status: 'completed',
      amount: '1000',
      currency: 'USD',
      value_date: '2020-03-01',
      start_date: '2020-01-01',
      end_date: '2020-12-31',
      external_refs: 'fts-flow:1001; fts-parent:900; fts-ref:A 7',
    },
  })
})

test.each([
  ['no source is named', { sourceObjects: [] }, { partner: 'Source not named (OCHA FTS)' }],
  ['a name holds a separator', { sourceObjects: [organization('A; B | C')] }, { partner: 'A, B , C' }],
  ['several give', { sourceObjects: [organization('A'), organization('B')] }, { partner: 'A; B' }],
  [
    'there is no description',
    { description: null, decisionDate: null },
    { title: 'FTS flow 1001', value_date: '2020-03-02' },
  ],
  ['nobody receives it yet', { destinationObjects: [place('Chad')] }, { implementing_partner: null }],
  ['it is in kind', { contributionType: 'in kind', status: 'commitment' }, { modality: null, status: 'committed' }],
  ['it is pledged', { status: 'pledge' }, { status: 'pledged' }],
])('%s', (_name, more, fields) => {
  expect(ftsRow(flow(more))).toMatchObject({ kind: 'data', fields })
})

test.each([
  [
    'internal',
    { boundary: 'internal', parentFlowId: 9 },
    '1000 USD are passed on inside the boundary, from flow 9: they came in by another flow.',
  ],
  ['outgoing', { boundary: 'outgoing' }, '1000 USD leave the boundary.'],
  [
    'shared places',
    { onBoundary: 'shared', destinationObjects: [place('Chad', 'shared'), place('Mali', 'shared'), year('2020')] },
    '1000 USD are shared and nobody says how: Chad, Mali.',
  ],
  [
    'shared years',
    { onBoundary: 'shared', destinationObjects: [place('Chad'), year('2020', 'shared'), year('2021', 'shared')] },
    '1000 USD are shared and nobody says how: 2020, 2021.',
  ],
  [
    'parked and all passed on',
    { amountUSD: 0, childFlowIds: [1, 2] },
    'Nothing is left of it: its 2 children count by themselves.',
  ],
])('%s is set aside', (_name, more, detail) => {
  expect(ftsRow(flow(more))).toEqual({ kind: 'set-aside', detail })
})
