// The ISO 3166-1 code of a country as people write it: the code itself, or its name in one of six languages.
import { foldText } from '../matching/foldText.ts'
import { stateOf } from '../matching/countryNames.ts'

const languages = ['en', 'fr', 'pt', 'ar', 'es', 'sw']
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
/** Codes of groups and of no country, which the names' table also knows. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

const namesOf = (): Map<string, string> => {
  const known = new Map<string, string>()
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = noCountries.has(code) ? undefined : names.of(code)
      if (name !== undefined && !known.has(foldText(name))) known.set(foldText(name), code)
    }
  }
  return known
}

let known: Map<string, string> | undefined

const lookedUp = (written: string): string | null => {
  known ??= namesOf()
  const folded = foldText(written)
  return known.get(folded) ?? stateOf(folded)
}

/** A name may carry its style behind a comma or in brackets: "Côte d'Ivoire, Republic of". */
export const countryCode = (written: string): string | null => {
  const text = written.trim()
  const code = text.toUpperCase()
  if (/^[A-Z]{2}$/.test(code)) {
    known ??= namesOf()
    return [...known.values()].includes(code) ? code : null
  }
  return lookedUp(text) ?? lookedUp(text.replace(/\(.*\)/, ' ')) ?? lookedUp(text.replace(/[,(].*$/, ' '))
}
