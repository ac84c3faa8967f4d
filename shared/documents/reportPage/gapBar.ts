// One need drawn to scale: how much of it is announced, arranged and delivered, readable without colour.
import { html } from 'hono/html'
import type { ReportRow } from '#model/report.ts'
import type { Markup } from './markup.ts'
import { quantity } from './wording.ts'

const width = 120

/**
 * A bar as long as the need, filled as far as each stage reaches: light for announced, grey for arranged, black for
 * delivered. Drawn as SVG because browsers print shapes and leave out background colours.
 */
export function gapBar(row: ReportRow): Markup {
  const { needed, announced, arranged, delivered, measure } = row
  const label = [
    `Needed ${quantity(needed, measure)}`,
    `announced ${quantity(announced, measure)}`,
    `arranged ${quantity(arranged, measure)}`,
    `delivered ${quantity(delivered, measure)}`,
  ].join(', ')
  const fill = (amount: string, y: number, height: number, grey: string) => {
    const length = lengthOf(amount, needed)
    return length === 0 ? '' : html`<rect x="0" y="${y}" width="${length}" height="${height}" fill="${grey}" />`
  }
  return html`<svg class="bar" viewBox="-1 -1 ${width + 2} 16" role="img" aria-label="${label}">
    <rect x="0" y="0" width="${width}" height="14" fill="#fff" />
    ${fill(announced, 0, 14, '#dcdcdc')}${fill(arranged, 0, 14, '#8c8c8c')}${fill(delivered, 4, 6, '#000')}
    <rect x="0" y="0" width="${width}" height="14" fill="none" stroke="#000" stroke-width="1" />
  </svg>`
}

/** What the greys mean, for the reader of a printed page. */
export function barLegend(): Markup {
  return html`<p class="legend">
    The whole bar is the need: ${swatch('#000')} delivered, ${swatch('#8c8c8c')} arranged, ${swatch('#dcdcdc')}
    announced only, ${swatch('#fff')} nobody yet.
  </p>`
}

function swatch(grey: string): Markup {
  return html`<svg class="swatch" viewBox="0 0 14 10" aria-hidden="true">
    <rect x="0.5" y="0.5" width="13" height="9" fill="${grey}" stroke="#000" />
  </svg>`
}

function lengthOf(amount: string, needed: string): number {
  const [part, whole] = [hundredths(amount), hundredths(needed)]
  if (whole === 0n) return 0
  return part >= whole ? width : Number((part * BigInt(width)) / whole)
}

function hundredths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(`${whole}${fraction.padEnd(2, '0')}`)
}
