// The first page: how much money is at risk, what must be decided, what is missing, what changed.
import { html } from 'hono/html'
import type { DuplicateGroup, OpenPair, Report, ReportRecord, ReportRow } from '#model/report.ts'
import { changeLines } from './changeList.ts'
import { title } from './decisionSheets.ts'
import { barLegend, gapBar } from './gapBar.ts'
import { noGap } from './gapTables.ts'
import { empty, section, table } from './markup.ts'
import type { Markup } from './markup.ts'
import { groupBoxes, letter, openPairBoxes } from './tickBoxes.ts'
import type { PairKind } from './tickBoxes.ts'
import { watchLines } from './watchTables.ts'
import { cell, clipped, count, day, editions, instant, kinds, percent, period, quantity, span } from './wording.ts'
import { triggers, urgencies, wholeUsd } from './wording.ts'

const decisionLimit = 5
const gapLimit = 5
const recordLimit = 3
const titleLength = 78

export function firstPage(report: Report): Markup {
  const { changes, previous } = report
  return html`<div class="cover">
    ${heading(report)} ${keyFigures(report)} ${toDecide(report)} ${missing(report)}
    ${section(
      'changed',
      previous ? `What changed since ${day(previous.createdAt)}` : 'What changed',
      changes ? changeLines(report, changes) : empty('This is the first report: there is nothing to compare it with.'),
    )}
    ${watchLines(report)}
  </div>`
}

function heading({ createdAt, edition, id, trigger, range }: Report): Markup {
  return html`<header>
    <p class="kicker">Ten-Year Capacity-Building Programme for the African Union</p>
    <h1>Duplication and gap report</h1>
    <p>
      ${instant(createdAt)}, ${triggers[trigger]}. <span class="edition">${editions[edition]}.</span> Report
      <span class="id">${id}</span>
      ${range ? html`<br />Needs and support of ${period({ start: range.from, end: range.to })}.` : ''}
    </p>
  </header>`
}

function keyFigures({ summary }: Report): Markup {
  const { usdAtRisk, duplicateGroups, decisions, awaitingConfirmation, cellsWithGap, cellsWithNeed, largestGap } =
    summary
  return html`<dl class="figures">
    ${figure('May be counted twice', wholeUsd(usdAtRisk), `in ${count(duplicateGroups, 'group')} of records`)}
    ${figure('To be decided', String(decisions), `${count(awaitingConfirmation, 'finding')} awaiting a second coordinator`)}
    ${figure('Areas with a gap', `${cellsWithGap} of ${cellsWithNeed}`, `${count(summary.needsUnquantified, 'more need')} without a figure`)}
    ${figure(
      'Largest gap in money',
      largestGap?.gap ? wholeUsd(largestGap.gap.arranged.expected) : 'none',
      largestGap ? clipped(cell(largestGap), 60) : 'nothing is missing in US dollars',
    )}
  </dl>`
}

function figure(term: string, value: string, detail: string): Markup {
  return html`<div>
    <dt>${term}</dt>
    <dd><span class="big">${value}</span><br /><small>${detail}</small></dd>
  </div>`
}

interface Decision {
  decision: number
  kind: string
  records: readonly ReportRecord[]
  atRisk: string
  score: number
  note: string
  boxes: Markup
}

function toDecide(report: Report): Markup {
  const decisions = [
    ...report.duplicates.map(groupDecision),
    ...pairDecisions('part-of', report.partOf),
    ...pairDecisions('overlapping-effort', report.overlaps),
    ...pairDecisions('schedule-clash', report.clashes),
  ]
  const left = report.summary.decisions - decisionLimit
  const body =
    decisions.length === 0
      ? empty('Nothing: no finding is open.')
      : html`${table(
          'The numbers lead to the details on the following pages',
          ['No.', ['wide', 'Who and what'], ['amount', 'At risk'], ['amount', 'Likelihood'], 'Verdict'],
          decisions.slice(0, decisionLimit).map(decisionRow),
        )}
        ${left > 0 ? html`<p class="note">And ${count(left, 'more decision')} on the following pages.</p>` : ''}`
  return section('decide', 'What must be decided', body)
}

