// What belongs in the record of the meeting beside decisions and gaps: verdicts, disputes, needs without figures.
import { html } from 'hono/html'
import type { Report } from '#model/report.ts'
import { empty, leftOut, section, table } from './markup.ts'
import type { Heading, Markup } from './markup.ts'
import { citation, clipped, instant, kinds, money, name, period, urgencies, verdicts } from './wording.ts'

const limit = 200
/** On paper the most urgent of a long list: less than a page of it. */
export const rowsPrinted = 15
const titleLength = 160

export function disputeList({ disputes }: Report): Markup {
  const rows = disputes.slice(0, limit).map(
    ({ partner, kind, decision, titles, text, at }) => html`<tr>
      <th scope="row">${partner.name}</th>
      <td>
        ${kinds[kind]}${decision === null ? '' : html`, <a href="#decision-${decision}">decision ${decision}</a>`}<br /><small>${titlesOf(titles)}</small>
      </td>
      <td><bdi>${text}</bdi></td>
      <td>${instant(at)}</td>
    </tr>`,
  )
  const headings = ['Partner', 'About', ['wide', 'What it says'], 'When'] as const
  return listing('disputes', 'Answers of partners', 'Disputes of findings that name the partner', headings, rows, {
    none: 'No partner disputes a finding.',
    left: leftOut(disputes, limit, 'disputes'),
    what: 'disputes',
  })
}

export function decidedList({ decided, previous }: Report): Markup {
  const rows = decided.slice(0, limit).map(
    ({ verdict, kind, titles, note, by, confirmedBy, at }) => html`<tr>
      <th scope="row">${verdicts[verdict]}</th>
      <td>${titlesOf(titles)}<br /><small>${kinds[kind]}</small></td>
      <td>${note ? html`<bdi>${note}</bdi>` : 'none'}</td>
      <td>${by}${confirmedBy ? html`<br /><small>confirmed by ${confirmedBy}</small>` : ''}</td>
      <td>${instant(at)}</td>
    </tr>`,
  )
  const title = previous ? 'Decided since the last report' : 'Decided so far'
  const headings = ['Verdict', ['wide', 'Records'], 'Note', 'Decided by', 'When'] as const
  return listing('decided', title, 'Verdicts of coordinators, the latest first', headings, rows, {
    none: 'Nothing was decided.',
    left: leftOut(decided, limit, 'decisions'),
    what: 'decisions',
  })
}

export function unquantifiedList({ unquantifiedNeeds }: Report): Markup {
  const rows = unquantifiedNeeds.slice(0, limit).map(
    (need) => html`<tr>
      <td>${urgencies[need.urgency]}</td>
      <th scope="row"><bdi>${clipped(need.title, titleLength)}</bdi></th>
      <td>${name(need.priorityArea, 'No single area')}, ${need.beneficiary.name}<br /><small>${name(need.subCluster, 'No sub-cluster')}</small></td>
      <td>${need.period ? period(need.period) : 'none given'}</td>
      <td>${need.source ? citation(need.source) : 'none given'}</td>
    </tr>`,
  )
  const headings = ['Urgency', ['wide', 'Need'], 'Area and beneficiary', 'Period', 'Source'] as const
  return listing('unquantified', 'Needs without a figure', 'Listed, and counted in no gap', headings, rows, {
    none: 'No need is without a figure.',
    left: leftOut(unquantifiedNeeds, limit, 'needs'),
    what: 'needs',
  })
}

export function unconvertedList({ unconverted }: Report): Markup {
  const rows = unconverted.slice(0, limit).map(
    (sum) => html`<tr>
      <th scope="row"><bdi>${clipped(sum.title, titleLength)}</bdi>${sum.transaction ? html` <small>(${sum.transaction})</small>` : ''}<br /><small class="id">${sum.id}</small></th>
      <td>${sum.provider.name}</td>
      <td class="amount">${money(sum.money)}</td>
    </tr>`,
  )
  const title = 'Money without an exchange rate'
  return listing(
    'unconverted',
    title,
    'Counted in no figure of this report',
    [['wide', 'Contribution'], 'Provider', ['amount', 'Amount']],
    rows,
    {
      none: 'No amount is without an exchange rate.',
      left: leftOut(unconverted, limit, 'amounts'),
      what: 'amounts',
    },
  )
}

/** A section that is one table, or says that there is nothing in it. */
export function listing(
  id: string,
  title: string,
  caption: string,
  headings: readonly Heading[],
  rows: readonly Markup[],
  { none, left, what }: { none: string; left: Markup | ''; what: string },
): Markup {
  return section(
    id,
    title,
    rows.length === 0
      ? empty(none)
      : html`<div class="listing">${table(caption, headings, rows, [rowsPrinted, what])}${left}</div>`,
  )
}

function titlesOf(titles: readonly string[]): Markup {
  return html`${titles.map((title, index) => html`${index > 0 ? ' / ' : ''}<bdi>${clipped(title, titleLength)}</bdi>`)}`
}
