// What invented contributions put into the finest rows of coverage, by the rules that the tracker itself counts by.
import { countedGroupOf, groupShares, needShares } from '#actions/countedShares.ts'
import { asKept as needAsKept } from '#actions/reviseNeed.ts'
import { validated } from '#actions/validate.ts'
import { asKept } from '#domain/contributionDraft.ts'
import type { Contribution, NewContribution } from '#model/contribution.ts'
import { stages } from '#model/coverage.ts'
import { NewNeed } from '#model/need.ts'
import { filesOf } from '#seeds/sets.ts'
import { figureName, neededName } from '#store/coverageCells.ts'
import type { Share } from '#store/shares.ts'

const at = '2008-01-01T00:00:00.000Z'

/** Amounts are taken as dollars: converting them is no part of what is measured. */
const kept = (sent: NewContribution, position: number): Contribution => {
  const amount = sent.money?.amount
  return asKept(sent, {
    id: `bench-${position}`,
    revision: 1,
    reportedBy: sent.provider,
    withdrawn: false,
    lapsedOn: null,
    createdAt: at,
    updatedAt: at,
    usd: amount === undefined ? null : { amount, unitsPerEur: {}, month: '2008-01', provisional: false },
    transactions: [],
    deliveries: [],
    renewals: [],
    statusHistory: [],
  })
}

export const contributionShares = (sent: NewContribution, position: number): Share[] =>
  groupShares(
    countedGroupOf({
      contributions: [kept(sent, position)],
      confirmed: [],
      open: [],
      partOf: [],
      inParentMonth: () => null,
    }),
  )

export const seedNeedShares = (): Share[] =>
  filesOf('demo')
    .flatMap(({ needs }) => needs)
    .flatMap((row, position) =>
      needShares(
        needAsKept(validated(NewNeed, row), {
          id: `need-${position}`,
          revision: 1,
          originalAmount: null,
          registeredBy: 'bench',
          withdrawn: false,
          createdAt: at,
          updatedAt: at,
        }),
      ),
    )

const idOf = ({ viewer, measure, leaf, key, year }: Share): string => JSON.stringify([viewer, measure, leaf, key, year])

/** Shares of many records added up where they meet: what the cells hold when all are followed. */
export class AddedShares {
  readonly #shares = new Map<string, Share>()

  add(shares: readonly Share[]): void {
    for (const share of shares) {
      const standing = this.#shares.get(idOf(share)) ?? { ...share, figures: new Map<string, bigint>() }
      for (const [name, amount] of share.figures)
        standing.figures.set(name, (standing.figures.get(name) ?? 0n) + amount)
      this.#shares.set(idOf(share), standing)
    }
  }

  all(): Share[] {
    return [...this.#shares.values()]
  }
}

export const sqlColumns = [
  'record', 'measure', 'sub_cluster', 'priority_area', 'beneficiary', 'provider', 'instrument', 'quarter', 'needed', ...stages,
] // prettier-ignore

const quarters = ['Q1', 'Q2', 'Q3', 'Q4']

/** The same amounts as rows of a table, a line for each record, finest row and quarter, as `COPY` takes them. */
export const sqlLines = (record: string, sent: NewContribution | null, shares: readonly Share[]): string =>
  shares
    .filter(({ leaf, viewer }) => leaf === 'subCluster,priorityArea,beneficiary' && viewer === 'everyone')
    .flatMap(({ measure, key, year, figures }) =>
      quarters.flatMap((name) => {
        const quarter = `${year}-${name}`
        const amounts = [neededName(quarter), ...stages.map((stage) => figureName(quarter, stage, 'reported'))].map(
          (figure) => figures.get(figure) ?? 0n,
        )
        if (amounts.every((amount) => amount === 0n)) return []
        const { subCluster, priorityArea, beneficiary } = key
        const names = [subCluster, priorityArea, beneficiary, sent?.provider, sent?.instrument].map(
          (one) => one ?? '\\N',
        )
        return [`${[record, measure, ...names, quarter, ...amounts.map(String)].join('\t')}\n`]
      }),
    )
    .join('')
