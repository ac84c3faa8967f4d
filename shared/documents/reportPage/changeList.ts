// What changed since the last report: in a few lines for the first page, and in full for the details.
import { html } from 'hono/html'
import type { OpenedOrClosedGap, Report, ReportChanges } from '#model/report.ts'
import { empty, leftOut, section, table } from './markup.ts'
import type { Markup } from './markup.ts'
import { causes, cell, clipped, count, day, kinds, quantity, verdicts, wholeUsd } from './wording.ts'

const rowLimit = 60
const namedOnFirstPage = 2
const titleLength = 90

/** At most five short lines; what did not happen is not mentioned. */
export function changeLines({ summary }: Report, changes: ReportChanges): Markup {
  const lines = [
    summary.usdAtRisk === changes.usdAtRiskBefore
      ? `Money that may be counted twice: unchanged at ${wholeUsd(summary.usdAtRisk)}.`
      : `Money that may be counted twice: ${wholeUsd(summary.usdAtRisk)}, before ${wholeUsd(changes.usdAtRiskBefore)}.`,
    findingLine(changes),
    changes.gapsComparable ? gapLine('Opened', changes.gapsOpened) : notComparable,
    gapLine('Closed', changes.gapsClosed),
    changes.gapsMoved.length > 0 ? `${count(changes.gapsMoved.length, 'gap')} grew or shrank.` : '',
  ]
  return html`<ul>
    ${lines.filter((line) => line !== '').map((line) => html`<li>${line}</li>`)}
  </ul>`
}

const notComparable = 'Gaps are not compared: the last report looked at other dates.'

function findingLine({ newFindings, reopened, resolved, noLongerListed }: ReportChanges): string {
  const parts = [
    newFindings.length > 0 ? count(newFindings.length, 'new finding') : '',
    reopened.length > 0 ? `${count(reopened.length, 'finding')} came back` : '',
    resolved.length > 0 ? `${count(resolved.length, 'finding')} settled` : '',
    noLongerListed > 0 ? `${count(noLongerListed, 'finding')} no longer listed` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'No finding came or went.' : `${parts.join(', ')}.`
}

function gapLine(what: string, gaps: readonly OpenedOrClosedGap[]): string {
  if (gaps.length === 0) return ''
  const named = gaps
    .slice(0, namedOnFirstPage)
    .map((gap) => `${clipped(cell(gap), titleLength)} (${causes[gap.cause]})`)
  const left = gaps.length - named.length
  return `${what}: ${count(gaps.length, 'gap')}: ${named.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`
}

/** Every change, one table for findings and one for gaps. */
export function changeTables({ changes, previous }: Report): Markup {
  const heading = 'What changed, in full'
  if (!changes || !previous) return section('changes', heading, empty('This is the first report.'))
  return section('changes', heading, html`${findingTable(changes, previous.createdAt)} ${gapTable(changes)}`)
}

function findingTable(changes: ReportChanges, since: string): Markup {
  const length = changes.newFindings.length + changes.reopened.length + changes.resolved.length
  if (length === 0) return empty('No finding came, went or came back.')
  const caption = `Findings, against the report of ${day(since)}`
  return html`${table(caption, ['Change', 'Kind', ['wide', 'Records']], findingRows(changes))} ${leftOut({ length }, rowLimit, 'changes')}`
}

function gapTable(changes: ReportChanges): Markup {
  if (!changes.gapsComparable) return empty(notComparable)
  const rows = gapRows(changes)
  if (rows.length === 0) return empty('No gap opened, closed, grew or shrank.')
  const headings = ['Change', ['wide', 'What and for whom'], ['amount', 'Before'], ['amount', 'Now']] as const
  return html`${table('Gaps, by what is arranged', headings, rows.slice(0, rowLimit))} ${leftOut(rows, rowLimit, 'changes')}`
}

/** Only those that are shown: after a large import there are as many new findings as it brought. */
function findingRows({ newFindings, reopened, resolved }: ReportChanges): Markup[] {
  return [
    ...newFindings.slice(0, rowLimit).map((finding) => findingRow('New', finding)),
    ...reopened.slice(0, rowLimit).map((finding) => findingRow(cameBack(finding.because), finding)),
    ...resolved.slice(0, rowLimit).map((finding) => findingRow(`Settled: ${outcome(finding.outcome)}`, finding)),
  ].slice(0, rowLimit)
}

function findingRow(change: string, { kind, titles }: ReportChanges['newFindings'][number]): Markup {
  const records = titles.map((title, index) => html`${index > 0 ? ' / ' : ''}<bdi>${clipped(title, titleLength)}</bdi>`)
  return html`<tr>
    <th scope="row">${change}</th>
    <td>${kinds[kind]}</td>
    <td>${records}</td>
  </tr>`
}

function cameBack(because: readonly string[]): string {
  return because.length === 0 ? 'Came back' : `Came back: ${because.join(', ')} changed`
}

function outcome(verdict: ReportChanges['resolved'][number]['outcome']): string {
  return verdict === 'gone' ? 'nothing left to find' : verdicts[verdict]
}

function gapRows({ gapsOpened, gapsClosed, gapsMoved }: ReportChanges): Markup[] {
  return [
    ...gapsOpened.map((gap) => gapRow(`Opened: ${causes[gap.cause]}`, gap)),
    ...gapsClosed.map((gap) => gapRow(`Closed: ${causes[gap.cause]}`, gap)),
    ...gapsMoved.map((gap) => gapRow('Moved', gap)),
  ]
}

function gapRow(change: string, gap: ReportChanges['gapsMoved'][number]): Markup {
  return html`<tr>
    <th scope="row">${change}</th>
    <td>${cell(gap)}${gap.time ? `, ${gap.time}` : ''}</td>
    <td class="amount">${quantity(gap.from, gap.measure)}</td>
    <td class="amount">${quantity(gap.to, gap.measure)}</td>
  </tr>`
}
