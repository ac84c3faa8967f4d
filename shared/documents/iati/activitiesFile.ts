// Activities as an IATI file: written one after the other, so that none waits for the others.
import type { XmlElement } from '#model/activity.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// What XML 1.0 cannot hold at all; line ends and tabs would be read as spaces in an attribute and are none there.
const unwritable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll('\r', '&#13;')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')

const written = ({ name, attributes, text, children }: XmlElement, indent: string): string => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const opening = `${indent}<${name}${given.join('')}`
  if (children.length === 0) return text === '' ? `${opening}/>\n` : `${opening}>${escaped(text)}</${name}>\n`
  return `${opening}>\n${children.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`
}

/** IATI 2.03; `generated` is the instant at which the file was made. */
export async function* activitiesFile(
  pages: AsyncIterable<readonly XmlElement[]>,
  generated: string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="${escaped(generated)}">\n`,
  )
  for await (const activities of pages)
    yield encoder.encode(activities.map((activity) => written(activity, '  ')).join(''))
  yield encoder.encode('</iati-activities>\n')
}
