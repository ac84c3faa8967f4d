// One row of a sheet becomes a contribution as it would be sent, its organizations still the names that were written.
import type { NewContribution } from '#model/contribution.ts'
import type { RowNote } from '#model/import.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { namesNobody } from '../matching/namesNobody.ts'
import { Cells, type Conventions, splitPeriod } from './cells.ts'
import { countryCode } from './countryCode.ts'
import { given } from './given.ts'
import type { HeaderMoney } from './headerMoney.ts'
import { inKindOf, moneyOf } from './readAmounts.ts'
import { suggestSubCluster } from './suggestSubCluster.ts'
import { type NamedTerm, statusOf, type Vocabulary } from './vocabulary.ts'

type Parties = 'provider' | 'implementers' | 'beneficiary'
/** All that a row says but who is who. */
export type SentByRow = Omit<NewContribution, Parties>

export interface ReadRow {
  /** The submitter's own reference and the list that it is from. */
  id: string | null
  source: string | null
  /** The organizations as written; several providers in a cell: the first provides, the others implement. */
  partner: string
  implementers: string[]
  beneficiary: string | null
  reportedBy: string | null
  /** The revision that an exported row was made of. */
  revision: number | null
  sent: SentByRow
  faults: RowNote[]
  notes: RowNote[]
  /** What else a row says of an organization, under its name as written: its reference, its other names. */
  alsoNamed?: Record<string, AlsoNamed>
}

/** An organization's IATI reference and further names, beside the one that a row is read under. */
export interface AlsoNamed {
  reference: string | null
  names: string[]
}

export interface RowSettings extends Conventions {
  vocabulary: Vocabulary
  priorityAreas: readonly NamedTerm[]
  /** The list that all rows are from, where no row says so itself. */
  source: string | null
  /** What the header of the amount says, as in "Amount (EUR '000)". */
  headerMoney: HeaderMoney | null
}

type Fields = Partial<Record<ImportColumn, Cell>>

const languageNames: Record<string, NonNullable<NewContribution['language']>> = {
  english: 'en', anglais: 'en', ingles: 'en', french: 'fr', francais: 'fr', frances: 'fr', portuguese: 'pt', portugais: 'pt',
  portugues: 'pt', arabic: 'ar', arabe: 'ar', spanish: 'es', espagnol: 'es', espanhol: 'es', swahili: 'sw', kiswahili: 'sw',
} // prettier-ignore

const codes = ['en', 'fr', 'pt', 'ar', 'es', 'sw'] as const

const languageOf = (cells: Cells): NewContribution['language'] => {
  const written = cells.text('lang', 40)
  if (written === null) return undefined
  const folded = foldText(written)
  const language = codes.find((code) => folded === code || folded.startsWith(`${code} `)) ?? languageNames[folded]
  if (language === undefined) cells.fault('lang', `"${written}" is none of ${codes.join(', ')}.`)
  return language
}

const periodOf = (cells: Cells): NewContribution['period'] => {
  const start = cells.day('start_date', 'start')
  const end = cells.day('end_date', 'end')
  if (start === null) {
    if (end !== null && !cells.faults.some(({ column }) => column === 'start_date'))
      cells.fault('start_date', 'There is an end and no start.')
    return undefined
  }
  if (end !== null && end < start) {
    cells.fault('end_date', `The end, ${end}, is before the start, ${start}.`)
    return undefined
  }
  if (end !== null && Number(end.slice(0, 4)) - Number(start.slice(0, 4)) > 20) {
    cells.fault('end_date', 'The end is more than 20 years after the start.')
    return undefined
  }
  return end === null ? { start } : { start, end }
}

/** As many as a contribution names. */
const mostPlaces = 20
const mostImplementers = 8

const placesOf = (cells: Cells): NewContribution['places'] => {
  const countries: string[] = []
  for (const written of cells.list('country', 200)) {
    const code = countryCode(written)
    if (code) countries.push(code)
    else cells.fault('country', `"${written}" is no country that is known.`)
  }
  const names = cells.list('location', 200)
  const [only, ...others] = countries
  const country = only !== undefined && others.length === 0 ? { country: only } : {}
  const places = names.map((name) => ({ ...country, name }))
  const apart = names.length > 0 && others.length === 0 ? [] : countries.map((code) => ({ country: code }))
  const all = [...places, ...apart]
  if (all.length > mostPlaces) cells.note('location', `Of ${all.length} places the first ${mostPlaces} are kept.`)
  return all.length === 0 ? undefined : all.slice(0, mostPlaces)
}

