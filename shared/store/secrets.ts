// Secrets that the tracker makes for itself, such as the key that cursors are sealed with: never in code or environment.
import type { Table } from './table.ts'

class MadeAlready extends Error {}

export interface Secrets {
  /** The secret of that name; made of `fresh` when there is none yet, and then the same for every process. */
  get: (name: string, fresh: () => string) => Promise<string>
}

export const secretsIn = (table: Table): Secrets => {
  const read = async (name: string): Promise<string | undefined> =>
    (await table.get({ pk: `SECRET#${name}`, sk: 'SECRET' }))?.['value'] as string | undefined

  return {
    get: async (name, fresh) => {
      const standing = await read(name)
      if (standing !== undefined) return standing
      const value = fresh()
      try {
        await table.transact([
          {
            put: { pk: `SECRET#${name}`, sk: 'SECRET', value },
            condition: 'attribute_not_exists(pk)',
            refuse: () => new MadeAlready(),
          },
        ])
        return value
      } catch (error) {
        const other = error instanceof MadeAlready ? await read(name) : undefined
        if (other === undefined) throw error
        return other
      }
    },
  }
}
