// A merge patch of a contribution as its caller sees it: what is hidden from the caller it neither meets nor takes away.
import { asSent } from '#domain/contributionDraft.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import type { Caller } from '#model/caller.ts'
import { type Contribution, NewContribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { contributionReferences } from './contributionReferences.ts'
import type { Reference } from './references.ts'
import { withShownRelations } from './shownRelations.ts'
import { validated } from './validate.ts'

export interface Patched {
  /** Whole, with the relations that the caller does not see. */
  sent: NewContribution
  /** What the caller names, and what the contribution named before that it sees. */
  references: Reference[]
  standing: Reference[]
}

/** Refuses `validation` for what no longer is a contribution. */
export const patchAsSeen = async (
  services: Services,
  caller: Caller,
  standing: Contribution,
  patch: unknown,
): Promise<Patched> => {
  const [shown = standing] = await withShownRelations(services, caller, [standing])
  const before = asSent(shown)
  const sent = validated(NewContribution, mergePatch(before, patch))
  const hidden = standing.relations.filter((relation) => !shown.relations.includes(relation))
  return {
    sent: { ...sent, status: sent.status ?? standing.status, relations: [...(sent.relations ?? []), ...hidden] },
    references: contributionReferences(sent),
    standing: contributionReferences(before),
  }
}
