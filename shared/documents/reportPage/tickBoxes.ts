// What the meeting may decide, with a box to tick for each: the verdicts of the tracker in everyday words.
import { html } from 'hono/html'
import type { DuplicateGroup, OpenPair } from '#model/report.ts'
import type { Markup } from './markup.ts'

export type PairKind = 'part-of' | 'overlapping-effort' | 'schedule-clash'

const verdictsOn: Record<PairKind, readonly string[]> = {
  'part-of': ['Part of the larger', 'Not a part', 'Complementary'],
  'overlapping-effort': ['Overlap confirmed', 'Complementary', 'Not an overlap'],
  'schedule-clash': ['Clash: dates must move', 'Complementary', 'No clash'],
}
const confirmation = ['Confirm', 'Refuse']

/** Records are lettered A, B, C in the order in which the group lists them; past Z the letters double. */
export function letter(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : `${letter(Math.floor(index / 26) - 1)}${last}`
}

/** The boxes of a group: which record to keep, or that they are not one; a group of several pairs is ticked pair by pair. */
export function groupBoxes({ records, pairs }: DuplicateGroup): Markup {
  if (pairs.every(({ awaiting }) => awaiting !== null)) return boxes(confirmation)
  if (records.length > 2) return boxes(['All one, keep __', 'Some: see pairs', 'Not duplicates'])
  return boxes([...records.map((_, index) => `Same, keep ${letter(index)}`), 'Not a duplicate', 'Part of other'])
}

/** The boxes of one pair inside a larger group. */
export function pairBoxes(first: string, second: string, isAwaiting: boolean): Markup {
  return boxes(isAwaiting ? confirmation : [`Same, keep ${first}`, `Same, keep ${second}`, 'Not a duplicate'])
}

export function openPairBoxes(kind: PairKind, { awaiting }: OpenPair): Markup {
  return boxes(awaiting ? confirmation : verdictsOn[kind])
}

/** Where the meeting writes what it decided. */
export function signature(): Markup {
  return html`<p class="signature">Note: <span class="rule"></span> Decided by: <span class="rule short"></span></p>`
}

function boxes(labels: readonly string[]): Markup {
  return html`<ul class="boxes">
    ${labels.map((label) => html`<li><span class="box" aria-hidden="true"></span> ${label}</li>`)}
  </ul>`
}
