// The activities of an IATI file, one at a time: what of each is read, in a tree; the rest of it is passed over as it comes.
import type { SourceActivity, XmlElement } from '#model/activity.ts'
import { maxActivityElements, maxActivityLength, maxRows, unreadable } from './limits.ts'
import { type Bytes, textOf, xmlEncodingOf } from './textStream.ts'
import { type XmlEvent, xmlEvents } from './xml.ts'

/** Parts of an activity that say nothing of who gives what to whom: results, documents, contacts and the like. */
const passedOver = new Set(
  'result document-link contact-info conditions crs-add fss legacy-data country-budget-items policy-marker humanitarian-scope'.split(
    ' ',
  ),
)

type Opening = Extract<XmlEvent, { kind: 'open' }>

const rootFault = ({ name, attributes }: Opening): string | null => {
  if (name === 'iati-organisations' || name === 'iati-organisation')
    return 'This is an IATI organisation file; contributions are in activity files.'
  if (name !== 'iati-activities' && name !== 'iati-activity')
    return `The root is <${name.slice(0, 60)}>, and not <iati-activities>.`
  const version = attributes['version']?.trim()
  if (version !== undefined && !/^(?:1(?:\.\d{1,2})?|2\.\d\d)$/.test(version))
    return `IATI ${version.slice(0, 20)} is not read: publish it as 2.03.`
  return null
}

/** Attributes without a prefix, and the language. */
const ownAttributes = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      name === 'xml:lang' ? [['lang', value]] : name.includes(':') || name === 'xmlns' ? [] : [[name, value]],
    ),
  )

/** Builds one activity after the other. Elements of other namespaces, which publishers add, are passed over. */
class Activities {
  #root: Opening | undefined
  #depth = 0
  /** The depth of an element whose inside is passed over; 0 while nothing is. */
  #passing = 0
  readonly #open: XmlElement[] = []
  #row = 0
  #elements = 0
  #length = 0
  #isTooLarge = false

  take(event: XmlEvent): SourceActivity | null {
    if (event.kind === 'text') this.#text(event.text)
    else if (event.kind === 'open') this.#begin(event)
    else return this.#end()
    return null
  }

  end(): void {
    if (!this.#root) throw unreadable('The file has no element.')
  }

  #begin(event: Opening): void {
    this.#depth += 1
    if (!this.#root) {
      const fault = rootFault(event)
      if (fault !== null) throw unreadable(fault)
      this.#root = event
      if (event.name === 'iati-activities') return
    }
    if (this.#passing > 0) return
    const isActivity = this.#open.length === 0
    if (this.#isForeign(event) || (isActivity ? event.name !== 'iati-activity' : this.#isUnread(event))) {
      this.#passing = this.#depth
      return
    }
    if (isActivity) this.#beginActivity()
    this.#add({ name: event.name, attributes: ownAttributes(event.attributes), text: '', children: [] })
  }

  #beginActivity(): void {
    this.#row += 1
    if (this.#row > maxRows) throw unreadable(`More than ${maxRows} activities.`, { row: this.#row })
    this.#elements = 0
    this.#length = 0
    this.#isTooLarge = false
  }

  /** One with the document's own prefix and no default namespace of its own is IATI's. */
  #isForeign({ prefix, attributes }: Opening): boolean {
    const root = this.#root
    const binding = root?.prefix ? `xmlns:${root.prefix}` : 'xmlns'
    const bound = attributes[binding]
    return prefix !== root?.prefix || (bound !== undefined && bound !== root.attributes[binding])
  }

  #isUnread({ name }: Opening): boolean {
    return this.#isTooLarge || (this.#open.length === 1 && passedOver.has(name))
  }

  #add(element: XmlElement): void {
    this.#elements += 1
    for (const [name, value] of Object.entries(element.attributes)) this.#length += name.length + value.length
    this.#measure()
    this.#open.at(-1)?.children.push(element)
    this.#open.push(element)
  }

  #text(text: string): void {
    const element = this.#open.at(-1)
    if (!element || this.#passing > 0 || this.#isTooLarge) return
    this.#length += text.length
    this.#measure()
    element.text += text
  }

  /** What is too large is let go at once; its row says so when it ends. */
  #measure(): void {
    if (this.#elements <= maxActivityElements && this.#length <= maxActivityLength) return
    this.#isTooLarge = true
    for (const element of this.#open) element.children = []
  }

  #end(): SourceActivity | null {
    const isPassing = this.#passing > 0
    if (this.#depth === this.#passing) this.#passing = 0
    this.#depth -= 1
    if (isPassing) return null
    const activity = this.#open.pop()
    if (!activity || this.#open.length > 0) return null
    if (this.#isTooLarge)
      return { row: this.#row, fault: `More than ${maxActivityElements} elements or ${maxActivityLength} characters.` }
    return { row: this.#row, activity }
  }
}

/**
 * Streams activities, numbered from 1. Refuses `unreadable-file` for what is no IATI activity file of version 1 or 2, for any
 * document type, for what is not well-formed or nested too deep; an activity that is too large is a fault of its row.
 */
export async function* iatiActivities(open: () => Bytes): AsyncGenerator<SourceActivity> {
  const encoding = await xmlEncodingOf(open())
  const activities = new Activities()
  for await (const events of xmlEvents(textOf(open(), encoding)))
    for (const event of events) {
      const activity = activities.take(event)
      if (activity) yield activity
    }
  activities.end()
}
