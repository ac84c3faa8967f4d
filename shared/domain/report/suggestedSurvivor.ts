// Which of several records of one contribution to keep, with the reason in words.
import type { Contribution, Status } from '#model/contribution.ts'
import type { Suggestion } from '#model/report.ts'
import { statusRank } from '../statusLadder.ts'
import { inOrderOf } from './ordering.ts'

/**
 * The most advanced record, of those the most complete, of those the one recorded first; null for no
 * records. Formula 4 asks of a survivor only that none is more advanced.
 */
export function suggestedSurvivor(records: readonly Contribution[]): Suggestion | null {
  const [best, ...others] = records.toSorted(
    inOrderOf(
      (record) => -statusRank(record.status),
      (record) => -filledFields(record),
      (record) => record.createdAt.replace('Z', ''),
      (record) => record.id,
    ),
  )
  return best ? { contribution: best.id, reason: reasonFor(best, others) } : null
}

function reasonFor(best: Contribution, others: readonly Contribution[]): string {
  const rivals = others.filter(({ status }) => statusRank(status) === statusRank(best.status))
  if (rivals.length === 0) return `Its status is the most advanced: ${best.status}.`
  if (rivals.every((rival) => filledFields(rival) < filledFields(best)))
    return `No record is further than ${best.status}, and this one says most.`
  return `No record is further than ${best.status} or says more, and this one was recorded first.`
}

const frenchStatuses: Record<Status, string> = {
  pipeline: 'en préparation',
  pledged: 'annoncée',
  committed: 'engagée',
  active: 'en cours',
  completed: 'achevée',
  suspended: 'suspendue',
  cancelled: 'annulée',
}

/** A status in French, between quotation marks; what is none stays as it is. */
export const statusInFrench = (status: string): string =>
  `« ${new Map(Object.entries(frenchStatuses)).get(status) ?? status} »`

/** The reason in French, of what `suggestedSurvivor` says in English. */
export function reasonInFrench(reason: string): string {
  const [, furthest] = /^Its status is the most advanced: ([\w-]+)\.$/.exec(reason) ?? []
  if (furthest) return `Son statut est le plus avancé : ${statusInFrench(furthest)}.`
  const [, status, isMoreFilled] = /^No record is further than ([\w-]+)(, and this one says most\.)?/.exec(reason) ?? []
  if (!status) return reason
  return isMoreFilled
    ? `Aucune fiche n’est plus avancée que ${statusInFrench(status)}, et celle-ci en dit le plus.`
    : `Aucune fiche n’est plus avancée que ${statusInFrench(status)} ni n’en dit plus, et celle-ci a été enregistrée la première.`
}

/** How many of the fields that a partner may leave out were filled in. */
function filledFields(record: Contribution): number {
  const single = [
    record.description,
    record.instrument,
    record.subCluster,
    record.modality,
    record.training,
    record.money,
    record.period,
    record.agreement,
    record.operation,
    record.source,
  ]
  const lists = [
    record.implementers,
    record.priorityAreas,
    record.inKind,
    record.places,
    record.identifiers,
    record.transactions,
    record.deliveries,
  ]
  return single.filter(Boolean).length + lists.filter((list) => list.length > 0).length
}
