// An activity's title and description: one language leads, the translations stand below in the description.
import type { XmlElement } from '#model/activity.ts'
import type { NewContribution } from '#model/contribution.ts'
import { childrenOf, lineOf, type Narrative, narrativesOf, type Notes } from './elements.ts'

const languages = ['en', 'fr', 'pt', 'ar', 'es', 'sw'] as const
type Language = (typeof languages)[number]

const isOurs = (language: string | null): language is Language => languages.some((one) => one === language)

/** The activity's own language where the title has it and the model knows it, else the first of the model's. */
const leadingIn = (titles: readonly Narrative[], own: string | null): Narrative | undefined => {
  const order = [own, ...languages].filter(isOurs)
  return order.flatMap((wanted) => titles.filter(({ language }) => language === wanted))[0] ?? titles[0]
}

const inLanguage = (texts: readonly Narrative[], wanted: string | null): string[] =>
  texts.filter(({ language }) => language === wanted).map(({ text }) => text)

/** Before version 2 a title in each language was an element of its own. */
const titlesOf = (activity: XmlElement, own: string | null): Narrative[] =>
  childrenOf(activity, 'title').flatMap((element) => narrativesOf(element, own))

/** General description first, then objectives, target groups and others, as the code list numbers them. */
const descriptionsOf = (activity: XmlElement, own: string | null): Narrative[] =>
  childrenOf(activity, 'description')
    .toSorted((a, b) => Number(a.attributes['type'] ?? 1) - Number(b.attributes['type'] ?? 1))
    .flatMap((element) => narrativesOf(element, own))

const cut = (text: string, length: number, notes: Notes, column: string): string => {
  if (text.length <= length) return text
  notes.note(column, `Cut to ${length} characters of ${text.length}.`)
  return `${text
    .slice(0, length - 1)
    .toWellFormed()
    .trimEnd()}…`
}

type ActivityTexts = Pick<NewContribution, 'title' | 'description' | 'language'>

/** `fr: Titre. Description.` for every further language, so that nothing that was said is lost. */
const translationsOf = (
  titles: readonly Narrative[],
  texts: readonly Narrative[],
  leading: string | null,
): string[] => {
  const others = [...new Set([...titles, ...texts].map(({ language }) => language))].filter((one) => one !== leading)
  return others.map((language) => {
    const said = [...new Set([...inLanguage(titles, language), ...inLanguage(texts, language)])]
    return `${language ?? '?'}: ${said.join(' — ')}`
  })
}

export const textsOf = (activity: XmlElement, notes: Notes): ActivityTexts => {
  const own = lineOf(activity.attributes['lang'], 20)?.toLowerCase().split(/[-_]/)[0] ?? null
  const titles = titlesOf(activity, own)
  const texts = descriptionsOf(activity, own)
  const leading = leadingIn(titles, own)
  if (!leading) notes.fault('title', 'There is no title with a text.')
  const language = leading?.language ?? null
  if (language !== null && !isOurs(language))
    notes.note(
      'title',
      `The language "${language.slice(0, 20)}" is none of ${languages.join(', ')}: kept as it stands.`,
    )
  const parts = [...new Set(inLanguage(texts, language)), ...translationsOf(titles, texts, language)]
  const description = cut(parts.join('\n\n'), 10_000, notes, 'description')
  return {
    title: cut(leading?.text ?? '', 500, notes, 'title'),
    ...(description === '' ? {} : { description }),
    ...(isOurs(language) ? { language } : {}),
  }
}

/** Every narrative of title and description, whatever its language. */
export const allTexts = (activity: XmlElement): string =>
  [...titlesOf(activity, null), ...descriptionsOf(activity, null)].map(({ text }) => text).join(' ')
