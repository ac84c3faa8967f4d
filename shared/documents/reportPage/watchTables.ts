// What to keep an eye on: cover that was lost, pledges that lapse soon, records whose period is over and that nobody closed.
import { html } from 'hono/html'
import { measures } from '#model/coverage.ts'
import type { Report } from '#model/report.ts'
import type { ReportLoss, ReportPledge } from '#model/reportLists.ts'
import { listing } from './furtherLists.ts'
import { leftOut } from './markup.ts'
import type { Markup } from './markup.ts'
import { amountOf, cell, clipped, count, day, name } from './wording.ts'

const limit = 200
const titleLength = 160
const namedOnFirstPage = 2

export function lostCoverTable({ lostCover, previous }: Report): Markup {
  const rows = lostCover.slice(0, limit).flatMap((loss) =>
    loss.quarters.map(
      ({ quarter, needed, before, after, coveredAgain }) => html`<tr>
        <th scope="row">${cell(loss)}<br /><small>${name(loss.subCluster, 'No sub-cluster')}</small></th>
        <td>${quarter}</td>
        <td class="amount">${amountOf(needed, loss.measure)}</td>
        <td class="amount">${amountOf(before, loss.measure)}</td>
        <td class="amount"><strong>${amountOf(after, loss.measure)}</strong></td>
        <td>${day(loss.at)}${coveredAgain ? html`<br /><small>covered again</small>` : ''}</td>
      </tr>`,
    ),
  )
  const headings = [
    ['wide', 'What and for whom'],
    'Quarter',
    ['amount', 'Needed'],
    ['amount', 'Arranged before'],
    ['amount', 'Arranged after'],
    'Lost on',
  ] as const
  const since = previous ? `Since ${day(previous.createdAt)}` : 'In the last ninety days'
  return listing('lost', 'Cover that was lost', `${since}: what was fully arranged and no longer is`, headings, rows, {
    none: `${since} no area lost its cover.`,
    left: leftOut(lostCover, limit, 'losses'),
    what: 'losses',
  })
}

export function lapsingTable({ lapsing }: Report): Markup {
  const rows = lapsing.slice(0, limit).map(
    (pledge) => html`<tr>
      <td>${day(pledge.due)}</td>
      <th scope="row"><bdi>${clipped(pledge.title, titleLength)}</bdi></th>
      <td>${pledge.provider.name}</td>
      <td>${pledge.beneficiary.name}<br /><small>${name(pledge.subCluster, 'No sub-cluster')}</small></td>
      <td class="amount">${outstanding(pledge)}</td>
    </tr>`,
  )
  const headings = ['Lapses on', ['wide', 'Pledge'], 'Provider', 'For', ['amount', 'Not arranged yet']] as const
  const caption = 'Within ninety days, unless they are renewed or committed: the soonest first'
  return listing('lapsing', 'Pledges that lapse soon', caption, headings, rows, {
    none: 'No pledge lapses within ninety days.',
    left: leftOut(lapsing, limit, 'pledges'),
    what: 'pledges',
  })
}

export function staleTable({ stale }: Report): Markup {
  const rows = stale.slice(0, limit).map(
    (one) => html`<tr>
      <td>${day(one.end)}<br /><small>${count(one.daysPast, 'day')} ago</small></td>
      <th scope="row">
        <bdi>${clipped(one.title, titleLength)}</bdi><br />
        <small>${name(one.subCluster, 'No sub-cluster')} <span class="id">${one.id}</span></small>
      </th>
      <td>${one.status}</td>
      <td>${one.reportedBy.name}</td>
      <td>${one.beneficiary.name}</td>
    </tr>`,
  )
  const headings = ['Ended', ['wide', 'Contribution'], 'Status', 'To be asked', 'For'] as const
  const caption = 'They count as arranged although their time is over: is it completed, prolonged or cancelled?'
  return listing('stale', 'Past their end and not closed', caption, headings, rows, {
    none: 'Every contribution that is committed or active is within its period.',
    left: leftOut(stale, limit, 'contributions'),
    what: 'contributions',
  })
}

/** For the first page: a line for each list that has anything in it. */
export function watchLines({ lostCover, lapsing, stale, series, createdAt }: Report): Markup | '' {
  const [next] = lapsing
  const open = lostCover.filter(({ quarters }) => quarters.some(({ coveredAgain }) => !coveredAgain))
  const lines = [
    open.length > 0 ? `${count(open.length, 'area')} lost cover: ${lostPlaces(open)}.` : '',
    next
      ? `${count(lapsing.length, 'pledge')} ${lapsing.length === 1 ? 'lapses' : 'lapse'} within ninety days, the next on ${day(next.due)} (${next.provider.name}).`
      : '',
    stale.length > 0
      ? `${count(stale.length, 'contribution')} ${stale.length === 1 ? 'is' : 'are'} past the end and still counted as arranged.`
      : '',
    series ? recurringLine(series, createdAt.slice(0, 4)) : '',
  ].filter((line) => line !== '')
  return lines.length === 0
    ? ''
    : html`<ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`
}

/** `12 series recur, 3 of them with an edition in 2026, which left out years: Staff course (Germany): 2024, 2025; and 1 more.` */
function recurringLine({ count: found, thisYear, missing }: NonNullable<Report['series']>, year: string): string {
  if (found === 0) return ''
  const left = missing.length - namedOnFirstPage
  const named = missing
    .slice(0, namedOnFirstPage)
    .map(({ title, provider, years }) => `${clipped(title, 60)} (${provider.name}): ${years.join(', ')}`)
  const gaps =
    missing.length === 0 ? '' : `. Years left out: ${named.join('; ')}${left > 0 ? `; and ${left} more` : ''}`
  return `${found} series of contributions ${found === 1 ? 'recurs' : 'recur'}, ${thisYear === 0 ? 'none' : thisYear} with an edition in ${year}${gaps}.`
}

function lostPlaces(losses: readonly ReportLoss[]): string {
  const left = losses.length - namedOnFirstPage
  const places = losses.slice(0, namedOnFirstPage).map((loss) => clipped(cell(loss), 90))
  return `${places.join('; ')}${left > 0 ? `; and ${left} more` : ''}`
}

function outstanding({ outstanding: amounts }: ReportPledge): string {
  const parts = measures.flatMap((measure) => {
    const amount = amounts[measure]
    return amount === undefined ? [] : [amountOf(amount, measure)]
  })
  return parts.join('; ')
}
