// The account of a search's flows: what a naive sum adds, what counts, and by which rule each dollar of the difference goes.
import type { FtsFlow } from '#model/fts.ts'
import { toHundredths } from '../decimal.ts'
import { ftsRule, type FtsRule } from './flowRule.ts'

/** One flow; amounts are whole hundredths of a dollar. `because` names the flow that its money came from, if FTS does. */
export interface FtsLine {
  id: string
  flowType: string
  amount: bigint
  rule: FtsRule | null
  because: string | null
}

/** Lines of one rule, one type and one place in the chain, added up. */
export interface FtsCause {
  rule: FtsRule | null
  flowType: string
  hasParent: boolean
  flows: number
  amount: bigint
}

export interface FtsAccount {
  /** All flows added up, as a spreadsheet would. */
  naive: bigint
  /** What FTS's rule counts. `net` and the amounts of `leftOut` add up to `naive`. */
  net: bigint
  /** Pledges to this boundary alone that nobody committed yet: shown by FTS beside the total, never in it. */
  pledges: bigint
  counted: FtsCause[]
  leftOut: FtsCause[]
  lines: FtsLine[]
}

const lineOf = (flow: FtsFlow): FtsLine => ({
  id: flow.id,
  flowType: flow.flowType,
  amount: toHundredths(flow.amountUSD),
  rule: ftsRule(flow),
  because: flow.parentFlowId ?? null,
})

const sumOf = (lines: readonly { amount: bigint }[]): bigint => lines.reduce((sum, { amount }) => sum + amount, 0n)

const size = ({ amount }: FtsCause): bigint => (amount < 0n ? -amount : amount)

const causesOf = (lines: readonly FtsLine[]): FtsCause[] => {
  const groups = Map.groupBy(lines, ({ rule, flowType, because }) => `${rule} ${flowType} ${because !== null}`)
  const causes = [...groups.values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const { rule, flowType, because } = first
    return [{ rule, flowType, hasParent: because !== null, flows: members.length, amount: sumOf(members) }]
  })
  return causes.toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1))
}

/** Each flow is counted or left out once: whoever calls sees to it that none comes twice. */
export const ftsAccount = (flows: readonly FtsFlow[]): FtsAccount => {
  const lines = flows.map(lineOf)
  const counted = lines.filter(({ rule }) => rule === null)
  const leftOut = lines.filter(({ rule }) => rule !== null)
  return {
    naive: sumOf(lines),
    net: sumOf(counted),
    pledges: sumOf(lines.filter(({ rule }) => rule === 'pledge')),
    counted: causesOf(counted),
    leftOut: causesOf(leftOut),
    lines,
  }
}

const ruleTexts: Record<FtsRule, string> = {
  internal: 'passed on inside: the money came in by another flow',
  outgoing: 'leaves again: it is no money for this place',
  'shared-places': 'goes to several places, and nobody says how much to each',
  'shared-years': 'goes to several years, and nobody says how much in each',
  shared: 'is shared with what lies outside, and nobody says how much',
  pledge: 'is a pledge, which binds nobody yet',
}

/** FTS reduces a parked flow by each child that is recorded: what is left counts, and so do the children. */
const countedText = (flowType: string): string => {
  if (/^parked$/i.test(flowType)) return 'counts with what is not yet passed on; its children count by themselves'
  return /^pass/i.test(flowType) ? 'counts once, though it came in through an agent' : 'counts'
}

/** A cause in words. */
export const ftsCauseText = ({ rule, flowType, hasParent }: FtsCause): string => {
  const said = rule === null ? countedText(flowType) : ruleTexts[rule]
  return `${flowType}${hasParent ? ', child of another flow' : ''}: ${said}`
}
