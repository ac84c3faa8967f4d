// Joins the activities of an import as they declare it: parts to their envelopes, and what finances together.
import { identityOf } from './importRow.ts'
import { partiesOf } from './importParties.ts'
import type { ActivityLinks } from '#model/activity.ts'
import type { Contribution, Relation } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import { type ImportedRow, importedRowsIn } from '#store/importedRows.ts'
import { PartMoved, rowsPerPart, importsIn } from '#store/imports.ts'
import { itemsOfSegment, partsPerSegment } from './importItems.ts'
import { patchFromRow } from './reviseContribution.ts'
import { keptResult } from './keptResult.ts'
import type { ImportRun } from './importPart.ts'
import { withShownRelations } from './shownRelations.ts'
import type { SourceItem } from './sourceItem.ts'

type Activity = Extract<SourceItem, { kind: 'activity' }>

interface Declared {
  from: ImportedRow
  to: ImportedRow
  type: Relation['type']
}

/** What this import has brought or changed on either side; what a coordinator untied since stays untied. */
const isNew = ({ record }: ImportRun, { from, to }: Declared): boolean =>
  from.contribution !== to.contribution && (from.import === record.id || to.import === record.id)

const pairsOf = (
  { partOf, wholeOf, coFinances }: ActivityLinks,
  own: ImportedRow,
  known: (id: string) => ImportedRow | undefined,
): Declared[] => {
  const pairs = (ids: readonly string[], of: (other: ImportedRow) => Declared): Declared[] =>
    ids.flatMap((id) => {
      const other = known(id)
      return other ? [of(other)] : []
    })
  return [
    ...pairs(partOf, (to) => ({ from: own, to, type: 'part-of' })),
    ...pairs(wholeOf, (from) => ({ from, to: own, type: 'part-of' })),
    ...pairs(coFinances, (to) => ({ from: own, to, type: 'co-finances' })),
  ]
}

/** Activities of one publisher: those that another reports are told apart by evidence, and joined by a decision. */
const declaredBy = async (run: ImportRun, { row, read, links, transactions }: Activity): Promise<Declared[]> => {
  const others = [...links.partOf, ...links.wholeOf, ...links.coFinances]
  const found = others.length > 0 && read.faults.length === 0 ? await partiesOf(run.names, read) : null
  if (!found || !('parties' in found)) return []
  const placed = { row, fields: {}, read, transactions, notes: [], ...found.parties }
  const identity = (id: string | null): string => identityOf(run, { ...placed, read: { ...read, id } })
  const known = await importedRowsIn(run.services.store.table).getAll([read.id, ...others].map(identity))
  const own = known.get(identity(read.id))
  return own ? pairsOf(links, own, (id) => known.get(identity(id))).filter((pair) => isNew(run, pair)) : []
}

const isJoined = ({ relations, withdrawn }: Contribution, other: string): boolean =>
  withdrawn || relations.some(({ contribution }) => contribution === other)

/** Null once they are joined, or why they are not. */
const join = async (run: ImportRun, { from, to, type }: Declared): Promise<string | null> => {
  const { services, request, record } = run
  for (let attempt = 1; ; attempt += 1) {
    const standing = (await services.store.contributions.get(from.contribution))?.record
    if (!standing || isJoined(standing, to.contribution)) return null
    // What the importer does not see it does not name: the patch keeps it.
    const [shown = standing] = await withShownRelations(services, request.caller, [standing])
    try {
      await patchFromRow(services, request, {
        id: standing.id,
        expected: standing.revision,
        fields: { relations: [...shown.relations, { type, contribution: to.contribution }] },
        transactions: null,
        // The relation says which other: the history is read by callers who may not see it.
        reason: `Import ${record.id}: ${type} another, as the file declares.`,
        beside: [],
      })
      return null
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code !== 'stale-revision' || attempt >= 10)
        return `Declared ${type} ${to.contribution}, and not joined: ${error.message}`
    }
  }
}

const warn = async (run: ImportRun, part: number, row: number, detail: string): Promise<void> => {
  const imports = importsIn(run.services.store.table)
  for (let attempt = 1; ; attempt += 1) {
    const standing = await imports.part(run.record.id, part)
    const at = standing?.results.findIndex((one) => one.row === row) ?? -1
    const result = standing?.results[at]
    if (!standing || !result || result.warnings.some((one) => one.detail === detail)) return
    const warnings = [...result.warnings, { column: 'related-activity', detail }]
    try {
      await imports.annotate(
        run.record.id,
        part,
        standing,
        standing.results.with(at, keptResult({ ...result, warnings })),
      )
      return
    } catch (error) {
      if (!(error instanceof PartMoved) || attempt >= 20) throw error
    }
  }
}

/**
 * Those of one segment, once all rows are in: a part may stand before its whole. Safe to run again; `goOn` throws when time
 * is up.
 */
export const linkActivities = async (run: ImportRun, segment: number, goOn: () => void): Promise<void> => {
  let at = segment * partsPerSegment * rowsPerPart
  for await (const item of itemsOfSegment(run.services, run.record.file.name, segment)) {
    const part = Math.floor(at / rowsPerPart)
    at += 1
    if (item.kind !== 'activity') continue
    for (const pair of await declaredBy(run, item)) {
      goOn()
      const why = await join(run, pair)
      if (why !== null) await warn(run, part, item.row, why)
    }
  }
}
