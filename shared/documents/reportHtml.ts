// The report as one printable page, complete in itself: no scripts, no fonts, images or styles from elsewhere.
import { html } from 'hono/html'
import type { EntryList, Report } from '#model/report.ts'
import { changeTables } from './reportPage/changeList.ts'
import { groupSheets, pairSheets } from './reportPage/decisionSheets.ts'
import { firstPage } from './reportPage/firstPage.ts'
import { decidedList, disputeList, unconvertedList, unquantifiedList } from './reportPage/furtherLists.ts'
import { gapTable, oversupplyTable, plainRows, totalsTable } from './reportPage/gapTables.ts'
import type { Markup } from './reportPage/markup.ts'
import { methodNotes } from './reportPage/methodNotes.ts'
import { stylesheet } from './reportPage/stylesheet.ts'
import { lapsingTable, lostCoverTable, staleTable } from './reportPage/watchTables.ts'
import { day, editions, instant } from './reportPage/wording.ts'

const contents: readonly [string, string][] = [
  ['duplicates', 'Possible double counting'],
  ['part-of', 'Possible parts of another'],
  ['overlaps', 'Overlapping effort'],
  ['clashes', 'Clashing dates'],
  ['gaps', 'Gaps in full'],
  ['lost', 'Cover that was lost'],
  ['lapsing', 'Pledges that lapse soon'],
  ['oversupply', 'Oversupply'],
  ['totals', 'Everything added up'],
  ['unquantified', 'Needs without a figure'],
  ['stale', 'Past their end and not closed'],
  ['disputes', 'Answers of partners'],
  ['decided', 'Decided'],
  ['changes', 'What changed, in full'],
  ['method', 'How to read this report'],
]

/** How many entries there are of each list: the page needs no more of them than it shows. */
export type EntryCounts = Record<EntryList, number>

/** HTML5 text. Whatever partners wrote is escaped by `html`; nothing of theirs becomes a link, a style or a script. */
export function reportHtml(report: Report, counts: EntryCounts): string {
  const page = html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Duplication and gap report, ${day(report.createdAt)}</title>
        <style>
          ${stylesheet}
        </style>
      </head>
      <body>
        <main>
          ${firstPage(report)}
          <nav aria-label="Contents">
            <ul>
              ${contents.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
          ${findings(report, counts)} ${coverage(report)} ${disputeList(report)} ${decidedList(report)} ${changeTables(report)}
          ${methodNotes()}
        </main>
        ${colophon(report)}
      </body>
    </html>`
  // `html` is a promise only when a value in it is one; here none is.
  if (page instanceof Promise) throw new TypeError('The report page holds an unfinished value.')
  return String(page)
}

function findings(report: Report, counts: EntryCounts): Markup {
  const { duplicates, partOf, overlaps, clashes } = report
  return html`${groupSheets(duplicates, counts.duplicates)}
  ${pairSheets('part-of', 'part-of', 'Possible parts of another', { pairs: partOf, length: counts.partOf }, 'No undeclared parts were found.')}
  ${pairSheets('overlapping-effort', 'overlaps', 'Overlapping effort', { pairs: overlaps, length: counts.overlaps }, 'No open overlaps of effort.')}
  ${pairSheets('schedule-clash', 'clashes', 'Clashing dates', { pairs: clashes, length: counts.clashes }, 'No trainings clash.')}`
}

function coverage(report: Report): Markup {
  const { shared, unspecified, withoutNeed } = report
  return html`${gapTable(report)} ${lostCoverTable(report)} ${lapsingTable(report)} ${oversupplyTable(report)}
  ${totalsTable(report)} ${unquantifiedList(report)} ${staleTable(report)}
  ${plainRows(
    'without-need',
    'Support where no need has a figure',
    'Neither a gap nor oversupply: there is nothing to measure it against',
    withoutNeed,
    'No such support.',
  )}
  ${plainRows(
    'shared',
    'Shared between areas',
    'Whole amounts to a sub-cluster that name several areas or none: part of the sub-cluster, of no single area',
    shared,
    'Nothing is shared between areas.',
  )}
  ${plainRows(
    'unspecified',
    'Without a sub-cluster',
    'Amounts that name no sub-cluster',
    unspecified,
    'No such amounts.',
  )}
  ${unconvertedList(report)}`
}

function colophon({ id, createdAt, edition, weightsVersion, previous }: Report): Markup {
  return html`<footer>
    <p>
      Report <span class="id">${id}</span>, ${instant(createdAt)}. ${editions[edition]}. Weights of the matcher:
      <span class="id">${weightsVersion}</span>.
      ${previous ? html`Compared with report <span class="id">${previous.id}</span> of ${instant(previous.createdAt)}.` : ''}
    </p>
  </footer>`
}
