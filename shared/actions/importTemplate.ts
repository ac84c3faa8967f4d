// The workbook that a partner fills in: instructions, an empty sheet with drop-downs, and the codes that they show.
import { howToFillIn, importGuide } from '#documents/columns/importGuide.ts'
import type { TableCell, TableColumn } from '#documents/tables/table.ts'
import type { Choice, WorkbookSheet } from '#documents/workbook/sheetXml.ts'
import { workbookFile } from '#documents/workbook/workbookFile.ts'
import { requiredColumns } from '#domain/imports/readHeader.ts'
import { Status, Visibility } from '#model/contribution.ts'
import { type ImportColumn, importColumns } from '#model/importColumns.ts'
import type { Partner } from '#model/partner.ts'
import type { TaxonomyKind, Term } from '#model/taxonomy.ts'
import { Language } from '#model/text.ts'
import { kindOfColumn } from './contributionColumns.ts'

/** What stands in the sheet of codes: a code and what it is called. */
interface Code {
  vocabulary: ImportColumn
  code: string
  name: string
}

export interface TemplateCodes {
  terms: readonly Pick<Term, 'kind' | 'code' | 'names'>[]
  partners: readonly Pick<Partner, 'id' | 'names'>[]
}

const vocabularyOfKind: Record<TaxonomyKind, ImportColumn> = {
  cluster: 'cluster',
  'sub-cluster': 'sub_cluster',
  'priority-area': 'priority_area',
  modality: 'modality',
  unit: 'unit',
  instrument: 'instrument',
}

/** Those that rates are published for come first to mind; any other ISO code may be written. */
const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'SEK', 'NOK', 'DKK', 'CAD', 'AUD', 'CNY', 'ZAR', 'XAF', 'XOF']

const fixed = (vocabulary: ImportColumn, codes: readonly string[]): Code[] =>
  codes.map((code) => ({ vocabulary, code, name: '' }))

const nameOf = ({ names }: { names: Partial<Record<string, string>> }): string =>
  names['en'] ?? Object.values(names)[0] ?? ''

/** By column, so that each list is one stretch of the sheet; the enumerations are the schemas' own. */
const codesOf = ({ terms, partners }: TemplateCodes): Code[] => [
  ...fixed('lang', Object.keys(Language.def.entries)),
  ...fixed('status', Object.keys(Status.def.entries)),
  ...fixed('visibility', Object.keys(Visibility.def.entries)),
  ...fixed('currency', currencies),
  ...Object.entries(vocabularyOfKind).flatMap(([kind, vocabulary]) =>
    terms.filter((term) => term.kind === kind).map((term) => ({ vocabulary, code: term.code, name: nameOf(term) })),
  ),
  ...partners.map((partner): Code => ({ vocabulary: 'partner', code: partner.id, name: nameOf(partner) })),
]

/** Columns whose drop-down is another column's list. */
const sharedLists: Partial<Record<ImportColumn, ImportColumn>> = {
  implementing_partner: 'partner',
  beneficiary: 'partner',
}

const templateColumns = importColumns.filter((column): column is keyof typeof importGuide => column in importGuide)

/** Row 1 is the header. */
const choicesOf = (codes: readonly Code[]): Choice[] =>
  templateColumns.flatMap((column) => {
    const vocabulary = sharedLists[column] ?? column
    const first = codes.findIndex((code) => code.vocabulary === vocabulary)
    const last = codes.findLastIndex((code) => code.vocabulary === vocabulary)
    if (first < 0) return []
    return [{ column, formula: `Codes!$B$${first + 2}:$B$${last + 2}`, hint: importGuide[column].en }]
  })

async function* onePage(rows: TableCell[][]): AsyncGenerator<TableCell[][]> {
  yield rows
}

const textColumns = (...names: string[]): TableColumn[] => names.map((name) => ({ name, kind: 'text', tag: '' }))

/** Its own words are no header of an import: the rows to read are in the next sheet. */
const instructions = (): WorkbookSheet => {
  const columns = [
    'Column · colonne',
    'Required · obligatoire',
    'What to write',
    'Que faut-il écrire',
    'Example · exemple',
  ]
  const guide = templateColumns.map((column): TableCell[] => {
    const { en, fr, example } = importGuide[column]
    const isRequired = requiredColumns.some((one) => one === column)
    return [column, isRequired ? 'yes · oui' : null, en, fr, example]
  })
  const lines = howToFillIn.en.map((line, at): TableCell[] => [null, null, line, howToFillIn.fr[at] ?? null])
  const widths = {
    [columns[0] ?? '']: 24,
    [columns[1] ?? '']: 22,
    [columns[2] ?? '']: 60,
    [columns[3] ?? '']: 60,
    [columns[4] ?? '']: 40,
  }
  return {
    name: 'Instructions',
    columns: textColumns(...columns),
    pages: onePage([columns, ...lines, [], ...guide]),
    bare: 'prose',
    widths,
  }
}

const contributions = (codes: readonly Code[]): WorkbookSheet => ({
  name: 'Contributions',
  columns: templateColumns.map((name) => ({ name, kind: kindOfColumn(name), tag: '' })),
  pages: onePage([]),
  choices: choicesOf(codes),
  widths: { title: 50, description: 50 },
})

/** The template for the codes that are in force; the same codes make the same file. */
export const importTemplate = (given: TemplateCodes): AsyncIterable<Uint8Array> => {
  const codes = codesOf(given)
  const rows = codes.map(({ vocabulary, code, name }): TableCell[] => [vocabulary, code, name])
  const codesSheet: WorkbookSheet = {
    name: 'Codes',
    columns: textColumns('vocabulary', 'code', 'name'),
    pages: onePage(rows),
    widths: { name: 60 },
  }
  return workbookFile([instructions(), contributions(codes), codesSheet])
}
