// Loads the seeds through the same actions that any caller goes through: safe to call on every start.
import { createPartner } from '#actions/directory.ts'
import { putMember } from '#actions/putMember.ts'
import { putTerm } from '#actions/putTerm.ts'
import { registerOperation } from '#actions/peaceOperations.ts'
import { registerNeed } from '#actions/reviseNeed.ts'
import { addDelivery, addTransaction } from '#actions/reviseContribution.ts'
import { submitSeed } from '#actions/submitContribution.ts'
import type { ActionRequest } from '#actions/request.ts'
import { validated } from '#actions/validate.ts'
import type { Role } from '#model/caller.ts'
import { Delivery, NewContribution, NewTransaction } from '#model/contribution.ts'
import { NewNeed } from '#model/need.ts'
import { NewPeaceOperation } from '#model/peaceOperation.ts'
import { NewPartner } from '#model/partner.ts'
import { Refusal } from '#model/refusal.ts'
import { NewTerm, TaxonomyKind } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { enterTraining, type TrainingImport } from './training.ts'
import { filesOf, monthlyRates, type SeedFiles, type SeedRow, type SeedSet } from './sets.ts'

/** What a set holds, and what became of the training records where they belong to it. */
export type Seeded = Record<'rates' | 'partners' | 'terms' | 'needs' | 'operations' | 'contributions', number> & {
  training?: TrainingImport
}

interface Seeding extends Services {
  /** Whether the table is new: then none of the keys can have been used. */
  isFirst: boolean
}

/** Seeds are entered by name, under a key each: the second start finds the first one's records. */
const requestOf = ({ fingerprint, isFirst }: Seeding, role: Role, key: string): ActionRequest => ({
  caller: { id: 'seed', role, organization: null },
  requestId: `seed-${key.slice(0, 40)}`,
  once: { id: fingerprint(['seed', key]), fingerprint: 'seed' },
  isFirst,
})

const unlessThere = async (enter: () => Promise<unknown>): Promise<void> => {
  try {
    await enter()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'already-exists')) throw error
  }
}

/** Rows by level: a row stands after the one that it names as its parent, since the other order would be refused. */
const levelsOf = (rows: readonly SeedRow[], idOf: (row: SeedRow) => string): SeedRow[][] => {
  const ids = new Set(rows.map(idOf))
  const placed = new Set<string>()
  const levels: SeedRow[][] = []
  for (let waiting = [...rows]; waiting.length > 0;) {
    const ready = waiting.filter(({ parent }) => !ids.has(String(parent)) || placed.has(String(parent)))
    if (ready.length === 0) throw new Error(`Seeds name each other as parents: ${waiting.map(idOf).join(', ')}`)
    for (const row of ready) placed.add(idOf(row))
    levels.push(ready)
    waiting = waiting.filter((row) => !placed.has(idOf(row)))
  }
  return levels
}

/** So many at once: enough to keep the engine busy. */
const width = 8

const enterAll = async <T>(rows: readonly T[], enter: (row: T, position: number) => Promise<void>): Promise<void> => {
  const waiting = rows.entries()
  const worker = async (): Promise<void> => {
    for (const [position, row] of waiting) await enter(row, position)
  }
  await Promise.all(Array.from({ length: width }, worker))
}

const enterTerm = async (services: Seeding, { kind, code, ...row }: SeedRow): Promise<void> => {
  const place = { kind: TaxonomyKind.parse(kind), code: String(code), expected: null }
  const request = requestOf(services, 'coordinator', `term ${String(kind)} ${String(code)}`)
  await unlessThere(async () => putTerm(services, request, place, validated(NewTerm, row)))
}

const enterPartner = async (services: Seeding, row: SeedRow): Promise<void> => {
  const partner = validated(NewPartner, row)
  await createPartner(services, requestOf(services, 'coordinator', `partner ${partner.id}`), partner)
}

/** Whoever reports a contribution of a set has someone who can say more of it. */
const reportersOf = ({ contributions }: SeedFiles): string[] => [
  ...new Set(contributions.map(({ provider, reportedBy = provider }) => String(reportedBy))),
]

