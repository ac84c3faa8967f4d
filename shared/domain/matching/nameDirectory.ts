// Partners under the keys of their names, in memory: what the deployed tracker has in its table.
import { nameKeys, partnerKeys } from './nameKeys.ts'
import { type NamedPartner, resolveName, type ResolvedName, sureName } from './resolveName.ts'

export interface NameDirectory {
  /** Partners that a name may mean, the surest first. */
  find: (name: string) => ResolvedName[]
  /** The id of the one partner that a name surely means, or null. */
  resolve: (name: string) => string | null
}

/** A directory of these partners, each found by its id, names, acronyms and aliases. */
export function nameDirectoryOf(partners: readonly NamedPartner[]): NameDirectory {
  const byKey = new Map<string, Set<NamedPartner>>()
  for (const partner of partners) {
    for (const key of partnerKeys(partner)) byKey.set(key, (byKey.get(key) ?? new Set()).add(partner))
  }
  const find = (name: string): ResolvedName[] => {
    const candidates = new Set(nameKeys(name).flatMap((key) => [...(byKey.get(key) ?? [])]))
    return resolveName(name, [...candidates])
  }
  const resolve = (name: string): string | null => {
    const [best] = find(name)
    return best && best.score >= sureName ? best.partner : null
  }
  return { find, resolve }
}