const identifiersOf = (cells: Cells): NewContribution['identifiers'] => {
  const listed = cells.list('external_refs', 300).map((text) => {
    const [, scheme, value] = /^([a-z0-9]+(?:-[a-z0-9]+)*):\s*(\S.*)$/.exec(text) ?? []
    return scheme !== undefined && value !== undefined ? { scheme, value } : { scheme: 'external', value: text }
  })
  return listed.length === 0 ? undefined : listed
}

const termOf = (cells: Cells, vocabulary: Vocabulary, column: 'modality' | 'instrument' | 'cluster'): string | null => {
  const written = cells.text(column, 200)
  if (written === null) return null
  const term = vocabulary(column, written)
  if (!term) cells.fault(column, `There is no ${column} "${written}".`)
  return term?.code ?? null
}

/** `mission-planning 60%; mission-management 40%`: the part behind a name is its percentage. */
const areasOf = (cells: Cells, vocabulary: Vocabulary): { code: string; percent?: number; parent: string | null }[] =>
  cells.list('priority_area', 200).flatMap((text) => {
    const [, name = text, percent] = /^(.*?)[\s(:]*(\d{1,3}(?:[.,]\d{1,2})?)\s*%\)?$/.exec(text) ?? []
    const term = vocabulary('priority-area', name)
    if (!term) {
      cells.fault('priority_area', `There is no priority area "${name}".`)
      return []
    }
    const share = percent === undefined ? {} : { percent: Number(percent.replace(',', '.')) }
    return [{ code: term.code, parent: term.parent ?? null, ...share }]
  })

const placementOf = (
  cells: Cells,
  settings: RowSettings,
  text: string,
): Pick<NewContribution, 'subCluster' | 'priorityAreas'> => {
  const { vocabulary, priorityAreas } = settings
  const areas = areasOf(cells, vocabulary)
  const priority = areas.length === 0 ? {} : { priorityAreas: areas.map(({ parent: _parent, ...area }) => area) }
  const written = cells.text('sub_cluster', 200)
  if (written !== null) {
    const term = vocabulary('sub-cluster', written)
    if (!term) cells.fault('sub_cluster', `There is no sub-cluster "${written}".`)
    return { ...(term ? { subCluster: term.code } : {}), ...priority }
  }
  const parents = [...new Set(areas.map(({ parent }) => parent))]
  if (parents.length === 1 && parents[0]) return { subCluster: parents[0], ...priority }
  const suggested = areas.length > 0 ? null : suggestSubCluster(text, priorityAreas)
  if (!suggested) return priority
  cells.note('sub_cluster', `Suggested from the text ("${suggested.because}"): ${suggested.subCluster}.`)
  return { subCluster: suggested.subCluster }
}

const visibilityOf = (cells: Cells): NewContribution['visibility'] => {
  const written = foldText(cells.text('visibility', 100) ?? '')
  if (written === '') return undefined
  if (/^(?:shared|public|all|everyone|tous|partage|partilhado|publico|no|non|nao|عام|مشترك)$/.test(written))
    return 'shared'
  if (
    /^(?:coordinators|coordinators only|confidential|restricted|confidentiel|confidencial|yes|oui|sim|سري)$/.test(
      written,
    )
  )
    return 'coordinators'
  cells.fault('visibility', 'This is neither shared nor coordinators.')
  return undefined
}

const statusIn = (cells: Cells): NewContribution['status'] => {
  const written = cells.text('status', 100)
  if (written === null) return undefined
  const status = statusOf(written)
  if (!status) cells.fault('status', `"${written}" is no status that is known.`)
  return status ?? undefined
}

const operationOf = (cells: Cells): string | null => {
  const written = cells.text('operation', 80)
  return written === null ? null : foldText(written).replaceAll(' ', '-').slice(0, 80) || null
}

const sourceOf = (source: string | null, id: string | null): NewContribution['source'] => {
  if (source === null) return undefined
  return { document: source, ...(id === null || id.length > 60 ? {} : { paragraph: id }) }
}

