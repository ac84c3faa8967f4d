// The codes that the template workbook shows: the terms in force and the directory of partners.
import type { Partner } from '#model/partner.ts'
import type { Term } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { partnerPages, termPages } from './exportPages.ts'
import type { TemplateCodes } from './importTemplate.ts'

const inForce =
  (today: string) =>
  ({ validFrom, validTo }: Term): boolean =>
    (validFrom === null || validFrom <= today) && (validTo === null || validTo >= today)

/** Terms by kind and partners by code: what is in order is found in a list. */
export const templateCodes = async (services: Services): Promise<TemplateCodes> => {
  const terms: Term[] = []
  const partners: Partner[] = []
  for await (const page of termPages(services, undefined)) terms.push(...page)
  for await (const page of partnerPages(services)) partners.push(...page)
  return {
    terms: terms.filter(inForce(services.now().slice(0, 10))),
    partners: partners.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
