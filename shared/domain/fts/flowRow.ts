// A flow of OCHA FTS as a row of an import: what counts becomes a contribution, the rest is set aside with its reason.
import type { FtsFlow, FtsObject } from '#model/fts.ts'
import type { ImportColumn } from '#model/importColumns.ts'
import { toHundredths } from '../decimal.ts'
import { ftsNames, ftsRule } from './flowRule.ts'

export type FtsRowMeaning =
  | { kind: 'data'; fields: Partial<Record<ImportColumn, string | null>> }
  | { kind: 'set-aside'; detail: string }

/** A paid flow was handed over whole: FTS tracks no instalments. */
const statusOf = { pledge: 'pledged', commitment: 'committed', paid: 'completed' } as const

/** Names become cells, in which semicolons and bars separate. */
const cellOf = (names: readonly string[]): string => names.map((name) => name.replaceAll(/[;|]/g, ',')).join('; ')

const dayOf = (instant: string | null | undefined): string | null =>
  /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(instant ?? '')?.[1] ?? null

const titleOf = ({ id, description }: FtsFlow): string => {
  const text = (description ?? '').replaceAll(/\s+/g, ' ').trim()
  return text === '' ? `FTS flow ${id}` : text.length <= 500 ? text : `${text.slice(0, 499)}…`
}

/** The place that it is for; several are named together, so that none of them gets the other's. */
const beneficiaryOf = (objects: readonly FtsObject[]): string => {
  const [name] = [ftsNames(objects, 'Location'), ftsNames(objects, 'Plan')]
    .filter((names) => names.length > 0)
    .map((names) => names.join(', ').replaceAll(/[;|]/g, ','))
  return (name ?? 'Place not named (OCHA FTS)').slice(0, 300)
}

const periodOf = (objects: readonly FtsObject[]): { start_date?: string; end_date?: string } => {
  const years = ftsNames(objects, 'UsageYear')
    .filter((year) => /^\d{4}$/.test(year))
    .toSorted()
  const [first] = years
  return first === undefined ? {} : { start_date: `${first}-01-01`, end_date: `${years.at(-1)}-12-31` }
}

const referencesOf = ({ id, parentFlowId, refCode }: FtsFlow): string => {
  const code = (refCode ?? '').replaceAll(/[;|\s]+/g, ' ').trim()
  const all = [`fts-flow:${id}`, parentFlowId ? `fts-parent:${parentFlowId}` : '', code === '' ? '' : `fts-ref:${code}`]
  return all
    .filter((one) => one !== '')
    .map((one) => one.slice(0, 200))
    .join('; ')
}

const fieldsOf = (flow: FtsFlow): Partial<Record<ImportColumn, string | null>> => {
  const { sourceObjects, destinationObjects } = flow
  const providers = ftsNames(sourceObjects, 'Organization')
  return {
    id: flow.id,
    source: 'OCHA FTS',
    partner: providers.length > 0 ? cellOf(providers) : 'Source not named (OCHA FTS)',
    implementing_partner: cellOf(ftsNames(destinationObjects, 'Organization')) || null,
    beneficiary: beneficiaryOf(destinationObjects),
    title: titleOf(flow),
    modality: flow.contributionType === 'financial' ? 'funding' : null,
    status: statusOf[flow.status],
    amount: flow.amountUSD,
    currency: 'USD',
    value_date: dayOf(flow.decisionDate) ?? dayOf(flow.date),
    ...periodOf(destinationObjects),
    external_refs: referencesOf(flow),
  }
}

const asideTexts = {
  internal: ({ amountUSD, parentFlowId }: FtsFlow): string =>
    `${amountUSD} USD are passed on inside the boundary${parentFlowId ? `, from flow ${parentFlowId}` : ''}: they came in by another flow.`,
  outgoing: ({ amountUSD }: FtsFlow): string => `${amountUSD} USD leave the boundary.`,
  shared: ({ amountUSD, destinationObjects }: FtsFlow, type: 'Location' | 'UsageYear'): string =>
    `${amountUSD} USD are shared and nobody says how: ${ftsNames(destinationObjects, type).join(', ') || 'not named'}.`.slice(
      0,
      500,
    ),
}

/** FTS's own rule decides (`flowRule.ts`); a pledge becomes a pledged contribution, which FTS counts beside its total. */
export const ftsRow = (flow: FtsFlow): FtsRowMeaning => {
  const rule = ftsRule(flow)
  if (rule === 'internal' || rule === 'outgoing') return { kind: 'set-aside', detail: asideTexts[rule](flow) }
  if (rule !== null && rule !== 'pledge')
    return { kind: 'set-aside', detail: asideTexts.shared(flow, rule === 'shared-years' ? 'UsageYear' : 'Location') }
  if (toHundredths(flow.amountUSD) === 0n)
    return {
      kind: 'set-aside',
      detail: `Nothing is left of it: its ${flow.childFlowIds?.length ?? 0} children count by themselves.`,
    }
  return { kind: 'data', fields: fieldsOf(flow) }
}
