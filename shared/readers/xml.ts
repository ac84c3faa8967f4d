// XML as a stream of events: well-formed only, without a document type, never deeper than data goes.
import { Refusal } from '#model/refusal.ts'
import { SaxesParser } from 'saxes'
import { maxXmlDepth, noDocumentType, unreadable } from './limits.ts'

export type XmlEvent =
  | { kind: 'open'; name: string; prefix: string; attributes: Record<string, string> }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/** A name without its prefix: documents choose prefixes as they like. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)
const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')))

/** Text, a tag or a declaration that goes on for longer than this is no data: it would be held until it ends. */
const maxBetweenEvents = 4 * 1024 * 1024

const parserInto = (events: XmlEvent[]): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false, position: true })
  let depth = 0
  parser.on('doctype', () => {
    throw noDocumentType()
  })
  parser.on('error', (error) => {
    throw unreadable(`The XML is not well-formed: ${error.message.slice(0, 200)}`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > maxXmlDepth) throw unreadable(`The XML is nested more than ${maxXmlDepth} deep.`)
    events.push({ kind: 'open', name: local(name), prefix: prefixOf(name), attributes })
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    events.push({ kind: 'close', name: local(name) })
  })
  const onText = (text: string): void => {
    events.push({ kind: 'text', text })
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  return parser
}

const guarded = (feed: () => void): void => {
  try {
    feed()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw unreadable('The XML is not well-formed.')
  }
}

/**
 * Events in batches, as the text comes. Refuses `unreadable-file` for any document type (so there are no entities to expand
 * and nothing to fetch), for what is not well-formed, and for what is nested too deep.
 */
export async function* xmlEvents(text: AsyncIterable<string>): AsyncGenerator<XmlEvent[]> {
  const events: XmlEvent[] = []
  const parser = parserInto(events)
  let length = 0
  for await (const piece of text) {
    guarded(() => parser.write(piece))
    length = events.length > 0 ? 0 : length + piece.length
    if (length > maxBetweenEvents) throw unreadable(`One text or tag is longer than ${maxBetweenEvents} characters.`)
    yield events.splice(0)
  }
  guarded(() => parser.close())
  yield events.splice(0)
}
