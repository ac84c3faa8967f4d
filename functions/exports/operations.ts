// All exports: which list each is of, and what it is narrowed by.
import { groupedBy } from '#actions/coverageGrouping.ts'
import * as lists from '#actions/exportLists.ts'
import * as pages from '#actions/exportPages.ts'
import { leadingOf } from '#actions/listContributions.ts'
import { checkRange, inMilliseconds } from '#http/list.ts'
import type { Operation } from '#http/operation.ts'
import { gapFilters, groupBy, range } from '#model/coverageFilters.ts'
import { contributionFilters, findingFilters, needFilters, termFilters } from '#model/listFilters.ts'
import * as z from 'zod/mini'
import { listOperations } from './listOperations.ts'
import { templateOperations } from './template.ts'

const contributions = listOperations(lists.contributionList, {
  query: z.strictObject(contributionFilters),
  pages: ({ services, caller, query }) => {
    checkRange(query)
    const updatedSince = query.updatedSince && inMilliseconds(query.updatedSince)
    return pages.contributionPages(services, caller, { ...query, updatedSince, leading: leadingOf(query) })
  },
})

const needs = listOperations(lists.needList, {
  query: z.strictObject(needFilters),
  pages: ({ services, query }) => pages.needPages(services, query),
})

const findings = listOperations(lists.findingList, {
  query: z.strictObject(findingFilters),
  pages: ({ services, caller, query, language }) => pages.findingPages(services, caller, query, language),
})

/** `all`: every list in one file, told apart by its first column. */
const list = z._default(z.enum([...pages.coverageLists, 'all']), 'items')

const coverage = listOperations(lists.coverageList, {
  query: z.strictObject({ ...range, groupBy, list }),
  pages: ({ services, caller, query }) => {
    checkRange(query)
    const { measure, from = null, to = null } = query
    const asked = query.list === 'all' ? pages.coverageLists : [query.list]
    return pages.coveragePages(services, caller, { measure, from, to, ...groupedBy(query.groupBy) }, asked)
  },
})

const gaps = listOperations(lists.gapList, {
  query: z.strictObject(gapFilters),
  pages: ({ services, caller, query }) => {
    checkRange(query)
    const { measure, from = null, to = null, ...place } = query
    return pages.gapPages(services, caller, { measure, from, to, place })
  },
})

const partners = listOperations(lists.partnerList, {
  query: z.strictObject({}),
  pages: ({ services }) => pages.partnerPages(services),
})

const taxonomy = listOperations(lists.termList, {
  query: z.strictObject(termFilters),
  pages: ({ services, query }) => pages.termPages(services, query.kind),
})

export const exportOperations: Operation[] = [
  ...contributions,
  ...needs,
  ...findings,
  ...coverage,
  ...gaps,
  ...partners,
  ...taxonomy,
  ...templateOperations,
]
