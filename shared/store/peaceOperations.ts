// Peace operations: OPERATION#id, listed by everything.
import { PeaceOperation } from '#model/peaceOperation.ts'
import { type Register, registerIn } from './register.ts'
import type { Table } from './table.ts'

const kind = 'OPERATION'

export const peaceOperationsIn = (table: Table): Register<PeaceOperation> =>
  registerIn(table, {
    kind,
    keyOf: (id) => ({ pk: `${kind}#${id}`, sk: kind }),
    idOf: ({ id }) => id,
    parse: (record) => PeaceOperation.parse(record),
    listedUnder: () => ({ everything: '' }),
  })
