// How well names are resolved: hand-made aliases among the names of all organizations, and names that are not there.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { nameDirectoryOf } from '#domain/matching/nameDirectory.ts'
import { type NamedPartner, sureName } from '#domain/matching/resolveName.ts'

export interface NamedOrganization {
  name: string
  shortname: string
  aliases: string[]
}

export interface NameQuality {
  aliases: number
  right: number
  /** Given to another organization: alias, whose it is, who got it. */
  wrong: string[]
  /** Of the aliases that were taken for sure. */
  precision: number
  recall: number
}

/** The shipped copy of the organizations with hand-made aliases; see test/match/sets/README.md. */
export const shippedOrganizations = new URL('../match/sets/organization-aliases.json.gz', import.meta.url).pathname

/** Organizations of a file in the shared form (an object by short name) or in the shipped one (a list), gzip or not. */
export function readOrganizations(file: string): NamedOrganization[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return Object.values(JSON.parse(text) as Record<string, NamedOrganization>)
}

/** Each organization as a partner with its name and short name alone: no alias is given away. */
export const partnersOf = (organizations: readonly NamedOrganization[]): NamedPartner[] =>
  organizations.map(({ name, shortname }, at) => ({
    id: `organization-${at}`,
    names: { en: name },
    acronyms: shortname === name || shortname.includes(' ') ? [] : [shortname],
    aliases: shortname !== name && shortname.includes(' ') ? [shortname] : [],
  }))

/** The same partners, with what a directory calls those of them that it surely knows, one of its partners for one. */
export function knownTo(directory: readonly NamedPartner[], partners: readonly NamedPartner[]): NamedPartner[] {
  const { resolve } = nameDirectoryOf(directory)
  const knownAs = partners.map(({ names }) => resolve(names.en ?? ''))
  return partners.map((partner, at) => {
    const id = knownAs.filter((other) => other === knownAs[at]).length === 1 ? knownAs[at] : null
    const known = directory.find((one) => one.id === id)
    if (!known) return partner
    return {
      ...partner,
      names: { ...known.names, ...partner.names },
      acronyms: [...new Set([...partner.acronyms, ...known.acronyms])],
      aliases: [...partner.aliases, known.names.en ?? '', ...known.aliases],
    }
  })
}

/** Resolves every alias among all names. `isHard` leaves out those that are written like a name or short name. */
export function nameQuality(
  organizations: readonly NamedOrganization[],
  {
    isHard = false,
    partners = partnersOf(organizations),
  }: { isHard?: boolean; partners?: readonly NamedPartner[] } = {},
): NameQuality {
  const { resolve } = nameDirectoryOf(partners)
  const written = new Set(organizations.flatMap(({ name, shortname }) => [name, shortname]).map(lower))
  const asked = organizations.flatMap((organization, at) =>
    organization.aliases
      .filter((alias) => !isHard || !written.has(lower(alias)))
      .map((alias) => ({ alias, own: at, got: resolve(alias) })),
  )
  const given = asked.filter(({ got }) => got !== null)
  const wrong = given.filter(({ own, got }) => got !== `organization-${own}`)
  const nameOf = (id: string | null): string => organizations[Number(id?.split('-')[1])]?.name ?? ''
  return {
    aliases: asked.length,
    right: given.length - wrong.length,
    wrong: wrong.map(
      ({ alias, own, got }) => `${alias} is ${organizations[own]?.shortname ?? ''}, given to ${nameOf(got)}`,
    ),
    precision: (given.length - wrong.length) / Math.max(1, given.length),
    recall: (given.length - wrong.length) / asked.length,
  }
}

/** Names of organizations that are left out of the directory, and to whom they were given all the same. */
export function givenAway(organizations: readonly NamedOrganization[]): string[] {
  const partners = partnersOf(organizations)
  const { find } = nameDirectoryOf(partners)
  return partners.flatMap(({ id, names }) => {
    const other = find(names.en ?? '').find(({ partner, score }) => partner !== id && score >= sureName)
    return other === undefined ? [] : [`${names.en ?? ''} as ${other.matchedName}`]
  })
}

const lower = (text: string): string => text.toLowerCase()
