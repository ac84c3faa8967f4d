// Brings the findings of one contribution up to date: run by the stream for every change, as often as it likes.
import { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { NewerComparison } from '#store/findings.ts'
import { ComparedBeside } from './comparedBeside.ts'
import {
  asStored,
  compareNeighbours,
  followersAmong,
  type Speaking,
  standingNeighbourhood,
} from './compareNeighbours.ts'
import { mostLookAlikes } from '#domain/matching/likeliest.ts'
import { candidatesOf, thorough } from './findCandidates.ts'

const maxTries = 8

/** A change reaches the pairs of at most this many records that it repeats, or did; more are counted in a metric. */
const mostFollowers = 2 * mostLookAlikes

/** Revisions that nobody has gone through yet are looked at no further back than this. */
const mostRevisions = 8

const untilNewest = async <T>(refresh: (again: boolean) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refresh(attempt > 1)
    } catch (error) {
      if (!(error instanceof NewerComparison) || attempt >= maxTries) throw error
    }
  }
}

/** The revisions that others may have read since detection last went through the contribution, the newest first. */
const formerRevisions = async ({ store, log }: Services, now: Contribution, seen: number): Promise<Contribution[]> => {
  if (now.revision === 1) return []
  const from = Math.max(seen - 1, 0)
  const after = Math.max(from, now.revision - 1 - mostRevisions)
  if (after > from) log.measure({ Search: thorough.by }, { RevisionsLeftOut: after - from })
  const { snapshots } = await store.contributions.snapshots(now.id, { after, limit: mostRevisions })
  return snapshots
    .map(({ record }) => Contribution.parse(record))
    .filter(({ revision }) => revision < now.revision)
    .toReversed()
}

/** What the contribution spoke for in a former revision, beside those who stand now. */
const spokenFor = async (services: Services, former: Contribution): Promise<Speaking | null> => {
  if (former.withdrawn) return null
  const { candidates, ...likeliest } = await candidatesOf(services, former, thorough)
  return { ...likeliest, swayed: standingNeighbourhood(former, candidates).swayed }
}

/** Whose pairs a change may have altered: by the contribution as it is now, or as it was in a revision that they may have been compared beside. */
const allFollowersOf = async (
  services: Services,
  contribution: Contribution,
  { present, seen }: { present: Speaking; seen: number },
): Promise<string[]> => {
  const speaking = [present]
  for (const revision of await formerRevisions(services, contribution, seen)) {
    const former = await spokenFor(services, revision)
    if (former) speaking.push(former)
  }
  const followers = await followersAmong(services, contribution.id, speaking)
  const left = Math.max(0, followers.size - mostFollowers)
  if (left > 0) services.log.measure({ Search: thorough.by }, { FollowersLeftOut: left })
  return [...followers].slice(0, mostFollowers)
}

const refreshFollower = async (services: Services, id: string, compared: ComparedBeside): Promise<void> =>
  untilNewest(async () => {
    const row = await services.store.contributions.get(id)
    if (row) await compareNeighbours(services, row.record, compared)
  })

const refreshOnce = async (
  services: Services,
  id: string,
  { again, compared }: { again: boolean; compared: ComparedBeside },
): Promise<void> => {
  const { store } = services
  const [row, seen] = await Promise.all([store.contributions.get(id), store.findings.detectedRevision(id)])
  if (!row) return
  if (!again && seen >= row.revision) return
  const present = await compareNeighbours(services, row.record, compared)
  for (const follower of await allFollowersOf(services, row.record, { present, seen }))
    // Many that came together repeat each other: each is compared beside all of them once, and not for each of them.
    if (!compared.has(follower, row.record)) await refreshFollower(services, follower, compared)
  // Last, so that a consumer that is killed before has all of it done again.
  await store.findings.put([], { contribution: id, revision: row.revision })
}

/**
 * Compares a contribution, as it stands now, with its candidates and with all that it was found beside before, and does
 * the same for the records that it repeats. Safe to run twice, late and out of order: it reads the present records, and
 * a watermark per contribution moves after the findings, so that nothing older ever replaces them. `compared` is what its
 * caller has had compared before.
 */
export const refreshFindings = async (
  services: Services,
  id: string,
  compared: ComparedBeside = new ComparedBeside(),
): Promise<void> => untilNewest(async (again) => refreshOnce(services, id, { again, compared }))

/** Works a finding's state out again after a decision, a confirmation or a dispute. */
export const refreshFindingState = async (services: Services, id: string): Promise<void> =>
  untilNewest(async () => {
    const standing = await services.store.findings.get(id)
    if (!standing) return
    const {
      state: _state,
      reopenedBecause: _reopened,
      verdict: _verdict,
      names: _names,
      decisionsRevision: _revision,
      firstSeen: _firstSeen,
      updatedAt: _updatedAt,
      ...comparison
    } = standing
    const [stored] = await asStored(services, [comparison])
    // A neighbour may have given the pair another score meanwhile, at the same revisions of its sides.
    if (stored) await services.store.findings.replace(standing, stored)
  })
