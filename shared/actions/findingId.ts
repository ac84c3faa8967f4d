// The id of a finding, told from what it is about.
import { pairOrder } from '#domain/findings/pairs.ts'
import type { FindingKind } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'

/** One finding per pair and kind, under the same id whoever finds it. */
export const findingId = (
  { fingerprint }: Pick<Services, 'fingerprint'>,
  kind: FindingKind,
  a: string,
  b: string,
): string => fingerprint([kind, ...pairOrder(a, b)]).slice(0, 32)
