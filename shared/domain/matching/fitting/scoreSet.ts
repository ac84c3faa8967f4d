// Scores the pairs of a compared set by any weights, as the matcher does: alone, then beside their neighbours.
import { likenessOf } from '../scorePair.ts'
import { companyIn } from './company.ts'
import type { ComparedSet } from './comparedSet.ts'
import type { FittedKind } from './fitSettings.ts'
import { logOddsBy, type WeightsFile } from './weightsFile.ts'

/** The log-odds of every pair of a set, by kind. */
export function scoreSet(set: ComparedSet, { kinds }: WeightsFile): Record<FittedKind, Float64Array> {
  const logOdds = {
    'duplicate-record': logOddsBy(kinds['duplicate-record']),
    'overlapping-effort': logOddsBy(kinds['overlapping-effort']),
  }
  const duplicate = Float64Array.from(set.pairs, ({ levels }) => logOdds['duplicate-record'](levels))
  const overlap = Float64Array.from(set.pairs, ({ levels }, at) =>
    logOdds['overlapping-effort']({ ...levels, likeness: likenessOf(duplicate[at] ?? 0) }),
  )
  const alone = { 'duplicate-record': duplicate, 'overlapping-effort': overlap }
  const company = companyIn(set, alone)
  const beside = (kind: FittedKind): Float64Array => {
    const { fields } = kinds[kind]
    const added = logOddsBy({ base: 0, fields })
    return alone[kind].map((value, at) => value + added(company[kind][at] ?? {}))
  }
  return { 'duplicate-record': beside('duplicate-record'), 'overlapping-effort': beside('overlapping-effort') }
}