function groupDecision(group: DuplicateGroup): Decision {
  const { decision, records, usdAtRisk, recordsWithoutUsd, score, pairs } = group
  const atRisk = recordsWithoutUsd === records.length ? 'in kind' : wholeUsd(usdAtRisk)
  const kind = kinds['duplicate-record']
  return { decision, kind, records, atRisk, score, note: notes(pairs), boxes: groupBoxes(group) }
}

function pairDecisions(kind: PairKind, pairs: readonly OpenPair[]): Decision[] {
  return pairs.map((pair) => {
    const { decision, records, score, usdAtRisk } = pair
    const atRisk = kind === 'part-of' && usdAtRisk !== null ? wholeUsd(usdAtRisk) : '\u2013'
    return {
      decision,
      kind: kinds[kind],
      records,
      atRisk,
      score,
      note: notes([pair]),
      boxes: openPairBoxes(kind, pair),
    }
  })
}

function notes(pairs: readonly Pick<OpenPair, 'isNew' | 'reopenedBecause' | 'awaiting'>[]): string {
  if (pairs.every(({ awaiting }) => awaiting !== null)) return ', awaiting confirmation'
  if (pairs.some(({ isNew }) => isNew)) return ', new'
  return pairs.some(({ reopenedBecause }) => reopenedBecause.length > 0) ? ', came back' : ''
}

function decisionRow({ decision, kind, records, atRisk, score, note, boxes }: Decision): Markup {
  const left = records.length - recordLimit
  return html`<tr>
    <th scope="row"><a class="number" href="#decision-${decision}">${decision}</a></th>
    <td>
      <ol class="records">
        ${records.slice(0, recordLimit).map(recordLine)}
      </ol>
      <small>${left > 0 ? `and ${left} more; ` : ''}${kind}<strong>${note}</strong></small>
    </td>
    <td class="amount">${atRisk}</td>
    <td class="amount">${percent(score)}</td>
    <td>${boxes}</td>
  </tr>`
}

function recordLine(record: ReportRecord, index: number): Markup {
  const provider = record.provider.name
  const room = Math.max(30, titleLength - provider.length)
  return html`<li>
    <span class="letter">${letter(index)}</span> <strong>${clipped(provider, titleLength)}:</strong>
    ${title({ ...record, title: clipped(record.title, room) })}
  </li>`
}

function missing({ gaps, covered }: Report): Markup {
  const left = gaps.length - gapLimit
  const body =
    gaps.length === 0
      ? empty(noGap(covered.length))
      : html`${table(
          'The most urgent first: what the African Union needs and what is arranged for it, without likely duplicates',
          ['Urgency', ['wide', 'What and for whom'], ['amount', 'Needed'], 'State', ['amount', 'Still missing']],
          gaps.slice(0, gapLimit).map(missingRow),
        )}
        ${barLegend()}
        ${left > 0 ? html`<p class="note">And ${count(left, 'more gap')} on the following pages.</p>` : ''}`
  return section('missing', 'What is missing', body)
}

function missingRow(row: ReportRow): Markup {
  const { measure, gap, urgency, neededFrom, time } = row
  const range = gap ? span(gap.arranged, measure, true) : null
  const from = time ?? (neededFrom ? `from ${day(neededFrom)}` : '')
  return html`<tr>
    <td>${urgency ? urgencies[urgency] : 'Not said'}</td>
    <th scope="row">${cell(row)}${from === '' ? '' : html` <small>${from}</small>`}</th>
    <td class="amount">${quantity(row.needed, measure, true)}</td>
    <td>${gapBar(row)}</td>
    <td class="amount">
      <strong>${gap ? quantity(gap.arranged.expected, measure, true) : ''}</strong>
      ${range ? html`<br /><small>${range}</small>` : ''}
    </td>
  </tr>`
}
