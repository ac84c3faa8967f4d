// Needs: NEED#id, listed by everything, beneficiary and sub-cluster.
import { Need } from '#model/need.ts'
import { type Register, registerIn } from './register.ts'
import type { Table } from './table.ts'

const kind = 'NEED'

const needPartition = (id: string): string => `${kind}#${id}`

export const needsIn = (table: Table): Register<Need> =>
  registerIn(table, {
    kind,
    keyOf: (id) => ({ pk: needPartition(id), sk: kind }),
    idOf: ({ id }) => id,
    parse: (record) => Need.parse(record),
    listedUnder: ({ withdrawn, beneficiary, subCluster }) =>
      withdrawn ? {} : { everything: '', beneficiary, ...(subCluster === null ? {} : { subCluster }) },
  })
