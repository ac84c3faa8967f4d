// A contribution as the report prints it.
import type { Contribution } from '#model/contribution.ts'
import type { Finding } from '#model/finding.ts'
import type { ReportRecord } from '#model/report.ts'
import { stageAmounts } from '../coverage/stages.ts'
import { fromHundredths } from '../decimal.ts'
import type { ConfirmedNodes } from './confirmedNodes.ts'
import type { EarlierFindings } from './earlierFindings.ts'
import { named } from './names.ts'
import type { Names } from './names.ts'

/** Everything that the entries of a report are made from. */
export interface ReportMaterial {
  contributions: ReadonlyMap<string, Contribution>
  nodes: ConfirmedNodes
  names: Names
  earlier: EarlierFindings | null
}

type Side = Finding['contributions'][number]

/** The record of one side; of a side whose contribution was not handed in, only what the finding itself says. */
export function reportRecord(side: Side, { contributions, nodes, names }: ReportMaterial): ReportRecord {
  const id = nodes.survivorOf(side.id)
  const alsoRecordedAs = nodes.recordsOf(id)
  const contribution = contributions.get(id)
  return contribution
    ? { ...knownRecord(contribution, names), alsoRecordedAs }
    : { ...bareRecord(side, names), id, alsoRecordedAs }
}

/** The US dollars that `announced` counts for a contribution (formula 2), in cents; null where no money is known. */
export function countedUsd(contribution: Contribution): bigint | null {
  if (contribution.withdrawn) return 0n
  return stageAmounts(contribution).usd?.announced ?? null
}

function knownRecord(contribution: Contribution, names: Names): Omit<ReportRecord, 'alsoRecordedAs'> {
  const usd = countedUsd(contribution)
  const { money } = contribution
  return {
    id: contribution.id,
    title: contribution.title,
    language: contribution.language,
    provider: named(contribution.provider, names),
    reportedBy: named(contribution.reportedBy, names),
    beneficiary: named(contribution.beneficiary, names),
    money: money && { amount: money.amount, currency: money.currency },
    usd: usd === null ? null : fromHundredths(usd),
    provisional: contribution.usd?.provisional ?? false,
    inKind: contribution.inKind.map(({ quantity, unit }) => ({ quantity, unit: named(unit, names) })),
    period: contribution.period,
    status: contribution.status,
    source: contribution.source,
  }
}

function bareRecord({ id, title, provider }: Side, names: Names): Omit<ReportRecord, 'alsoRecordedAs'> {
  return {
    id,
    title,
    language: null,
    provider: named(provider, names),
    reportedBy: null,
    beneficiary: null,
    money: null,
    usd: null,
    provisional: false,
    inKind: [],
    period: null,
    status: null,
    source: null,
  }
}
