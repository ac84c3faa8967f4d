// Members: MEMBER#subject, the mapping from a token's subject to an organization and a role.
import { Member } from '#model/caller.ts'
import { type Register, registerIn } from './register.ts'
import type { Table } from './table.ts'

const kind = 'MEMBER'

export const membersIn = (table: Table): Register<Member> =>
  registerIn(table, {
    kind,
    keyOf: (id) => ({ pk: `${kind}#${id}`, sk: kind }),
    idOf: ({ id }) => id,
    parse: (record) => Member.parse(record),
    listedUnder: ({ removed }) => (removed ? {} : { everything: '' }),
  })
