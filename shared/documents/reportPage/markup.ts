// The pieces of HTML that every part of the page is put together from; `html` escapes whatever it is given.
import { html } from 'hono/html'

export type Markup = ReturnType<typeof html>

export function section(id: string, title: string, body: Markup): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`
}

/** What stands in place of a list that has nothing in it. */
export function empty(sentence: string): Markup {
  return html`<p class="empty">${sentence}</p>`
}

/** What a list that was cut short says below itself. */
export function leftOut({ length }: { length: number }, limit: number, what: string): Markup | '' {
  const left = length - limit
  if (left <= 0) return ''
  return html`<p class="note">${left} more ${what} are left out here; the CSV and JSON files of this report hold all.</p>`
}

/** A column heading; `amount` aligns it with figures, `wide` gives the column that holds the most text its room. */
export type Heading = string | readonly ['amount' | 'wide', string]

/** How many rows of a list are printed, and what its rows are; a screen shows the others too. */
export type Fold = readonly [printed: number, what: string]

/** A table whose caption says what it shows, and whose headings name their columns. */
export function table(
  caption: string,
  headings: readonly Heading[],
  rows: readonly Markup[],
  [printed, what]: Fold = [rows.length, ''],
): Markup {
  const left = rows.length - printed
  return html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headings.map(headingCell)}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, printed)}
      </tbody>
      ${left > 0 ? html`<tbody class="unprinted">${rows.slice(printed)}</tbody>` : ''}
    </table>
    ${left > 0 ? html`<p class="note printed">${left} more ${what} are not printed: this page on a screen shows them, and the CSV and JSON files hold all.</p>` : ''}`
}

function headingCell(heading: Heading): Markup {
  if (typeof heading === 'string') return html`<th scope="col">${heading}</th>`
  const [kind, text] = heading
  return html`<th scope="col" class="${kind}">${text}</th>`
}
