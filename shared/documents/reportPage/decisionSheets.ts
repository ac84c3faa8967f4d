// The details of every decision: the records side by side, what speaks for and against, and room for the verdict.
import { html } from 'hono/html'
import type { DuplicateGroup, DuplicatePair, OpenPair, Reasons, ReportRecord } from '#model/report.ts'
import { empty, leftOut, section, table } from './markup.ts'
import type { Markup } from './markup.ts'
import { groupBoxes, letter, openPairBoxes, pairBoxes, signature } from './tickBoxes.ts'
import type { PairKind } from './tickBoxes.ts'
import { citation, count, day, inKind, instant, money, percent, period, usd, verdicts } from './wording.ts'

/** Entries of each list that the page shows. */
export const sheetLimit = 200
const recordLimit = 12
const pairLimit = 12

/** Of `length` groups in all. */
export function groupSheets(groups: readonly DuplicateGroup[], length: number): Markup {
  const body =
    groups.length === 0
      ? empty('No open duplicate findings.')
      : html`${groups.slice(0, sheetLimit).map(groupSheet)}${leftOut({ length }, sheetLimit, 'groups')}`
  return section('duplicates', 'Possible double counting, group by group', body)
}

export function pairSheets(
  kind: PairKind,
  id: string,
  heading: string,
  { pairs, length }: { pairs: readonly OpenPair[]; length: number },
  none: string,
): Markup {
  const body =
    pairs.length === 0
      ? empty(none)
      : html`${pairs.slice(0, sheetLimit).map((pair) => openPairSheet(kind, pair))}${leftOut({ length }, sheetLimit, 'findings')}`
  return section(id, heading, body)
}

/** A title in its own language and writing direction. */
export function title({ title: text, language }: Pick<ReportRecord, 'title' | 'language'>): Markup {
  return language ? html`<bdi lang="${language}">${text}</bdi>` : html`<bdi>${text}</bdi>`
}

function groupSheet(group: DuplicateGroup): Markup {
  const { decision, records, pairs, question, suggestedSurvivor } = group
  const letters = new Map(records.map(({ id }, index) => [id, letter(index)]))
  const [only] = pairs
  return html`<article class="sheet" id="decision-${decision}">
    <h3><span class="number">${decision}</span> ${records[0] ? title(records[0]) : ''}</h3>
    ${stakes(group)}
    ${recordTable(`Decision ${decision}: the records`, records)}
    ${leftOut(records, recordLimit, 'records')}
    <p class="question">${question}</p>
    ${pairs.length === 1 && only ? findingWords(only, letters) : pairTable(decision, pairs, letters)}
    ${
      suggestedSurvivor
        ? html`<p class="suggestion">
          Suggested to keep: <strong>${letters.get(suggestedSurvivor.contribution) ?? ''}</strong>.
          ${suggestedSurvivor.reason}
        </p>`
        : ''
    }
    ${groupBoxes(group)} ${signature()}
  </article>`
}

function stakes({ records, usdAtRisk, recordsWithoutUsd }: DuplicateGroup): Markup {
  if (recordsWithoutUsd === records.length)
    return html`<p class="stakes">No amount in US dollars: what these records give would be counted twice in its own unit.</p>`
  return html`<p class="stakes">
    <strong>${usd(usdAtRisk)}</strong> would be counted twice if these are one contribution.
    ${
      recordsWithoutUsd > 0
        ? `${count(recordsWithoutUsd, 'record has', 'records have')} no amount in US dollars and cannot add to this.`
        : ''
    }
  </p>`
}

function openPairSheet(kind: PairKind, pair: OpenPair): Markup {
  const { decision, records, question, inCommon, overlap, suggestedWhole } = pair
  const letters = new Map(records.map(({ id }, index) => [id, letter(index)]))
  return html`<article class="sheet" id="decision-${decision}">
    <h3><span class="number">${decision}</span> ${records[0] ? title(records[0]) : ''}</h3>
    ${recordTable(`Decision ${decision}: the records`, records)}
    ${inCommon.length > 0 ? html`<p><strong>In common:</strong> ${inCommon.join('; ')}.</p>` : ''}
    ${overlap ? html`<p><strong>At the same time:</strong> ${overlapWords(overlap)}.</p>` : ''}
    <p class="question">${question}</p>
    ${findingWords(pair, letters)}
    ${
      suggestedWhole
        ? html`<p class="suggestion">
          Probably the whole: <strong>${letters.get(suggestedWhole.contribution) ?? ''}</strong>. ${suggestedWhole.reason}
        </p>`
        : ''
    }
    ${openPairBoxes(kind, pair)} ${signature()}
  </article>`
}

function overlapWords({ start, end, days }: NonNullable<OpenPair['overlap']>): string {
  return days === null ? period({ start, end }) : `${period({ start, end })} (${count(days, 'day')})`
}

