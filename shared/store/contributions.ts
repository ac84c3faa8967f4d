// Contributions: CONTRIBUTION#id, listed by everything, provider, beneficiary, sub-cluster and instrument.
import { Contribution } from '#model/contribution.ts'
import { type Register, registerIn } from './register.ts'
import type { Table } from './table.ts'
import type { Committing } from './together.ts'

const kind = 'CONTRIBUTION'

/** All that is kept about one contribution shares this partition: its row, its findings, its parts, its watermarks. */
export const contributionPartition = (id: string): string => `${kind}#${id}`

export const contributionFromItem = (item: Record<string, unknown>): Contribution => Contribution.parse(item['record'])

export const contributionsIn = (table: Table, committing?: Committing): Register<Contribution> =>
  registerIn(
    table,
    {
      kind,
      keyOf: (id) => ({ pk: contributionPartition(id), sk: kind }),
      idOf: ({ id }) => id,
      parse: (record) => Contribution.parse(record),
      listedUnder: ({ withdrawn, provider, beneficiary, subCluster, instrument }) =>
        withdrawn
          ? {}
          : {
              everything: '',
              provider,
              beneficiary,
              ...(subCluster === null ? {} : { subCluster }),
              ...(instrument === null ? {} : { instrument }),
            },
    },
    committing,
  )
