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

/** A table whose caption says what it shows, and whose headings name their columns. */
export function table(caption: string, headings: readonly Heading[], rows: readonly Markup[]): Markup {
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
      ${rows}
    </tbody>
  </table>`
}

function headingCell(heading: Heading): Markup {
  if (typeof heading === 'string') return html`<th scope="col">${heading}</th>`
  const [kind, text] = heading
  return html`<th scope="col" class="${kind}">${text}</th>`
}
