// Saved mappings of sheets with other headers: MAPPING#id, listed by everything.
import { Mapping } from '#model/importColumns.ts'
import { type Register, registerIn } from './register.ts'
import type { Table } from './table.ts'

const kind = 'MAPPING'

export const mappingsIn = (table: Table): Register<Mapping> =>
  registerIn(table, {
    kind,
    keyOf: (id) => ({ pk: `${kind}#${id}`, sk: kind }),
    idOf: ({ id }) => id,
    parse: (record) => Mapping.parse(record),
    listedUnder: () => ({ everything: '' }),
  })