const revisionIn = (cells: Cells): number | null => {
  const written = cells.text('revision', 12)
  if (written === null || /^[1-9]\d{0,8}$/.test(written)) return written === null ? null : Number(written)
  cells.fault('revision', 'A revision is a whole number.')
  return null
}

const mustHaveSubstance = (cells: Cells, { money, inKind, period }: Partial<SentByRow>): void => {
  if (money || inKind || period || cells.faults.length > 0) return
  cells.fault('amount', 'The row has no amount, no quantity and no start_date.')
}

const sentOf = (cells: Cells, settings: RowSettings, source: string | null, id: string | null): SentByRow => {
  const { vocabulary } = settings
  const title = cells.text('title', 500) ?? ''
  if (title === '' && cells.faults.length === 0) cells.fault('title', 'There is no title.')
  const description = cells.text('description', 10_000, true)
  const modality = termOf(cells, vocabulary, 'modality')
  termOf(cells, vocabulary, 'cluster')
  return given({
    title,
    description,
    language: languageOf(cells),
    instrument: termOf(cells, vocabulary, 'instrument'),
    ...placementOf(cells, settings, `${title} ${description ?? ''}`),
    modality,
    status: statusIn(cells),
    money: moneyOf(cells, settings.headerMoney),
    inKind: inKindOf(cells, vocabulary, modality),
    period: periodOf(cells),
    places: placesOf(cells),
    identifiers: identifiersOf(cells),
    operation: operationOf(cells),
    visibility: visibilityOf(cells),
    source: sourceOf(source, id),
  })
}

const named = (names: readonly string[]): string => names.map((name) => name.slice(0, 60)).join(', ')

const percentage = /\d\s?(?:%|٪|per ?cent\b|pour ?cent\b|por cento\b|p\. ?100)/giu

/** "UK 60 %, Norway 40 %": to count all of it for the first of them would be wrong. */
const sharesIn = (partners: readonly string[]): boolean => {
  const shares = partners.join(';').match(percentage)?.length ?? 0
  return shares > 1 || (shares === 1 && partners.length > 1)
}

/** The first of several provides or benefits, and no amount is divided among them (design.md, formula 1): the others are said. */
const partiesIn = (cells: Cells): Pick<ReadRow, 'partner' | 'implementers' | 'beneficiary'> => {
  const [partner = '', ...others] = cells.list('partner', 300)
  if (sharesIn([partner, ...others]))
    cells.fault('partner', 'Shares of several partners: give each of them a row of its own, with its amount.')
  if (partner === '') cells.fault('partner', 'There is no partner.')
  if (others.length > 0) cells.note('partner', `Several: ${partner.slice(0, 60)} provides, with ${named(others)}.`)
  const written = [...new Set([...cells.list('implementing_partner', 300), ...others])]
  const nobody = written.filter(namesNobody)
  if (nobody.length > 0) cells.note('implementing_partner', `Names no organization, left out: ${named(nobody)}.`)
  const implementers = written.filter((name) => !namesNobody(name))
  const further = implementers.slice(mostImplementers)
  if (further.length > 0) cells.note('implementing_partner', `Implemented also by ${named(further)}.`)
  const [beneficiary = null, ...also] = cells.list('beneficiary', 300)
  if (also.length > 0)
    cells.note('beneficiary', `For ${beneficiary?.slice(0, 60)}; also for ${named(also)}: not divided.`)
  return { partner, implementers: implementers.slice(0, mostImplementers), beneficiary }
}

/** Reads a row; what is wrong with it is in `faults`, what was assumed in `notes`. Nothing is looked up but terms. */
export const readRow = (raw: Fields, settings: RowSettings): ReadRow => {
  const both = splitPeriod(raw.start_date ?? null)
  const fields = both ? { ...raw, start_date: both[0], end_date: raw.end_date ?? both[1] } : raw
  const cells = new Cells(fields, settings)
  if (both && (raw.end_date ?? null) !== null) cells.sameDay('end_date', both[1])
  const parties = partiesIn(cells)
  const id = cells.text('id', 200)
  const source = cells.text('source', 200) ?? settings.source
  const sent = sentOf(cells, settings, source, id)
  mustHaveSubstance(cells, sent)
  return {
    id,
    source,
    ...parties,
    reportedBy: cells.text('reported_by', 300),
    revision: revisionIn(cells),
    sent,
    faults: cells.faults,
    notes: cells.notes,
  }
}
