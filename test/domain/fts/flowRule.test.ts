// Which flows count: by boundary, by what is shared, by status; and nothing else decides.
import { expect, test } from 'vitest'
import { ftsNames, ftsRule } from '#domain/fts/flowRule.ts'
import { flow, ftsObjects } from '#test/support/ftsFlows.ts'

const { place, year } = ftsObjects

test.each([
  ['paid and incoming', {}, null],
  ['committed', { status: 'commitment' }, null],
  ['a pledge', { status: 'pledge' }, 'pledge'],
  ['passed on inside', { boundary: 'internal' }, 'internal'],
  ['a pledge passed on inside', { boundary: 'internal', status: 'pledge' }, 'internal'],
  ['leaving', { boundary: 'outgoing', onBoundary: 'shared' }, 'outgoing'],
  ['whole in each of several emergencies', { onBoundary: 'overlap' }, null],
  ['a shared pledge', { onBoundary: 'shared', status: 'pledge' }, 'shared'],
])('%s', (_name, more, rule) => {
  expect(ftsRule(flow(more))).toBe(rule)
})

test.each([
  ['places', [place('Chad', 'shared'), place('Mali', 'shared'), year('2020')], 'shared-places'],
  ['years', [place('Chad'), year('2020', 'shared'), year('2021', 'shared')], 'shared-years'],
  ['both', [place('Chad', 'shared'), year('2020', 'shared')], 'shared-places'],
])('shared by %s', (_name, destinationObjects, rule) => {
  expect(ftsRule(flow({ onBoundary: 'shared', destinationObjects }))).toBe(rule)
})

test.each(['Standard', 'Parked', 'Pass through', 'Carryover', 'Something new'])(
  '%s counts like any other',
  (flowType) => {
    expect(ftsRule(flow({ flowType, parentFlowId: 7, childFlowIds: [8] }))).toBeNull()
  },
)

test('names come once each', () => {
  expect(ftsNames([place('Chad'), place('Mali'), place('Chad'), year('2020')], 'Location')).toEqual(['Chad', 'Mali'])
})
