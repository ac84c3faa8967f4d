// What coverage is grouped by, as it is asked for in words.
import { Refusal } from '#model/refusal.ts'
import { groupings } from '#store/coverageCells.ts'
import type { CoverageQuery, TimeStep } from './readCoverage.ts'

/** Refuses `bad-query` for what is no grouping. */
export const groupedBy = (text: string): { grouping: CoverageQuery['grouping']; time: TimeStep } => {
  const parts = text.split(',')
  const time = (['quarter', 'year'] as const).find((step) => parts.at(-1) === step) ?? null
  const rest = (time ? parts.slice(0, -1) : parts).join(',') || 'none'
  const grouping = groupings.find((one) => one === rest)
  if (!grouping)
    throw new Refusal('bad-query', `groupBy is one of ${groupings.join(' | ')}, each optionally with quarter or year.`)
  return { grouping, time }
}
