// A contribution as an edition of a series: all that a series shows of it.
import type { Contribution } from '#model/contribution.ts'
import { measures } from '#model/coverage.ts'
import type { ListedEdition } from '#model/series.ts'
import { stageAmounts } from '../coverage/stages.ts'
import { fromHundredths } from '../decimal.ts'
import { seriesKey } from '../matching/seriesKey.ts'
import { matchRecordOf } from '../matching/matchRecord.ts'
import { numbersOf } from './numbersOf.ts'

const continuing = new Set(['phase-of', 'tranche-of'])

/** What a listing keeps of a contribution; null for one that is no edition of anything: withdrawn, or without key and relation. */
export const editionOf = (contribution: Contribution): ListedEdition | null => {
  const { id, title, status, period, provider, beneficiary, subCluster, money, usd, relations } = contribution
  if (contribution.withdrawn) return null
  const record = matchRecordOf(contribution)
  const key = seriesKey(record)
  const declared = relations.filter(({ type }) => continuing.has(type)).map((relation) => relation.contribution)
  if (key === null && declared.length === 0) return null
  const amounts = stageAmounts(contribution)
  return {
    id,
    title,
    status,
    period,
    numbers: numbersOf(record.features.markers),
    years: record.features.markers.years,
    amounts: measures.flatMap((measure) => {
      const announced = amounts[measure]?.announced
      return announced === undefined ? [] : [{ measure, amount: fromHundredths(announced) }]
    }),
    unconverted: money !== null && usd === null ? { currency: money.currency, amount: money.amount } : null,
    provider,
    beneficiary,
    subCluster,
    key,
    declared: [...new Set(declared)],
  }
}
