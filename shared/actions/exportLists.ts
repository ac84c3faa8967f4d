// The lists that can be exported: what their columns are, and which formats each has. A format is an entry in `formats`;
// its route, its documentation and its delivery follow from it.
import { type CoverageLine, coverageColumns, gapColumns, type Measured } from '#documents/columns/coverageColumns.ts'
import { findingColumns } from '#documents/columns/findingColumns.ts'
import { needColumns } from '#documents/columns/needColumns.ts'
import { partnerColumns, termColumns } from '#documents/columns/registerColumns.ts'
import { exportRow } from '#domain/imports/exportRow.ts'
import type { Contribution } from '#model/contribution.ts'
import type { GapRow } from '#model/coverage.ts'
import type { Finding } from '#model/finding.ts'
import type { Need } from '#model/need.ts'
import type { Partner } from '#model/partner.ts'
import type { Term } from '#model/taxonomy.ts'
import { iatiFormat } from './iatiExport.ts'
import { contributionColumns } from './contributionColumns.ts'
import { type Exported, type ExportFormat, tableFormats } from './exportFormats.ts'

export interface ExportList<Item extends object> extends Pick<Exported<Item>, 'title' | 'columns' | 'line'> {
  /** As in the file's name: `contributions`. */
  name: string
  formats: readonly ExportFormat<Item>[]
}

/** As the list itself answers it. */
const asListed = <Item>(item: Item): Item => item

/** A line of JSON has the import's columns, like a row: it can come back as either. */
export const contributionList: ExportList<Contribution> = {
  name: 'contributions',
  title: 'Contributions',
  columns: contributionColumns,
  line: exportRow,
  formats: [...tableFormats<Contribution>(), iatiFormat],
}

export const needList: ExportList<Need> = {
  name: 'needs',
  title: 'Needs',
  columns: needColumns,
  line: asListed,
  formats: tableFormats(),
}

export const findingList: ExportList<Finding> = {
  name: 'findings',
  title: 'Findings',
  columns: findingColumns,
  line: asListed,
  formats: tableFormats(),
}

export const coverageList: ExportList<Measured<CoverageLine>> = {
  name: 'coverage',
  title: 'Coverage',
  columns: coverageColumns,
  line: asListed,
  formats: tableFormats(),
}

export const gapList: ExportList<Measured<GapRow>> = {
  name: 'gaps',
  title: 'Gaps',
  columns: gapColumns,
  line: asListed,
  formats: tableFormats(),
}

export const partnerList: ExportList<Partner> = {
  name: 'partners',
  title: 'Partners',
  columns: partnerColumns,
  line: asListed,
  formats: tableFormats(),
}

export const termList: ExportList<Term> = {
  name: 'taxonomy',
  title: 'Taxonomy',
  columns: termColumns,
  line: asListed,
  formats: tableFormats(),
}
