// Which of the languages that explanations are written in the caller would rather read.
import { type ShownLanguage, shownLanguages } from '#model/text.ts'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The first of `Accept-Language`, by its quality, that there are texts in: `fr-CA` is French. English where there is none. */
export const languageOf = (context: Context): ShownLanguage => {
  const named = accepts(context, {
    header: 'Accept-Language',
    supports: [...shownLanguages],
    default: 'en',
    match: (wanted, { default: otherwise }) =>
      wanted
        .filter(({ q }) => q > 0)
        .map(({ type }) => type.toLowerCase().split('-')[0])
        .find((tag) => shownLanguages.some((language) => language === tag)) ?? otherwise,
  })
  return shownLanguages.find((language) => language === named) ?? 'en'
}

/** What an answer that has texts says of them. */
export const languageHeaders = (language: ShownLanguage): Record<string, string> => ({
  'content-language': language,
  vary: 'Accept-Language',
})
