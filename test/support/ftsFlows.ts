// A flow as OCHA FTS's API gives one, with what a test says otherwise.
import { FtsFlow } from '#model/fts.ts'

const place = (name: string, behavior = 'single') => ({ type: 'Location', id: '1', name, behavior })
const year = (name: string, behavior = 'single') => ({ type: 'UsageYear', id: '41', name, behavior })
const organization = (name: string) => ({ type: 'Organization', id: '1', name, behavior: 'single' })

export const ftsObjects = { place, year, organization }

/** As it is sent; invented. */
export const sentFlow = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: '1001',
  amountUSD: 1000,
  boundary: 'incoming',
  onBoundary: 'single',
  status: 'paid',
  flowType: 'Standard',
  contributionType: 'financial',
  parentFlowId: null,
  childFlowIds: null,
  description: 'Shelter for the displaced',
  decisionDate: '2020-03-01T00:00:00Z',
  date: '2020-03-02T00:00:00Z',
  refCode: 'A 7',
  sourceObjects: [organization('Sweden, Government of'), place('Sweden')],
  destinationObjects: [organization('UNHCR'), place('Chad'), year('2020')],
  keywords: ['Humanitarian aid'],
  ...more,
})

export const flow = (more: Record<string, unknown> = {}): FtsFlow => FtsFlow.parse(sentFlow(more))

interface PageTotals {
  count?: number
  published?: number
  pledges?: number
}

/** A page of one search; the totals are those of all of its pages. */
export const sentPage = (flows: readonly unknown[], { count, published = 0, pledges = 0 }: PageTotals = {}): string =>
  JSON.stringify({
    status: 'ok',
    data: {
      incoming: { flowCount: count ?? flows.length, fundingTotal: published, pledgeTotal: pledges },
      outgoing: { flowCount: 0, fundingTotal: 0, pledgeTotal: 0 },
      internal: { flowCount: 0 },
      flows,
    },
    meta: { language: 'en', count: count ?? flows.length },
  })
