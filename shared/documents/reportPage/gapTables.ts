// Coverage in full: gaps by urgency, oversupply, what belongs to no single area, and the sums of everything.
import { html } from 'hono/html'
import { stages } from '#model/coverage.ts'
import type { Report, ReportRow, ReportTotal } from '#model/report.ts'
import { barLegend, gapBar } from './gapBar.ts'
import { rowsPrinted } from './furtherLists.ts'
import { empty, leftOut, section, table } from './markup.ts'
import type { Markup } from './markup.ts'
import { clipped, count, fillReasons, name, period, quantity, span, urgencies } from './wording.ts'

const rowLimit = 300
/** On paper, of each urgency: what is missing is the subject of the meeting, and some pages of it are read. */
const gapsPrinted = 30
const needLimit = 3
const partnerLimit = 6

/** Why there is no gap: because all is covered, or because nothing is registered to be covered. */
export function noGap(covered: number): string {
  return covered === 0
    ? 'No gap can be told: no need with a figure is registered.'
    : 'No gap: every need with a figure is covered by what is arranged.'
}

export function gapTable({ gaps, covered }: Report): Markup {
  const others = `${count(covered.length, 'further need')} ${covered.length === 1 ? 'is' : 'are'} covered by what is arranged.`
  const body =
    gaps.length === 0
      ? empty(noGap(covered.length))
      : html`${byUrgency(gaps.slice(0, rowLimit))} ${barLegend()} ${leftOut(gaps, rowLimit, 'gaps')}`
  return section('gaps', 'Gaps in full', html`${body}${covered.length > 0 ? html`<p class="note">${others}</p>` : ''}`)
}

function byUrgency(gaps: readonly ReportRow[]): Markup {
  const groups = Map.groupBy(gaps, ({ urgency }) => urgency)
  const headings = [
    ['wide', 'What and for whom'],
    ['amount', 'Needed'],
    ['amount', 'Arranged'],
    'State',
    ['amount', 'Still missing'],
  ] as const
  return html`${[...groups].map(
    ([urgency, rows]) =>
      html`<div class="gaps">${table(urgency ? `${urgencies[urgency]} needs` : 'Needs whose urgency is not known', headings, rows.map(gapRow), [gapsPrinted, 'gaps'])}</div>`,
  )}`
}

function gapRow(row: ReportRow): Markup {
  const { measure, gap, needs, percentArranged } = row
  const range = gap ? span(gap.arranged, measure) : null
  return html`<tr class="led">
    <th scope="row">
      ${place(row)}${when(row) === '' ? '' : html`<small>, ${when(row)}</small>`}
    </th>
    <td class="amount">${quantity(row.needed, measure)}</td>
    <td class="amount">
      ${quantity(row.arranged, measure)}<br />
      <small>${percentArranged === null ? '' : `${percentArranged}\u00a0%`}</small>
    </td>
    <td>${gapBar(row)}<small>${quantity(row.delivered, measure)} delivered</small></td>
    <td class="amount">
      <strong>${gap ? quantity(gap.arranged.expected, measure) : ''}</strong>
      ${range ? html`<br /><small>${range}</small>` : ''}
    </td>
  </tr>
  <tr class="who"><td colspan="5">${needs.length > 0 ? html`<em>${needTitles(needs)}.</em> ` : ''}Already active: ${partners(row.activePartners)}.${helpers(row.couldFill)}</td></tr>`
}

/** Whom to ask, each with why. */
function helpers(couldFill: ReportRow['couldFill']): Markup | '' {
  if (couldFill.length === 0) return ''
  return html` Could help:
    <ul class="helpers">
    ${couldFill.map(({ partner, reasons }) => html`<li><strong>${partner.name}:</strong> <small>${fillReasons(reasons)}</small></li>`)}
  </ul>`
}

function place({ subCluster, priorityArea, beneficiary }: ReportRow): Markup {
  return html`${name(priorityArea, 'No single area')}, ${name(beneficiary)}<br /><small>${name(subCluster, 'No sub-cluster')}</small>`
}

function when({ time, neededFrom, neededUntil }: ReportRow): string {
  if (time) return time
  if (!neededFrom) return ''
  return period({ start: neededFrom, end: neededUntil ?? neededFrom })
}

function needTitles(needs: ReportRow['needs']): Markup {
  const left = needs.length - needLimit
  return html`${needs.slice(0, needLimit).map(({ title }, index) => html`${index > 0 ? '; ' : ''}<bdi>${clipped(title, 120)}</bdi>`)}${left > 0 ? `; and ${left} more` : ''}`
}

