// How the report looks, on a screen and above all on A4 in black and white: shades of grey, rules and weights only.
import { raw } from 'hono/html'

/** The whole style sheet; a constant, and the only text that reaches the page unescaped. */
export const stylesheet = raw(`
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; background: #fff; color: #111;
  font: 15px/1.42 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans Arabic', sans-serif; overflow-wrap: break-word; }
bdi { overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.2; margin: 0; break-after: avoid; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid #111; }
h3 { font-size: 1.05rem; }
h4 { font-size: .9rem; }
p { margin: .35rem 0; }
small, .note, .legend { font-size: .85em; color: #333; }
.id { font-family: 'Noto Sans Mono', Consolas, monospace; font-size: .72em; color: #444; white-space: nowrap; }
.kicker { margin: 0; font-size: .9rem; color: #333; }
.edition { font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem; margin: .9rem 0 0; }
.figures div { border: 1px solid #111; padding: .5rem .6rem; }
.figures dt { font-size: .82rem; color: #333; }
.figures dd { margin: 0; }
.figures .big { font-size: 1.3rem; font-weight: 700; line-height: 1.25; overflow-wrap: normal; }
table { width: 100%; border-collapse: collapse; margin: .4rem 0 .6rem; font-size: .88rem; }
caption { text-align: start; font-size: .85rem; color: #333; padding: 0 0 .25rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .4rem; border-bottom: 1px solid #aaa; }
thead th { border-bottom: 1.5px solid #111; font-size: .8rem; white-space: nowrap; vertical-align: bottom; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody th { font-weight: 600; }
th small { font-weight: 400; }
th.wide { width: 40%; }
.sheet th.wide { width: 30%; }
.pairs th.wide { width: 52%; }
.printed { display: none; }
.cover th.wide { width: 54%; }
td.amount small { white-space: normal; }
tbody tr:first-child { break-before: avoid; }
caption { break-after: avoid; }
td.amount, th.amount { text-align: end; overflow-wrap: normal; }
td.amount { white-space: nowrap; }
ul, ol { margin: .25rem 0; padding-inline-start: 1.2rem; }
ul.helpers { margin: 0; }
.gaps table { table-layout: fixed; }
.gaps th.wide { width: 29%; }
.gaps thead th:nth-child(4) { width: 16%; }
.gaps thead th:nth-child(5) { width: 20%; }
tr.led > * { border-bottom: 0; }
tr.who { break-before: avoid; }
tr.who td { padding-top: 0; }
ul.tight { padding-inline-start: 1rem; margin: 0; }
ul.boxes { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; }
ul.boxes li { white-space: nowrap; }
td ul.boxes { display: grid; grid-template-columns: auto auto; justify-content: start; gap: .1rem .8rem; }
.box { display: inline-block; width: .8em; height: .8em; border: 1.2px solid #111; vertical-align: -.06em; margin-inline-end: .15em; }
.number { display: inline-block; min-width: 1.55em; padding: 0 .35em; border: 1.5px solid #111; text-align: center;
  font-weight: 700; line-height: 1.4; }
h3 .number { margin-inline-end: .35em; }
svg.bar { display: block; width: 7.6rem; height: .95rem; }
svg.swatch { width: 14px; height: 10px; overflow: visible; vertical-align: -1px; }
.sheet { border: 1px solid #777; padding: .7rem .9rem .8rem; margin: .8rem 0; }
.stakes { font-size: 1rem; }
.question { font-weight: 600; }
.awaiting { border-inline-start: 4px solid #111; padding-inline-start: .6rem; }
.reasons { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; margin: .4rem 0; }
.signature { display: flex; gap: .5rem; align-items: end; margin: .9rem 0 0; }
.rule { flex: 3; border-bottom: 1px solid #111; height: 1.2em; }
.rule.short { flex: 1.4; }
.empty { color: #333; }
.method dt { font-weight: 600; }
.method dd { margin: 0 0 .45rem; }
ol.records { list-style: none; margin: 0; padding: 0; }
.letter { font-weight: 600; margin-inline-end: .2em; }
nav ul { columns: 2; list-style: none; padding: 0; }
a { color: #111; }
footer { margin-top: 2rem; border-top: 2px solid #111; padding-top: .5rem; font-size: .85rem; }
@media screen and (max-width: 46rem) {
  th.wide { min-width: 15rem; }
  body { padding: .8rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .reasons { grid-template-columns: 1fr; }
  table { display: block; overflow-x: auto; }
  nav ul { columns: 1; }
}
@media print {
  @page { size: A4; margin: 9mm 13mm 12mm;
    @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font: 8pt sans-serif; } }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.32; }
  h1 { font-size: 17pt; }
  h2 { font-size: 12pt; margin-top: 10pt; }
  table, caption, thead th { font-size: 8.4pt; }
  .figures .big { font-size: 12.5pt; }
  .cover h2 { margin-top: 6pt; }
  .cover table, .cover caption, .cover thead th { font-size: 8pt; }
  .cover th, .cover td { padding: 1.5pt 3pt; }
  .cover ul, .cover .note, .cover .legend { margin: 1pt 0; }
  .figures { margin-top: 5pt; }
  .figures div { padding: 3pt 5pt; }
  .sheet { break-inside: avoid-page; padding: 3.5pt 7pt 4.5pt; margin: 4pt 0; }
  .signature { margin-top: 4pt; }
  th, td { padding: 2.2pt 3pt; }
  p { margin: 2pt 0; }
  h2 { margin-bottom: 3pt; }
  .sheet { font-size: 8.5pt; line-height: 1.26; }
  .sheet table { margin: 1.5pt 0 3pt; font-size: 8pt; }
  .sheet thead th { font-size: 7.5pt; padding-block: 0 1pt; }
  .sheet .records caption, .unprinted { display: none; }
  .sheet h3 { font-size: 10.5pt; }
  .sheet .stakes { font-size: 8.5pt; }
  .sheet p { margin: 1.5pt 0; }
  .sheet .records td.amount small { white-space: nowrap; }
  .sheet .question, .sheet .question + p { display: inline; }
  .sheet .records br:has(+ .id) { display: none; }
  .records thead th:nth-child(1) { width: 3%; }
  .records thead th:nth-child(3) { width: 25%; }
  .records thead th:nth-child(5) { width: 17%; }
  .sheet .question, .sheet .question + p { font-size: 7.7pt; }
  .sheet h4 { font-size: 8pt; }
  .sheet td { padding-block: 1.2pt; }
  .reasons { margin: 1.5pt 0; font-size: 8pt; grid-template-columns: 6fr 5fr; }
  .reasons ul { margin: 0; }
  .gaps svg.bar { width: 100%; max-width: 72pt; height: auto; }
  ul.helpers, ul.helpers li { display: inline; padding: 0; }
  ul.helpers li:not(:last-child)::after { content: '; '; }
  .listing th.wide { width: 34%; }
  .listing td:not(.amount) small { white-space: normal; }
  .listing th, .listing td { padding-block: 1.4pt; }
  [aria-labelledby='unquantified'] thead th:nth-child(3) { width: 36%; }
  [aria-labelledby='unquantified'] thead th:nth-child(4) { width: 11%; }
  [aria-labelledby='stale'] thead th:nth-child(1) { width: 15%; }
  .printed { display: block; }
  nav { display: none; }
  a { text-decoration: none; }
}
`)
