// Looking things up in an activity's elements, and its texts as the model takes them.
import type { XmlElement } from '#model/activity.ts'
import type { RowNote } from '#model/import.ts'
import { dayFromNumber, dayNumber } from '../days.ts'
import { printable } from '../imports/cells.ts'

/** What is wrong with an activity, or was assumed of it, each under the element that it is about. */
export class Notes {
  readonly faults: RowNote[] = []
  readonly notes: RowNote[] = []

  fault(column: string, detail: string): void {
    this.faults.push({ column, detail: detail.slice(0, 500) })
  }

  note(column: string, detail: string): void {
    this.notes.push({ column, detail: detail.slice(0, 500) })
  }
}

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

/** One line without what the model refuses; null where nothing is left. */
export const lineOf = (text: string | undefined, maxLength: number): string | null =>
  printable(text ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, maxLength)
    .toWellFormed() || null

export const attributeOf = (element: XmlElement | undefined, name: string): string | null =>
  lineOf(element?.attributes[name], 400)

export const codeOf = (element: XmlElement | undefined): string | null => attributeOf(element, 'code')

const placeholders = /^(?:n\/?a|none|null|unknown|not available|-|tbc|tbd|nil|0)$/i

/** A reference to an organization or activity; what publishers write for "none" is none. */
export const referenceOf = (element: XmlElement | undefined, name: string): string | null => {
  const text = attributeOf(element, name)
  return text === null || placeholders.test(text) ? null : text
}

/** The day of an ISO date, with or without time and zone; null where there is none, undefined where it is no day. */
const dayIn = (text: string | null): string | null | undefined => {
  if (text === null) return null
  const day = /^((?:19|20|21)\d{2}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text)?.[1]
  return day !== undefined && isDay(day) ? day : undefined
}

const isDay = (day: string): boolean => {
  const [, month = 0, date = 0] = day.split('-').map(Number)
  return month >= 1 && month <= 12 && date >= 1 && dayFromNumber(dayNumber(day)) === day
}

/**
 * The day in an attribute, or, as before version 2, in the text where the attribute is not; one that is none is a fault under
 * the element's name.
 */
export const dayOf = (element: XmlElement | undefined, name: string, notes: Notes, column: string): string | null => {
  const text = attributeOf(element, name) ?? (name === 'iso-date' ? lineOf(element?.text, 400) : null)
  const day = dayIn(text)
  if (day === undefined) notes.fault(column, `"${text?.slice(0, 60)}" is no day of the years 1900 to 2199.`)
  return day ?? null
}

export interface Narrative {
  language: string | null
  text: string
}

/** Texts with their language; text that stands outside a `narrative`, as before version 2, is taken as one. */
export const narrativesOf = (element: XmlElement | undefined, inherited: string | null): Narrative[] => {
  const given = childrenOf(element, 'narrative')
  const parts = given.length > 0 || !element ? given : [element]
  const around = element?.attributes['lang'] ?? inherited
  return parts.flatMap((part) => {
    const text = lineOf(part.text, 20_000)
    const language = (part.attributes['lang'] ?? around)?.trim().toLowerCase().split(/[-_]/)[0] ?? null
    return text === null ? [] : [{ language: language || null, text }]
  })
}

/** Equal but for case. */
export const sameReference = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase()
