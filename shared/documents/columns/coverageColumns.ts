// The columns of an export of coverage rows and of gaps: the same whatever they are grouped by, empty where there is none.
import { type CoverageRow, type GapRow, type ListedEntry, type Measure, stages } from '#model/coverage.ts'
import { column, type ExportColumn, listed } from './exportColumn.ts'

/** A row with the measure it is counted in, and the list that it stands in. */
export type Measured<Row> = Row & { measure: Measure; list?: string }

/** A row of figures, or an entry of a list beside them. */
export type CoverageLine = Partial<CoverageRow> &
  Partial<Pick<ListedEntry, 'id' | 'title' | 'amount' | 'currency' | 'urgency'>>

const bounds = ['low', 'expected', 'high'] as const

const keyColumns = <Row extends Partial<CoverageRow>>(): ExportColumn<Measured<Row>>[] => [
  column('measure', '#indicator+unit', ({ measure }) => measure),
  column('sub_cluster', '#sector+subcluster', ({ subCluster }) => subCluster),
  column('priority_area', '#activity+theme', ({ priorityArea }) => priorityArea),
  column('beneficiary', '#org+beneficiary', ({ beneficiary }) => beneficiary),
]

const figureColumns = <Row extends Partial<CoverageRow>>(): ExportColumn<Measured<Row>>[] => [
  column('needed', '#inneed+num', ({ needed }) => needed, 'decimal'),
  ...stages.flatMap((stage): ExportColumn<Measured<Row>>[] => [
    column(`${stage}_reported`, `#value+${stage}+reported`, (row) => row[stage]?.reported, 'decimal'),
    ...bounds.map((bound) =>
      column<Measured<Row>>(
        `${stage}_${bound}`,
        `#value+${stage}+net+${bound}`,
        (row) => row[stage]?.net[bound],
        'decimal',
      ),
    ),
  ]),
  ...(['gap', 'oversupply', 'coverage'] as const).flatMap((figure) =>
    stages.flatMap((stage) =>
      bounds.map((bound) =>
        column<Measured<Row>>(
          `${figure}_${stage}_${bound}`,
          `#indicator+${figure}+${stage}+${bound}`,
          (row) => row[figure]?.[stage][bound],
          figure === 'coverage' ? 'score' : 'decimal',
        ),
      ),
    ),
  ),
]

export const coverageColumns: readonly ExportColumn<Measured<CoverageLine>>[] = [
  column('list', '#meta+list', ({ list }) => list),
  ...keyColumns<CoverageLine>(),
  column('provider', '#org+provider', ({ provider }) => provider),
  column('instrument', '#value+instrument', ({ instrument }) => instrument),
  column('quarter', '#date+quarter', ({ quarter }) => quarter),
  column('year', '#date+year', ({ year }) => year),
  ...figureColumns<CoverageLine>(),
  column('id', '#meta+id', ({ id }) => id),
  column('title', '#activity+name', ({ title }) => title),
  column('urgency', '#severity', ({ urgency }) => urgency),
  column('amount', '#value+amount', ({ amount }) => amount, 'decimal'),
  column('currency', '#value+currency', ({ currency }) => currency),
]

export const gapColumns: readonly ExportColumn<Measured<GapRow>>[] = [
  ...keyColumns<GapRow>(),
  column('urgency', '#severity', ({ urgency }) => urgency),
  ...figureColumns<GapRow>(),
  column('needs', '#meta+id+needs', ({ needs }) => listed(needs)),
  column('active', '#org+active', ({ active }) => listed(active)),
  column('could_fill', '#org+possible', ({ couldFill }) => listed(couldFill)),
]
