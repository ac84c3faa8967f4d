// The lines of a group's account, for everyone and for each viewer who sees more of the group.
import { type AccountLine, accountOf } from '#domain/coverage/account.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import type { StageAmounts } from '#domain/coverage/stages.ts'
import { asSeenBy, type Viewer, viewersBesideEveryone } from '#domain/coverage/viewers.ts'
import type { Services } from '#runtime/services.ts'
import type { AccountAmounts, AccountEntry } from '#store/accounts.ts'
import type { ListedBeside } from '#store/besides.ts'

const textOf = ({ announced, arranged, delivered }: StageAmounts): AccountAmounts => [
  String(announced),
  String(arranged),
  String(delivered),
]

const printLength = 16

const rowOf = ({ record, cell: { quarter: _, ...row } }: AccountLine): string => JSON.stringify([record.id, row])

/** One entry per record and finest row, with its quarters. */
const entriesOf = (
  { fingerprint }: Services,
  { viewer, except }: { viewer: Viewer; except: string[] },
  lines: readonly AccountLine[],
): ListedBeside[] =>
  [...Map.groupBy(lines, rowOf).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { id, provider, instrument } = first.record
    const { measure, subCluster, priorityArea, beneficiary } = first.cell
    const quarters: AccountEntry['quarters'] = {}
    for (const { cell, counted, leftOut } of own)
      quarters[cell.quarter] = {
        counted: textOf(counted),
        leftOut: leftOut.map((left) => ({ ...left, amounts: textOf(left.amounts) })),
      }
    const entry = { id, beneficiary, provider, instrument, except, quarters } satisfies AccountEntry
    const row = { measure, key: { subCluster, priorityArea, beneficiary } }
    const print = fingerprint(entry).slice(0, printLength)
    return [{ list: 'account', viewers: [viewer], subCluster, id, row, print, entry }]
  })

/** Whoever sees a confidential record of the group has lines of its own for all of the group, in everyone's place. */
export const accountLines = (services: Services, group: CountedGroup): ListedBeside[] => {
  const others = viewersBesideEveryone(group)
  const linesFor = (viewer: Viewer, except: string[]) =>
    entriesOf(services, { viewer, except }, accountOf(asSeenBy(viewer, group)))
  return [...linesFor('everyone', others), ...others.flatMap((viewer) => linesFor(viewer, []))]
}
