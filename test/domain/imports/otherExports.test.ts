// Exports that are no contributions are told by their header, and a sheet of somebody's own is not taken for one.
import { expect, test } from 'vitest'
import {
  contributionList,
  coverageList,
  findingList,
  gapList,
  needList,
  partnerList,
  termList,
} from '#actions/exportLists.ts'
import { otherExport } from '#domain/imports/otherExports.ts'
import { headerNames } from '#domain/imports/headerNames.ts'

const others = [needList, findingList, gapList, coverageList, partnerList, termList]

test.each(others.map((list) => [list.name, list.columns.map(({ name }) => name)] as const))(
  'the columns of %s are those of its export',
  (name, columns) => {
    expect(otherExport(columns)).toMatch(new RegExp(`^This is an export of ${name}, `))
    expect(otherExport(columns.toReversed())).toMatch(new RegExp(`^This is an export of ${name}, `))
  },
)

test('an export of contributions is none of them, nor is a sheet with every header that is known', () => {
  expect(otherExport(contributionList.columns.map(({ name }) => name))).toBeUndefined()
  expect(otherExport(Object.values(headerNames).flatMap((names) => names.split('|')))).toBeUndefined()
})

test('a need’s or a gap’s word alone makes no sheet an export', () => {
  expect(otherExport(['title', 'partner', 'amount', 'urgency', 'measure', 'needed', null, 5])).toBeUndefined()
})