function partners(active: ReportRow['activePartners']): string {
  if (active.length === 0) return 'nobody yet'
  const left = active.length - partnerLimit
  return `${active
    .slice(0, partnerLimit)
    .map(({ name: known }) => known)
    .join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}

/** Where open duplicates may be all that is too much, the expected amount is none: a plain 0 would look like a mistake. */
function tooMuch({ expected, high }: NonNullable<ReportRow['oversupply']>, measure: ReportRow['measure']): string {
  return Number(expected) === 0 ? `at most ${quantity(high, measure)}` : quantity(expected, measure)
}

export function oversupplyTable({ oversupply }: Report): Markup {
  if (oversupply.length === 0) return section('oversupply', 'Oversupply', empty('Nothing arranged passes its need.'))
  const rows = oversupply.slice(0, rowLimit).map((row) => {
    const range = row.oversupply ? span(row.oversupply, row.measure) : null
    return html`<tr class="led">
      <th scope="row">${place(row)}${row.time ? html`<br /><small>${row.time}</small>` : ''}</th>
      <td class="amount">${quantity(row.needed, row.measure)}</td>
      <td class="amount">${quantity(row.arranged, row.measure)}</td>
      <td class="amount">
        <strong>${row.oversupply ? tooMuch(row.oversupply, row.measure) : ''}</strong>
        ${range ? html`<br /><small>${range}</small>` : ''}
      </td>
    </tr>
    <tr class="who"><td colspan="4">Active there: ${partners(row.activePartners)}.</td></tr>`
  })
  return section(
    'oversupply',
    'Oversupply',
    html`${table(
      'Arranged support that passes the registered need and could go elsewhere',
      [
        ['wide', 'What and for whom'],
        ['amount', 'Needed'],
        ['amount', 'Arranged'],
        ['amount', 'Too much'],
      ],
      rows,
      [rowsPrinted, 'rows'],
    )}
    ${leftOut(oversupply, rowLimit, 'rows')}`,
  )
}

/** Rows without a gap of their own: support that names no single area, or that answers no need with a figure. */
export function plainRows(
  id: string,
  title: string,
  caption: string,
  rows: readonly ReportRow[],
  none: string,
): Markup {
  if (rows.length === 0) return section(id, title, empty(none))
  const printed = rows.slice(0, rowLimit).map(
    (row) => html`<tr>
      <th scope="row">${place(row)}${row.time ? html`<br /><small>${row.time}</small>` : ''}</th>
      <td class="amount">${quantity(row.needed, row.measure)}</td>
      <td class="amount">${quantity(row.announced, row.measure)}</td>
      <td class="amount">${quantity(row.arranged, row.measure)}</td>
      <td class="amount">${quantity(row.delivered, row.measure)}</td>
    </tr>`,
  )
  const headings = [
    ['wide', 'What and for whom'],
    ['amount', 'Needed'],
    ['amount', 'Announced'],
    ['amount', 'Arranged'],
    ['amount', 'Delivered'],
  ] as const
  return section(
    id,
    title,
    html`${table(caption, headings, printed, [rowsPrinted, 'rows'])}${leftOut(rows, rowLimit, 'rows')}`,
  )
}

export function totalsTable({ totals }: Report): Markup {
  if (totals.length === 0) return section('totals', 'Everything added up', empty('There is nothing to add up.'))
  const caption =
    'As reported, and without what is or may be counted twice. Gaps of single areas do not add up to a total.'
  const headings = [
    'Measure',
    ['amount', 'Needed'],
    'Stage',
    ['amount', 'As reported'],
    ['amount', 'Net, expected'],
    ['amount', 'Net, from and to'],
  ] as const
  return section('totals', 'Everything added up', table(caption, headings, totals.flatMap(totalRows)))
}

function totalRows(total: ReportTotal): Markup[] {
  const { measure, needed } = total
  return stages.map(
    (stage, index) => html`<tr>
      ${
        index === 0
          ? html`<th scope="rowgroup" rowspan="${stages.length}">${measure === 'usd' ? 'US dollars' : measure}</th>
            <td class="amount" rowspan="${stages.length}">${quantity(needed, measure)}</td>`
          : ''
      }
      <td>${stage}</td>
      <td class="amount">${quantity(total[stage].reported, measure)}</td>
      <td class="amount">${quantity(total[stage].net.expected, measure)}</td>
      <td class="amount">${span(total[stage].net, measure) ?? 'no open duplicates'}</td>
    </tr>`,
  )
}
