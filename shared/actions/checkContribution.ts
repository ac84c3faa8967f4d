// The dry run: what a contribution would duplicate, overlap, oversupply or fill, before anything is stored.
import { sees } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { CheckAnswer, Warning } from '#model/check.ts'
import type { Services } from '#runtime/services.ts'
import { coverageEffect } from './coverageEffect.ts'
import { detectedOf, findCandidates, glance, scoreAgainst } from './findCandidates.ts'

const maxFindings = 20

const warningsOf = ({ money, usd, period, subCluster, priorityAreas, inKind }: Contribution): Warning[] => {
  const warnings: [unknown, string, string][] = [
    [money && !usd, '/money/currency', 'There is no exchange rate: the amount is listed as unconverted, not counted.'],
    [usd?.provisional, '/money/valueDate', `Converted at the last published rates, of ${usd?.month}: provisional.`],
    [period && !period.end, '/period/end', 'Without an end all of it is counted on the start day.'],
    [!subCluster, '/subCluster', 'Without a sub-cluster it is counted as unspecified.'],
    [
      priorityAreas.length > 1 && priorityAreas.some(({ percent }) => percent == null),
      '/priorityAreas',
      'Several areas without percentages stay whole in the shared row of the sub-cluster.',
    ],
    [inKind.some(({ quantity }) => quantity === null), '/inKind', 'A quantity that is not stated is not counted.'],
  ]
  return warnings.flatMap(([applies, pointer, detail]) => (applies ? [{ pointer, detail }] : []))
}

/** What check answers for a contribution as it would be kept. Reads a bounded number of items and stores nothing. */
export const checkContribution = async (
  services: Services,
  caller: Caller,
  contribution: Contribution,
): Promise<CheckAnswer> => {
  const pairs = scoreAgainst(contribution, await findCandidates(services, contribution, glance))
  const hidden = pairs.filter(({ other }) => !sees(caller, other)).map(({ kind }) => kind)
  return {
    findings: pairs
      .filter(({ other }) => sees(caller, other))
      .slice(0, maxFindings)
      .map((pair) => detectedOf(contribution, pair)),
    confidential: [...new Set(hidden)].map((kind) => ({ kind })),
    coverage: await coverageEffect(services, caller, contribution, pairs),
    warnings: warningsOf(contribution),
  }
}
