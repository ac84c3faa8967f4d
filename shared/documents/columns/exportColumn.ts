// A column of an export, and what of a record stands in it.
import type { Partner } from '#model/partner.ts'
import type { CellKind, TableCell, TableColumn } from '../tables/table.ts'

export interface ExportColumn<Item> extends TableColumn {
  of: (item: Item) => TableCell | undefined
}

export const column = <Item>(
  name: string,
  tag: string,
  of: ExportColumn<Item>['of'],
  kind: CellKind = 'text',
): ExportColumn<Item> => ({ name, tag, kind, of })

/** Several things in one cell, as the import reads them. */
export const listed = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join('; '))

type Sourced = Pick<Partner, 'source'>

export const sourceColumns = <Item extends Sourced>(): ExportColumn<Item>[] => [
  column('source', '#meta+source', ({ source }) => source?.document),
  column('paragraph', '#meta+source+paragraph', ({ source }) => source?.paragraph),
]

interface Named {
  names: Partial<Record<string, string>>
}

const languages = ['en', 'fr', 'pt', 'ar', 'es', 'sw'] as const

/** A name in each language. */
export const nameColumns = <Item extends Named>(tag: string): ExportColumn<Item>[] =>
  languages.map((language) => column(`name_${language}`, `${tag}+i_${language}`, ({ names }) => names[language]))
