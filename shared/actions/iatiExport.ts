// The contributions of a list as an IATI file for their reporter to publish: its own reports that everybody may see.
import { activitiesFile } from '#documents/iati/activitiesFile.ts'
import { activityIdentifier, publishActivity } from '#domain/iati/publish.ts'
import type { XmlElement } from '#model/activity.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Partner } from '#model/partner.ts'
import { taxonomyKinds } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import type { ExportFormat } from './exportFormats.ts'

/** A partner publishes what it has reported itself; for the others the file shows every reporter's shared reports. */
const mayPublish = (caller: Caller, { visibility, withdrawn, reportedBy }: Contribution): boolean =>
  visibility === 'shared' && !withdrawn && (caller.role !== 'partner' || caller.organization === reportedBy)

const termNamesOf = async ({ store }: Services): Promise<Map<string, string>> => {
  const terms = await Promise.all(taxonomyKinds.map(async (kind) => store.terms.ofKind(kind)))
  return new Map(terms.flat().map(({ kind, code, names }) => [`${kind} ${code}`, names.en ?? code]))
}

/** Without an IATI organization identifier of its own a reporter is told by the code that the directory knows it by. */
const referenceOf = (reportedBy: string, partners: ReadonlyMap<string, Partner>): string =>
  partners.get(reportedBy)?.iatiOrganization ?? reportedBy

const codesIn = (contributions: readonly Contribution[]): string[] => [
  ...new Set(
    contributions.flatMap(({ provider, implementers, beneficiary, reportedBy }) => [
      provider,
      ...implementers,
      beneficiary,
      reportedBy,
    ]),
  ),
]

/** The identifiers of the contributions that a page's relations name, as far as the file may tell of them. */
const relatedIn = async ({ store }: Services, caller: Caller, page: readonly Contribution[]) => {
  const named = [...new Set(page.flatMap(({ relations }) => relations.map(({ contribution }) => contribution)))]
  const found = [...(await store.contributions.getAll(named)).values()].filter((one) => mayPublish(caller, one))
  const reporters = await store.partners.getAll([...new Set(found.map(({ reportedBy }) => reportedBy))], false)
  return new Map(found.map((one) => [one.id, activityIdentifier(one, referenceOf(one.reportedBy, reporters))] as const))
}

async function* activities(
  services: Services,
  caller: Caller,
  pages: AsyncIterable<readonly Contribution[]>,
): AsyncGenerator<XmlElement[]> {
  const termNames = await termNamesOf(services)
  for await (const page of pages) {
    const published = page.filter((one) => mayPublish(caller, one))
    const partners = await services.store.partners.getAll(codesIn(published), false)
    const related = await relatedIn(services, caller, published)
    const publication = { partners, related, termNames, today: services.now().slice(0, 10) }
    yield published.map((one) => publishActivity(one, referenceOf(one.reportedBy, partners), publication))
  }
}

export const iatiFormat: ExportFormat<Contribution> = {
  ending: 'iati.xml',
  contentType: 'application/xml; charset=utf-8',
  write: ({ services, caller, pages }) => activitiesFile(activities(services, caller, pages), services.now()),
}
