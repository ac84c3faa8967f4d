// A tracker on a fresh table with a small directory and taxonomy, and the records, callers and requests that tests send it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { submitContribution } from '#actions/submitContribution.ts'
import type { AuditEntry } from '#model/audit.ts'
import type { Caller } from '#model/caller.ts'
import type { RecordedContribution } from '#model/check.ts'
import { Contribution, type NewContribution } from '#model/contribution.ts'
import type { NewNeed } from '#model/need.ts'
import type { Partner } from '#model/partner.ts'
import type { TaxonomyKind, Term } from '#model/taxonomy.ts'
import type { ActionRequest } from '#actions/request.ts'
import type { Log } from '#runtime/log.ts'
import { documentClient, liveServices, type Services } from '#runtime/services.ts'
import type { Store } from '#store/store.ts'
import { storeIn } from '#store/store.ts'
import { type Item, Table } from '#store/table.ts'
import { type FreshTable, startEngine, type TestEngine } from './engine.ts'
import { Faults } from './faults.ts'
import { allItems } from '#infra/local/derivedData.ts'
import { derivedLines } from '#store/derivedItems.ts'

export const now = '2008-03-24T10:00:00.000Z'

export const coordinator: Caller = { id: 'ann', role: 'coordinator', organization: 'auc' }
export const secondCoordinator: Caller = { id: 'ben', role: 'coordinator', organization: 'un-dpko' }
export const partnerOf = (organization: string): Caller => ({
  id: `${organization}-desk`,
  role: 'partner',
  organization,
})

export const requestOf = (caller: Caller = coordinator, once: ActionRequest['once'] = null): ActionRequest => ({
  caller,
  requestId: 'request-1',
  once,
})

/** A training in US dollars over half a year, with only what a test says different. */
export const sent = (different: Partial<NewContribution> = {}): NewContribution => ({
  title: 'Mission leadership course',
  provider: 'un-dpko',
  beneficiary: 'auc',
  subCluster: 'peace-and-security-architecture',
  priorityAreas: [{ code: 'mission-management' }],
  modality: 'training',
  status: 'committed',
  money: { amount: '100000.00', currency: 'USD' },
  period: { start: '2008-01-01', end: '2008-06-30' },
  ...different,
})

export const dollars = (amount: string): Pick<NewContribution, 'money'> => ({ money: { amount, currency: 'USD' } })
export const euros = (amount: string): Pick<NewContribution, 'money'> => ({ money: { amount, currency: 'EUR' } })

export const sentNeed = (different: Partial<NewNeed> = {}): NewNeed => ({
  title: 'Officers trained in mission planning',
  beneficiary: 'auc',
  subCluster: 'peace-and-security-architecture',
  priorityArea: 'mission-management',
  measure: 'usd',
  amount: '500000',
  period: { start: '2008-01-01', end: '2008-12-31' },
  urgency: 'one-off',
  ...different,
})

/** A contribution as it is kept, for tests of the store alone. */
export const keptContribution = (different: Partial<Contribution> = {}): Contribution =>
  Contribution.parse({
    ...sent(),
    id: 'c1',
    revision: 1,
    description: null,
    language: 'en',
    implementers: [],
    instrument: null,
    training: null,
    inKind: [],
    places: [],
    identifiers: [],
    agreement: null,
    operation: null,
    needs: [],
    relations: [],
    visibility: 'shared',
    source: null,
    transactions: [],
    deliveries: [],
    renewals: [],
    statusHistory: [],
    reportedBy: 'un-dpko',
    withdrawn: false,
    createdAt: now,
    updatedAt: now,
    usd: null,
    ...different,
  })

/** An audit entry for tests of the store alone, which keeps what it is given. */
export const auditOf = (record: string, seq = 1): AuditEntry => ({
  seq,
  at: now,
  by: 'ann',
  organization: 'auc',
  requestId: 'request-1',
  action: 'test',
  record,
  before: null,
  after: {},
  previous: null,
  hash: `hash-${seq}`,
})

/** What a creation in the store takes beside its record. */
export const created = (id: string) => ({ previous: null, audit: auditOf(id), reason: null, further: [], once: [] })

