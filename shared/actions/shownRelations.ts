// Relations as a caller sees them: one that leads to what the caller may not see is not there.
import { sees } from '#domain/can.ts'
import type { Revision } from '#model/audit.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, Relation } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'

type IsShown = (relation: Relation) => boolean

const shownOf = async ({ store }: Services, caller: Caller, relations: readonly Relation[]): Promise<IsShown> => {
  // Coordinators see everything, so nothing has to be read.
  if (relations.length === 0 || caller.role === 'coordinator') return () => true
  const related = await store.contributions.getAll(
    relations.map(({ contribution }) => contribution),
    false,
  )
  return ({ contribution }) => {
    const one = related.get(contribution)
    return one !== undefined && sees(caller, one)
  }
}

/** Contributions without the relations that would show what is hidden from the caller. */
export const withShownRelations = async (
  services: Services,
  caller: Caller,
  contributions: readonly Contribution[],
): Promise<Contribution[]> => {
  const isShown = await shownOf(
    services,
    caller,
    contributions.flatMap(({ relations }) => relations),
  )
  return contributions.map((one) => ({ ...one, relations: one.relations.filter(isShown) }))
}

const isOfRelations = ({ field }: Revision['changes'][number]): boolean => /^relations(?:\/\d+)?$/.test(field)

const relationsIn = (value: unknown): Relation[] => [value ?? []].flat() as Relation[]

/** Revisions likewise; a change of hidden relations alone is none. */
export const withShownChanges = async (
  services: Services,
  caller: Caller,
  revisions: readonly Revision[],
): Promise<Revision[]> => {
  const changes = revisions.flatMap((revision) => revision.changes).filter(isOfRelations)
  const named = changes.flatMap(({ before, after }) => [...relationsIn(before), ...relationsIn(after)])
  const isShown = await shownOf(services, caller, named)
  const shown = (value: unknown): unknown => {
    if (Array.isArray(value)) return relationsIn(value).filter(isShown)
    return relationsIn(value).every(isShown) ? value : null
  }
  return revisions.map((revision) => ({
    ...revision,
    changes: revision.changes
      .map((change) =>
        isOfRelations(change) ? { ...change, before: shown(change.before), after: shown(change.after) } : change,
      )
      .filter((change) => !isOfRelations(change) || JSON.stringify(change.before) !== JSON.stringify(change.after)),
  }))
}
