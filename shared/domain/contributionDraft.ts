// From a contribution as it is sent to one as it is kept, and back.
import type { Contribution, NewContribution } from '#model/contribution.ts'

/** What only the tracker knows of a contribution. */
export type Kept = Pick<
  Contribution,
  | 'id'
  | 'revision'
  | 'reportedBy'
  | 'withdrawn'
  | 'lapsedOn'
  | 'createdAt'
  | 'updatedAt'
  | 'usd'
  | 'transactions'
  | 'deliveries'
  | 'renewals'
  | 'statusHistory'
>

/** The fields that a caller sends, and nothing that the tracker adds. */
export const asSent = (contribution: Contribution): NewContribution => {
  const {
    id: _id,
    revision: _revision,
    reportedBy: _reportedBy,
    withdrawn: _withdrawn,
    lapsedOn: _lapsedOn,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    usd: _usd,
    transactions: _transactions,
    deliveries: _deliveries,
    renewals: _renewals,
    statusHistory: _statusHistory,
    ...sent
  } = contribution
  return sent
}

/**
 * Every field present, absent ones with their defaults: language English, status pipeline, visibility shared.
 */
// oxlint-disable-next-line complexity -- a flat list of defaults; nothing branches on another.
export const asKept = (sent: NewContribution, kept: Kept): Contribution => ({
  title: sent.title,
  description: sent.description ?? null,
  language: sent.language ?? 'en',
  provider: sent.provider,
  implementers: sent.implementers ?? [],
  beneficiary: sent.beneficiary,
  instrument: sent.instrument ?? null,
  subCluster: sent.subCluster ?? null,
  priorityAreas: sent.priorityAreas ?? [],
  modality: sent.modality ?? null,
  training: sent.training ?? null,
  status: sent.status ?? 'pipeline',
  money: sent.money ?? null,
  inKind: sent.inKind ?? [],
  period: sent.period ?? null,
  places: sent.places ?? [],
  identifiers: sent.identifiers ?? [],
  agreement: sent.agreement ?? null,
  operation: sent.operation ?? null,
  needs: sent.needs ?? [],
  relations: sent.relations ?? [],
  visibility: sent.visibility ?? 'shared',
  source: sent.source ?? null,
  ...kept,
})

/** What only the tracker knows of a contribution, and nothing that a patch changes: what is kept goes over what is sent. */
export const keptOf = ({
  id,
  revision,
  reportedBy,
  withdrawn,
  lapsedOn,
  createdAt,
  updatedAt,
  usd,
  transactions,
  deliveries,
  renewals,
}: Contribution): Omit<Kept, 'statusHistory'> => ({
  id,
  revision,
  reportedBy,
  withdrawn,
  lapsedOn,
  createdAt,
  updatedAt,
  usd,
  transactions,
  deliveries,
  renewals,
})
