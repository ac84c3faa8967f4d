// What a group of contributions, or a need, puts into the finest rows of coverage.
import { type Cell, countedRecord, needCells } from '#domain/coverage/cells.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { addFigures, noFigures, type StageFigures } from '#domain/coverage/figure.ts'
import { paceOf } from '#domain/coverage/predictability.ts'
import { additiveOf } from '#domain/coverage/sums.ts'
import { presenceOf, viewerFigures } from '#domain/coverage/viewers.ts'
import { type Measure, stages } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import {
  type FigurePart,
  figureName,
  neededName,
  pace,
  paceName,
  partnerName,
  providersOf,
  type RowKey,
} from '#store/coverageCells.ts'
import type { Leaf, Share } from '#store/shares.ts'
import { viewersOf } from './listedBeside.ts'
import type { Closure } from './readClosure.ts'

/** The key of one finest row and quarter, as text for the counting rules and as fields for the store. */
interface LeafKey {
  measure: Measure
  leaf: Leaf
  key: RowKey
  quarter: string
}

const addTo = (
  shares: Map<string, Share>,
  viewer: string,
  leafKey: LeafKey,
  figures: Iterable<[string, bigint]>,
): void => {
  const { measure, leaf, key, quarter } = leafKey
  const year = quarter.slice(0, 4)
  const id = JSON.stringify([viewer, measure, leaf, key, year])
  const share = shares.get(id) ?? { viewer, measure, leaf, key, year, figures: new Map<string, bigint>() }
  for (const [name, amount] of figures) share.figures.set(name, (share.figures.get(name) ?? 0n) + amount)
  shares.set(id, share)
}

const figuresOf = (quarter: string, figures: StageFigures): [string, bigint][] =>
  stages.flatMap((stage) =>
    Object.entries(additiveOf(figures[stage])).map(([part, amount]): [string, bigint] => [
      figureName(quarter, stage, part as FigurePart),
      amount,
    ]),
  )

/** The low of a provider's or instrument's row is taken cell by cell, so a cell stays in its key until rows are summed. */
const leafKeys: { leaf: Leaf; of: (cell: Cell, record: { provider: string; instrument: string | null }) => RowKey }[] =
  [
    {
      leaf: 'subCluster,priorityArea,beneficiary',
      of: ({ subCluster, priorityArea, beneficiary }) => ({ subCluster, priorityArea, beneficiary }),
    },
    { leaf: 'provider', of: (_cell, { provider }) => ({ provider }) },
    { leaf: 'instrument', of: (_cell, { instrument }) => ({ instrument }) },
  ]

/** Who is active where is asked without a time and in no measure: one share for all of it. */
const presenceShares = (group: CountedGroup): Share[] => {
  const shares = new Map<string, Share>()
  for (const { viewer, subCluster, priorityArea, provider } of presenceOf(group)) {
    const id = JSON.stringify([viewer, subCluster, priorityArea])
    const key = { subCluster, priorityArea }
    const share = shares.get(id) ?? { viewer, measure: 'any', leaf: 'presence', key, year: 'all', figures: new Map() }
    share.figures.set(partnerName(provider), (share.figures.get(partnerName(provider)) ?? 0n) + 1n)
    shares.set(id, share)
  }
  return [...shares.values()]
}

/** What each provider has arranged for a beneficiary, in US dollars: all that is asked of it is its share. */
const providerShares = (group: CountedGroup): Share[] => {
  const shares = new Map<string, Share>()
  const views = viewerFigures(group, (cell, { provider }) => JSON.stringify([cell, provider]))
  for (const [viewer, figures] of views)
    for (const [text, figure] of figures) {
      const [{ measure, subCluster, beneficiary, quarter }, provider] = JSON.parse(text) as [Cell, string]
      if (measure !== 'usd') continue
      const leafKey: LeafKey = { measure, leaf: providersOf, key: { subCluster, beneficiary, provider }, quarter }
      const letter = figureName(quarter, 'arranged', 'reported')
      addTo(
        shares,
        viewer,
        leafKey,
        figuresOf(quarter, figure).filter(([name]) => name.startsWith(letter)),
      )
    }
  return [...shares.values()]
}

/** How many days each contribution took, but for those that were set aside as duplicates. */
export const paceShares = ({ contributions, confirmed }: Pick<Closure, 'contributions' | 'confirmed'>): Share[] => {
  const setAside = new Set(confirmed.map(({ other }) => other))
  return contributions
    .filter(({ id, withdrawn }) => !withdrawn && !setAside.has(id))
    .flatMap((contribution) => {
      const { pledgeToCommitment, commitmentToDisbursement } = paceOf(contribution)
      const figures = new Map([
        ...(pledgeToCommitment === null ? [] : [[paceName('p', pledgeToCommitment), 1n] as const]),
        ...(commitmentToDisbursement === null ? [] : [[paceName('d', commitmentToDisbursement), 1n] as const]),
      ])
      const { subCluster, beneficiary } = contribution
      const share = { measure: 'any', leaf: pace, key: { subCluster, beneficiary }, year: 'all' } as const
      return figures.size === 0 ? [] : viewersOf(contribution).map((viewer) => ({ ...share, viewer, figures }))
    })
}

/** What a group puts into the finest rows, for everyone and as a difference for each viewer who sees more of it. */
export const groupShares = (group: CountedGroup): Share[] => {
  const shares = new Map<string, Share>()
  for (const { leaf, of } of leafKeys) {
    const views = viewerFigures(group, (cell, record) => JSON.stringify([cell, of(cell, record)]))
    for (const [viewer, figures] of views) {
      const rows = new Map<string, { leafKey: LeafKey; sum: StageFigures }>()
      for (const [text, figure] of figures) {
        const [{ measure, quarter }, key] = JSON.parse(text) as [Cell, RowKey]
        const leafKey = { measure, leaf, key, quarter }
        const id = JSON.stringify(leafKey)
        rows.set(id, { leafKey, sum: addFigures(rows.get(id)?.sum ?? noFigures, figure) })
      }
      for (const { leafKey, sum } of rows.values()) addTo(shares, viewer, leafKey, figuresOf(leafKey.quarter, sum))
    }
  }
  return [...shares.values(), ...providerShares(group), ...presenceShares(group)]
}

/** A closure as it is counted. */
export const countedGroupOf = ({
  contributions,
  confirmed,
  open,
  partOf,
  inParentMonth,
}: Omit<Closure, 'id' | 'state'>): CountedGroup => ({
  records: contributions.map(countedRecord),
  confirmed,
  open,
  partOf,
  childUsdAtParentMonth: inParentMonth,
})

/** What a quantified need needs in its row. */
export const needShares = (need: Need): Share[] => {
  const shares = new Map<string, Share>()
  for (const { cell, amount } of needCells(need)) {
    const { measure, subCluster, priorityArea, beneficiary, quarter } = cell
    const key = { subCluster, priorityArea, beneficiary }
    const leafKey: LeafKey = { measure, leaf: 'subCluster,priorityArea,beneficiary', key, quarter }
    addTo(shares, 'everyone', leafKey, [[neededName(quarter), amount]])
  }
  return [...shares.values()]
}
