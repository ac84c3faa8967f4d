// A decimal number as its reader writes it.
import type { ShownLanguage } from '#model/text.ts'

/** `12345.60` as `12,345.60` in English and `12 345,60` in French. */
export const numberIn = (language: ShownLanguage, text: string): string => {
  const grouped = text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?:\.|$))/g, language === 'fr' ? '\u202f' : ',')
  return language === 'fr' ? grouped.replace('.', ',') : grouped
}
