// Elements of an activity that is written.
import type { XmlElement } from '#model/activity.ts'

export const element = (
  name: string,
  attributes: Record<string, string> = {},
  children: XmlElement[] = [],
): XmlElement => ({ name, attributes, text: '', children })

export const narrative = (text: string): XmlElement => ({ ...element('narrative'), text })
