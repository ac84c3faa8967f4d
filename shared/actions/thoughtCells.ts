// How far cells would move by what is thought of: everything that it is tied to is counted as it stands and as it would be.
import { viewerOf } from '#domain/can.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { asSeenBy, type Viewer } from '#domain/coverage/viewers.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import type { CellDelta } from '#store/coverageCells.ts'
import { deltasBetween, type Share } from '#store/shares.ts'
import { countedGroupOf, groupShares, needShares } from './countedShares.ts'
import { type Closure, parentMonths, readClosure } from './readClosure.ts'
import type { Thoughts } from './thoughts.ts'

const wholesOf = ({ relations }: Contribution): string[] =>
  relations.filter(({ type }) => type === 'part-of').map(({ contribution }) => contribution)

type Tied = Pick<Closure, 'contributions' | 'confirmed' | 'open' | 'partOf'>

/** All that the thoughts touch, as one group: unconnected parts of it add up like groups of their own. */
const tiedTo = async (services: Services, { contributions }: Thoughts): Promise<Tied> => {
  const tied: Tied = { contributions: [], confirmed: [], open: [], partOf: [] }
  const named = contributions.flatMap(({ before, after }) => [...(before ? [before.id] : []), ...wholesOf(after)])
  for (const id of new Set(named)) {
    if (tied.contributions.some((one) => one.id === id)) continue
    const closure = await readClosure(services, id)
    tied.contributions.push(...closure.contributions)
    for (const kind of ['confirmed', 'open', 'partOf'] as const) tied[kind].push(...(closure[kind] as never[]))
  }
  return tied
}

/** The group as the caller may see it, with nothing in it that anybody else might not. */
const seenBy = (viewer: Viewer, group: CountedGroup): CountedGroup => {
  const { records, ...seen } = asSeenBy(viewer, group)
  return { ...seen, records: records.map((record) => ({ ...record, visibility: 'shared' as const })) }
}

const sharesOf = async (services: Services, viewer: Viewer, tied: Tied): Promise<Share[]> => {
  const inParentMonth = await parentMonths(services, tied.contributions, tied.partOf)
  return groupShares(seenBy(viewer, countedGroupOf({ ...tied, inParentMonth })))
}

/** The differences in every grouping and measure, in the caller's own figures. */
export const thoughtCells = async (services: Services, caller: Caller, thoughts: Thoughts): Promise<CellDelta[]> => {
  const viewer = viewerOf(caller) ?? 'everyone'
  const tied = await tiedTo(services, thoughts)
  const replaced = new Map(thoughts.contributions.map(({ after }) => [after.id, after]))
  const contributions = [...new Map([...tied.contributions.map((one) => [one.id, one] as const), ...replaced]).values()]
  const [before, after] = await Promise.all([
    sharesOf(services, viewer, tied),
    sharesOf(services, viewer, { ...tied, contributions }),
  ])
  const needs = thoughts.needs.flatMap((need) =>
    deltasBetween(need.before ? needShares(need.before) : [], needShares(need.after)),
  )
  return [...deltasBetween(before, after), ...needs]
}