function recordTable(caption: string, records: readonly ReportRecord[]): Markup {
  const rows = records.slice(0, recordLimit).map(
    (record, index) => html`<tr>
      <th scope="row">${letter(index)}</th>
      <td>
        ${title(record)}
        ${record.alsoRecordedAs.length > 0 ? html`<br /><small>Stands for ${count(record.alsoRecordedAs.length, 'further record')} already confirmed as the same.</small>` : ''}
        <br /><small class="id">${record.id}</small>
      </td>
      <td>
        ${record.provider.name}
        ${record.reportedBy && record.reportedBy.code !== record.provider.code ? html`<br /><small>reported by ${record.reportedBy.name}</small>` : ''}
      </td>
      <td class="amount">${amountOf(record)}</td>
      <td>${record.period ? period(record.period) : 'no period given'}</td>
      <td>${record.status ?? 'unknown'}</td>
      <td>${record.source ? citation(record.source) : 'none given'}</td>
    </tr>`,
  )
  return html`<div class="records">${table(caption, ['', ['wide', 'Title'], 'Provider', ['amount', 'Amount'], 'Period', 'Status', 'Source'], rows)}</div>`
}

function amountOf(record: ReportRecord): Markup | string {
  const { money: original, usd: counted, provisional } = record
  const given = inKind(record)
  if (!original) return given === '' ? 'none given' : given
  const isDollars = original.currency === 'USD' && counted !== null && Number(original.amount) === Number(counted)
  const converted = counted === null ? 'no exchange rate: not counted' : `counted as ${usd(counted)}`
  return html`${money(original)}${isDollars ? '' : html`<br /><small>${converted}${provisional ? ', provisional rate' : ''}</small>`}${given === '' ? '' : html`<br /><small>and ${given}</small>`}`
}

type Finding = Pick<DuplicatePair, 'score' | 'reasons' | 'awaiting' | 'reopenedBecause' | 'isNew' | 'firstSeen'>

function findingWords(finding: Finding, letters: ReadonlyMap<string, string>): Markup {
  const { score, reasons, reopenedBecause, isNew, firstSeen } = finding
  return html`<p>
      <strong>Likelihood ${percent(score)}.</strong> First seen ${day(firstSeen)}${isNew ? ', new since the last report' : ''}.
      ${reopenedBecause.length > 0 ? `Came back because these changed: ${reopenedBecause.join(', ')}.` : ''}
    </p>
    ${reasonLists(reasons)} ${awaitingWords(finding, letters)}`
}

function reasonLists({ for: speakingFor, against }: Reasons): Markup {
  return html`<div class="reasons">
    ${reasonList('Speaks for it', speakingFor)} ${reasonList('Speaks against it', against)}
  </div>`
}

function reasonList(heading: string, reasons: readonly string[]): Markup {
  const items = reasons.map((reason) => html`<li><bdi>${reason}</bdi></li>`)
  return html`<div>
    <h4>${heading}</h4>
    ${items.length === 0 ? html`<p>Nothing on record.</p>` : html`<ul>${items}</ul>`}
  </div>`
}

function awaitingWords({ awaiting }: Finding, letters: ReadonlyMap<string, string>): Markup | '' {
  if (!awaiting) return ''
  const kept = awaiting.survivor ? letters.get(awaiting.survivor) : undefined
  return html`<p class="awaiting">
    <strong>Awaiting confirmation:</strong> ${awaiting.by} decided \u201c${verdicts[awaiting.verdict]}\u201d${kept ? `, keeping ${kept}` : ''}
    on ${instant(awaiting.at)}.${awaiting.note ? html` Note: <bdi>${awaiting.note}</bdi>` : ''}
  </p>`
}

function pairTable(decision: number, pairs: readonly DuplicatePair[], letters: ReadonlyMap<string, string>): Markup {
  const rows = pairs.slice(0, pairLimit).map((pair) => {
    const [first = '', second = ''] = pair.contributions.map((id) => letters.get(id) ?? '')
    return html`<tr>
      <th scope="row">${first} and ${second}</th>
      <td>${percent(pair.score)}${pair.isNew ? ', new' : ''}</td>
      <td>
        <ul class="tight">
          ${pair.reasons.for.slice(0, 2).map((reason) => html`<li>For: <bdi>${reason}</bdi></li>`)}
          ${pair.reasons.against.slice(0, 2).map((reason) => html`<li>Against: <bdi>${reason}</bdi></li>`)}
        </ul>
        ${awaitingWords(pair, letters)}
      </td>
      <td>${pairBoxes(first, second, pair.awaiting !== null)}</td>
    </tr>`
  })
  return html`<div class="pairs">${table(`Decision ${decision}: pair by pair`, ['Pair', 'Likelihood', ['wide', 'Reasons'], 'Verdict'], rows)}</div>
  ${leftOut(pairs, pairLimit, 'pairs')}`
}
