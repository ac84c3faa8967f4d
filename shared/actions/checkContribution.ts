// The dry run: what a contribution would duplicate, overlap, oversupply or fill, before anything is stored.
import { sees } from '#domain/can.ts'
import { editionsOf } from '#domain/findings/editionsOf.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
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

const mostEditions = 3

/** Other editions of its series among the candidates: they are no finding, and tell who records it where it belongs. */
const seriesWarnings = (caller: Caller, contribution: Contribution, candidates: readonly Contribution[]): Warning[] => {
  const record = matchRecordOf(contribution)
  return candidates
    .filter((other) => !other.withdrawn && sees(caller, other))
    .flatMap((other) => {
      const [own, its] = editionsOf(record, matchRecordOf(other)) ?? []
      const detail = `This looks like edition ${own} of a series: edition ${its} is "${other.title}" (${other.id}).`
      return own === undefined ? [] : [{ pointer: '/title', detail }]
    })
    .slice(0, mostEditions)
}

/** What check answers for a contribution as it would be kept. Reads a bounded number of items and stores nothing. */
export const checkContribution = async (
  services: Services,
  caller: Caller,
  contribution: Contribution,
): Promise<CheckAnswer> => {
  const candidates = await findCandidates(services, contribution, glance)
  const pairs = scoreAgainst(contribution, candidates)
  const hidden = pairs.filter(({ other }) => !sees(caller, other)).map(({ kind }) => kind)
  return {
    findings: pairs
      .filter(({ other }) => sees(caller, other))
      .slice(0, maxFindings)
      .map((pair) => detectedOf(contribution, pair)),
    confidential: [...new Set(hidden)].map((kind) => ({ kind })),
    coverage: await coverageEffect(services, caller, contribution, pairs),
    warnings: [...warningsOf(contribution), ...seriesWarnings(caller, contribution, candidates)],
  }
}
