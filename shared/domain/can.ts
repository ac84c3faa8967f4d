// The one place that decides who may do what.
import type { Caller, Role } from '#model/caller.ts'

/** Who stands where in a contribution: what ownership and sight are decided by. */
export interface Parties {
  provider: string
  implementers?: readonly string[]
  reportedBy: string
  visibility: 'shared' | 'coordinators'
}

export type Action =
  | 'read'
  | 'contribution.read'
  | 'contribution.record'
  | 'contribution.change'
  | 'contribution.correct'
  | 'need.write'
  | 'operation.write'
  | 'taxonomy.write'
  | 'partner.write'
  | 'finding.decide'
  | 'finding.assign'
  | 'finding.dispute'
  | 'report.create'
  | 'member.manage'
  | 'client.manage'
  | 'import.run'
  | 'name.place'
  | 'audit.read'

/** `hidden` is answered by a 404, `no` by a 403. */
export type Answer = 'yes' | 'no' | 'hidden'

const rolesOf: Record<Exclude<Action, 'contribution.read' | 'contribution.record' | 'contribution.change'>, Role[]> = {
  read: ['partner', 'coordinator', 'reader', 'auditor', 'administrator'],
  'contribution.correct': ['coordinator'],
  'need.write': ['coordinator'],
  'operation.write': ['coordinator'],
  'taxonomy.write': ['coordinator'],
  'partner.write': ['coordinator', 'administrator'],
  'finding.decide': ['coordinator'],
  'finding.assign': ['coordinator'],
  'finding.dispute': ['partner'],
  'report.create': ['coordinator'],
  'member.manage': ['administrator'],
  'client.manage': ['administrator'],
  'import.run': ['partner', 'coordinator'],
  'name.place': ['coordinator'],
  'audit.read': ['auditor'],
}

/** A confidential contribution is seen by its own partners (provider and reportedBy) and by coordinators. */
export const sees = (caller: Caller, { visibility, provider, reportedBy }: Parties): boolean =>
  visibility === 'shared' ||
  caller.role === 'coordinator' ||
  (caller.role === 'partner' && caller.organization !== null && [provider, reportedBy].includes(caller.organization))

const mayRecord = (caller: Caller, { provider, implementers = [] }: Parties): boolean =>
  caller.role === 'coordinator' ||
  (caller.role === 'partner' && [provider, ...implementers].some((partner) => partner === caller.organization))

const mayChange = (caller: Caller, { reportedBy }: Parties): boolean =>
  caller.role === 'coordinator' || (caller.role === 'partner' && caller.organization === reportedBy)

/** What concerns no single sub-cluster: a coordinator of named ones leaves it to those of the whole programme. */
const ofWholeProgramme: readonly Action[] = ['taxonomy.write', 'partner.write', 'operation.write', 'name.place']

/** Where something is or would be: the sub-clusters that it names; null where it names none. */
export type Places = readonly (string | null)[]

/** `places` undefined: asked before it is known what it is about. */
const isWithin = ({ role, subClusters }: Caller, action: Action, places: Places | undefined): boolean => {
  if (role !== 'coordinator' || !subClusters) return true
  if (ofWholeProgramme.includes(action)) return false
  return places === undefined || places.some((place) => place !== null && subClusters.includes(place))
}

const answer = (allowed: boolean): Answer => (allowed ? 'yes' : 'no')

const byRole = (caller: Caller, action: Action, parties: Parties | undefined): Answer => {
  if (parties && action !== 'contribution.record' && !sees(caller, parties)) return 'hidden'
  if (action === 'contribution.read') return 'yes'
  if (action === 'contribution.record') {
    if (!parties) return answer(caller.role === 'coordinator' || caller.role === 'partner')
    return answer(mayRecord(caller, parties))
  }
  if (action === 'contribution.change') return answer(parties !== undefined && mayChange(caller, parties))
  return answer(rolesOf[action].includes(caller.role))
}

const isReading = (action: Action): boolean => action === 'read' || action === 'contribution.read'

/**
 * May this caller do this, to this contribution where the action is about one, in these places?
 *
 * A partner records what its organization provides or implements, and changes what its organization reported; a
 * coordinator records and changes for others, one of named sub-clusters only there. Nobody changes what they may not see.
 */
export const can = (caller: Caller, action: Action, parties?: Parties, places?: Places): Answer => {
  const said = byRole(caller, action, parties)
  return said === 'yes' && !isReading(action) && !isWithin(caller, action, places) ? 'no' : said
}

/** Whose overlay of confidential figures a caller sees beside everybody's; null for none. */
export const viewerOf = ({ role, organization }: Caller): 'coordinators' | `partner:${string}` | null => {
  if (role === 'coordinator') return 'coordinators'
  return role === 'partner' && organization !== null ? `partner:${organization}` : null
}