/** On one machine, `npm run token -- --role partner --partner eu` is this member; others become one with their first token. */
const enterMember = async (services: Seeding, organization: string): Promise<void> => {
  const place = { id: `local-partner-${organization}`, expected: null }
  const request = requestOf(services, 'administrator', `member ${organization}`)
  await unlessThere(async () => putMember(services, request, place, { organization, role: 'partner' }))
}

const enterContribution = async (
  services: Seeding,
  set: string,
  row: SeedRow,
  ids: Map<string, string>,
): Promise<void> => {
  const { ref = '', reportedBy, transactions = [], deliveries = [], relations = [], ...sent } = row
  const named = (relations as { type: string; ref: string }[]).map(({ type, ref: other }) => ({
    type,
    contribution: ids.get(other) ?? other,
  }))
  const body = validated(NewContribution, { ...sent, relations: named })
  const requestFor = (part: string): ActionRequest => requestOf(services, 'coordinator', `${set} ${ref} ${part}`)
  const { id } = await submitSeed(services, requestFor(''), body, reportedBy as string | undefined)
  ids.set(ref, id)
  for (const [position, transaction] of (transactions as unknown[]).entries())
    await addTransaction(services, requestFor(`transaction ${position}`), id, validated(NewTransaction, transaction))
  for (const [position, delivery] of (deliveries as unknown[]).entries())
    await addDelivery(services, requestFor(`delivery ${position}`), id, validated(Delivery, delivery))
}

const namesAnother = ({ relations = [] }: SeedRow): boolean => Array.isArray(relations) && relations.length > 0

const enterFiles = async (services: Seeding, set: string, files: SeedFiles): Promise<void> => {
  for (const level of levelsOf(files.partners, ({ id }) => String(id)))
    await enterAll(level, async (row) => enterPartner(services, row))
  for (const level of levelsOf(files.taxonomy, ({ code }) => String(code)))
    await enterAll(level, async (row) => enterTerm(services, row))
  await enterAll(files.needs, async (row, position) => {
    await registerNeed(services, requestOf(services, 'coordinator', `${set} need ${position}`), validated(NewNeed, row))
  })
  await enterAll(files.operations, async (row) => {
    const operation = validated(NewPeaceOperation, row)
    await registerOperation(services, requestOf(services, 'coordinator', `${set} operation ${operation.id}`), operation)
  })
  const ids = new Map<string, string>()
  const enter = async (row: SeedRow): Promise<void> => enterContribution(services, set, row, ids)
  await enterAll(
    files.contributions.filter((row) => !namesAnother(row)),
    enter,
  )
  // A row that names another by its reference comes after it.
  for (const row of files.contributions.filter(namesAnother)) await enter(row)
  await enterAll(reportersOf(files), async (organization) => enterMember(services, organization))
}

/** Loads a set; what is there already stays as it is. */
export const seed = async (live: Services, set: SeedSet): Promise<Seeded> => {
  const { records } = await live.store.partners.list({ index: 'everything', after: undefined, limit: 1 })
  const services = { ...live, isFirst: records.length === 0 }
  const rates = monthlyRates()
  if ((await services.store.rates.ofMonth('9999-12'))?.month !== rates.at(-1)?.month)
    await services.store.rates.put(rates)
  const sets = filesOf(set)
  for (const [position, files] of sets.entries()) await enterFiles(services, position === 0 ? 'programme' : set, files)
  const training =
    set === 'training'
      ? { training: await enterTraining(services, (key) => requestOf(services, 'coordinator', key)) }
      : {}
  const count = (of: (files: SeedFiles) => SeedRow[]): number => sets.reduce((sum, files) => sum + of(files).length, 0)
  return {
    rates: rates.length,
    partners: count(({ partners }) => partners),
    terms: count(({ taxonomy }) => taxonomy),
    needs: count(({ needs }) => needs),
    operations: count(({ operations }) => operations),
    contributions: count(({ contributions }) => contributions),
    ...training,
  }
}