export const keptPartner = (id: string): Partner => ({
  id,
  names: { en: `Organization ${id}` },
  acronyms: [],
  aliases: [],
  kind: 'regional-organization',
  parent: null,
  iatiOrganization: null,
  liaison: [],
  source: null,
  revision: 1,
  createdAt: now,
  updatedAt: now,
})

export const keptTerm = (kind: TaxonomyKind, code: string, different: Partial<Term> = {}): Term => ({
  kind,
  code,
  names: { en: code },
  description: null,
  parent: null,
  convener: null,
  validFrom: null,
  validTo: null,
  source: null,
  revision: 1,
  updatedAt: now,
  ...different,
})

const partners = ['auc', 'eu', 'un-dpko', 'ecowas']
const terms: [TaxonomyKind, string][] = [
  ['sub-cluster', 'peace-and-security-architecture'],
  ['sub-cluster', 'human-rights-justice-and-reconciliation'],
  ['priority-area', 'mission-management'],
  ['priority-area', 'mission-planning'],
  ['modality', 'training'],
  ['modality', 'funding'],
  ['instrument', 'un-trust-fund'],
  ['unit', 'seats'],
  ['unit', 'experts'],
]

/** Two published months: a dollar is half a euro in the first, four fifths of one in the second. */
const rates = [
  { month: '2008-01', unitsPerEur: { USD: '2', GBP: '0.8' } },
  { month: '2008-02', unitsPerEur: { USD: '1.25', GBP: '0.8' } },
]

const seed = async (store: Store): Promise<void> => {
  await Promise.all([
    store.rates.put(rates),
    ...partners.map((id) => store.partners.commit({ ...created(id), record: keptPartner(id) })),
    ...terms.map(([kind, code]) => store.terms.commit({ ...created(`${kind}/${code}`), record: keptTerm(kind, code) })),
  ])
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {}, measure: () => {} }

export interface Tracker {
  services: Services
  store: Store
  table: Table
  fresh: FreshTable
  endpoint: string
  /** The client that `services` use. */
  faults: Faults
  /** A client without faults. */
  client: DynamoDBDocumentClient
  /** Services of another process: the same table through a client with faults of its own. */
  another: () => { services: Services; store: Store; table: Table; faults: Faults }
  items: () => Promise<Item[]>
  snapshot: () => Promise<string>
  submit: (different?: Partial<NewContribution>, reportedBy?: string) => Promise<RecordedContribution>
}

/** An engine that stays quick however many writes a test makes: without a file it has no index on its stream. */
export const startQuickEngine = async (): Promise<TestEngine> => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-test-'))
  const engine = await startEngine(join(folder, 'engine.db'))
  return {
    ...engine,
    stop: async () => {
      await engine.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ids count up, and so does the clock, by a second at each look. */
const clockAndIds = (): Pick<Services, 'now' | 'newId'> => {
  let ticks = 0
  let ids = 0
  return {
    now: () => new Date(Date.parse(now) + 1000 * ticks++).toISOString(),
    newId: () => `c${String(++ids).padStart(4, '0')}`,
  }
}

export const newTracker = async (engine: TestEngine, options: { empty?: boolean } = {}): Promise<Tracker> => {
  const fresh = await engine.newTable()
  const client = documentClient(engine.endpoint)
  const live = { ...liveServices(fresh.config), ...clockAndIds(), log: silent, announce: async () => {} }
  const another = () => {
    const faults = new Faults(client)
    const table = new Table(faults.client, fresh.tableName)
    const store = storeIn(table)
    return { faults, table, store, services: { ...live, store, consumed: table.consumed } }
  }
  const own = another()
  if (!options.empty) await seed(own.store)
  const items = async (): Promise<Item[]> => allItems(client, fresh.tableName)
  return {
    ...own,
    fresh,
    endpoint: engine.endpoint,
    client,
    another,
    items,
    snapshot: async () => derivedLines(await items()).join('\n'),
    submit: async (different, reportedBy) => submitContribution(own.services, requestOf(), sent(different), reportedBy),
  }
}
