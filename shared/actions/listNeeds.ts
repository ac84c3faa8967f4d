// Lists needs by beneficiary or by sub-cluster, in order of last change.
import type { Need } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Position } from './readOn.ts'

export interface NeedQuery {
  beneficiary?: string | undefined
  subCluster?: string | undefined
  after?: Position | undefined
  limit: number
}

/** One leads, since one index answers. */
const leadingOf = ({ beneficiary, subCluster }: NeedQuery) => {
  if (beneficiary !== undefined && subCluster !== undefined)
    throw new Refusal('bad-query', 'Give one of beneficiary and subCluster.')
  if (beneficiary !== undefined) return { index: 'beneficiary', value: beneficiary } as const
  if (subCluster !== undefined) return { index: 'subCluster', value: subCluster } as const
  return { index: 'everything' } as const
}

/** One page. Refuses `bad-query` for two leading filters. */
export const listNeeds = async (
  { store }: Services,
  query: NeedQuery,
): Promise<{ needs: Need[]; next: Position | undefined }> => {
  const { after, limit } = query
  const { records, next } = await store.needs.list({ ...leadingOf(query), after, limit })
  return { needs: records, next }
}
