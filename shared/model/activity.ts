// An IATI activity on its way in: the element tree that a reader gives, and what was read of it.
import type { NewTransaction } from './contribution.ts'

/** One element of an XML document: unprefixed attributes, `xml:lang` as `lang`, its own text, its children in order. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  text: string
  children: XmlElement[]
}

/** An activity of a file, numbered from 1, or why it could not be read. */
export type SourceActivity = { row: number; activity: XmlElement } | { row: number; fault: string }

/** What an activity says of its sectors, as far as it can place a contribution. */
export interface ActivitySectors {
  /** Codes of this tracker's own vocabulary, as its export writes them. */
  own: { code: string; percent: number | null }[]
  /** OECD DAC five-digit purpose codes with their percentages, or their shares of the transactions. */
  dac: { code: string; percent: number }[]
  /** Titles, descriptions and the sectors' own words, to suggest from. */
  text: string
}

/** How an activity says it belongs to others, by their IATI identifiers; never itself. */
export interface ActivityLinks {
  partOf: string[]
  wholeOf: string[]
  coFinances: string[]
}

/** What an activity says beside what any row says. */
export interface ActivityParts {
  transactions: NewTransaction[]
  sectors: ActivitySectors
  links: ActivityLinks
}
