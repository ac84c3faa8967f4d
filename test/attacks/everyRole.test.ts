// Attack 30: every operation of the published document, by every role, in one table; those on one contribution also by
// whose it is, who may see it, and the state that it is in.
// oxlint-disable vitest/expect-expect -- expectRow asserts every cell of a row.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant, need, recovery, architecture } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import {
  type Answer,
  claimsOf,
  type Client,
  startTrackers,
  type TestTracker,
  type TestTrackers,
} from '#test/support/tracker.ts'
import { documentedOperations } from './documentedOperations.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}

/** The columns, from left to right. The EU provides everything here, and reported it; the DPKO carries it out. */
const callers: [who: string, client: () => Client][] = [
  ['its partner', () => callerOf(tracker, 'eu')],
  ['an implementer', () => callerOf(tracker, 'un-dpko')],
  ['another partner', () => callerOf(tracker, 'france')],
  ['a partner of no organization', () => tracker.bearing(loneToken)],
  ['a coordinator', () => callerOf(tracker, 'coordinator')],
  ['a coordinator of its sub-cluster', () => tracker.as('coordinator', undefined, 'here')],
  ['a coordinator of another', () => tracker.as('coordinator', undefined, 'elsewhere')],
  ['a reader', () => callerOf(tracker, 'reader')],
  ['an auditor', () => callerOf(tracker, 'auditor')],
  ['an administrator', () => callerOf(tracker, 'administrator')],
]
let loneToken = ''

/**
 * An operation, what it answers to whoever may (requests of writes are made to fail late, so that the next caller finds
 * everything as it was), and a letter for each column: y may, n is forbidden (403), h finds nothing there (404).
 */
const table = `
  operation                                 answer | own imp oth non | all its oth | rea aud adm
  GET /v1/taxonomy                             200 | y   y   y   y   | y   y   y   | y   y   y
  PUT /v1/taxonomy/{kind}/{code}               412 | n   n   n   n   | y   n   n   | n   n   n
  GET /v1/partners                             200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/partners/resolve                     200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/partners/{id}                        200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/partners/{id}/history                200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/partners                            422 | n   n   n   n   | y   n   n   | n   n   y
  PATCH /v1/partners/{id}                      412 | n   n   n   n   | y   n   n   | n   n   y
  GET /v1/needs                                200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/needs/{id}                           200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/needs/{id}/history                   200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/needs                               422 | n   n   n   n   | y   y   n   | n   n   n
  PATCH /v1/needs/{id}                         412 | n   n   n   n   | y   y   n   | n   n   n
  DELETE /v1/needs/{id}                        412 | n   n   n   n   | y   y   n   | n   n   n
  POST /v1/needs/{id}/restore                  412 | n   n   n   n   | y   y   n   | n   n   n
  GET /v1/operations                           200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/operations/deadlines                 200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/operations/support                   200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/operations/{id}                      200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/operations/{id}/history              200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/operations                          422 | n   n   n   n   | y   n   n   | n   n   n
  PATCH /v1/operations/{id}                    412 | n   n   n   n   | y   n   n   | n   n   n
  GET /v1/members                              200 | n   n   n   n   | n   n   n   | n   n   y
  GET /v1/members/{id}                         200 | n   n   n   n   | n   n   n   | n   n   y
  PUT /v1/members/{id}                         412 | n   n   n   n   | n   n   n   | n   n   y
  DELETE /v1/members/{id}                      412 | n   n   n   n   | n   n   n   | n   n   y
  GET /v1/clients                              200 | n   n   n   n   | n   n   n   | n   n   y
  GET /v1/clients/{id}                         200 | n   n   n   n   | n   n   n   | n   n   y
  PUT /v1/clients/{id}                         412 | n   n   n   n   | n   n   n   | n   n   y
  DELETE /v1/clients/{id}                      412 | n   n   n   n   | n   n   n   | n   n   y
  GET /v1/imports/mappings                     200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/imports/mappings/{id}                200 | y   y   y   y   | y   y   y   | y   y   y
  PUT /v1/imports/mappings/{id}                412 | y   y   y   y   | y   y   y   | n   n   n
  GET /v1/imports/template.xlsx                200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/imports                             415 | y   y   y   y   | y   y   y   | n   n   n
  POST /v1/imports/uploads                     201 | y   y   y   y   | y   y   y   | n   n   n
  GET /v1/imports/{id}                         200 | y   h   h   h   | y   y   y   | h   h   h
  GET /v1/imports/{id}/sheet.csv               200 | y   h   h   h   | y   y   y   | h   h   h
  GET /v1/imports/{id}/sheet.xlsx              200 | y   h   h   h   | y   y   y   | h   h   h
  GET /v1/names                                200 | n   n   n   n   | y   n   n   | n   n   n
  PUT /v1/names/{id}                           404 | n   n   n   n   | y   n   n   | n   n   n
  POST /v1/contributions/check                 422 | y   y   y   y   | y   y   y   | n   n   n
  POST /v1/contributions                       422 | y   y   n   n   | y   y   n   | n   n   n
  GET /v1/contributions                        200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage                             200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage/gaps                        200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage/explain                     200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage/lapsing                     200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage/predictability              200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/coverage/suggestions                 200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/coverage/what-if                    200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/calendar.ics                         200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/findings                             200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/findings/selection                   200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/findings/groups                      200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/findings/series                      200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/findings/decisions                  422 | n   n   n   n   | y   y   y   | n   n   n
  POST /v1/findings/confirmations              422 | n   n   n   n   | y   y   y   | n   n   n
  POST /v1/findings/assignments                422 | n   n   n   n   | y   y   y   | n   n   n
  GET /v1/findings/{id}                        200 | y   y   y   y   | y   y   y   | y   y   y
  POST /v1/findings/{id}/decisions             412 | n   n   n   n   | y   y   n   | n   n   n
  POST /v1/findings/{id}/confirmations         412 | n   n   n   n   | y   y   n   | n   n   n
  POST /v1/findings/{id}/disputes              201 | y   n   n   n   | n   n   n   | n   n   n
  POST /v1/findings/{id}/assignments           412 | n   n   n   n   | y   y   n   | n   n   n
  GET /v1/audit                                200 | n   n   n   n   | n   n   n   | n   y   n
  GET /v1/audit/verify                         200 | n   n   n   n   | n   n   n   | n   y   n
  POST /v1/reports                             201 | n   n   n   n   | y   y   y   | n   n   n
  GET /v1/reports                              200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/reports/{file}                       200 | h   h   h   h   | y   y   y   | h   h   h
  GET /v1/exports/{each}                       200 | y   y   y   y   | y   y   y   | y   y   y
`

/** The same of one contribution, in each of the states: shared above, confidential below. */
const ofContributions = `
  operation                                 answer | own imp oth non | all its oth | rea aud adm
  GET /v1/contributions/{id}                   200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/contributions/{id}                   200 | y   h   h   h   | y   y   y   | h   h   h
  GET /v1/contributions/{id}/history           200 | y   y   y   y   | y   y   y   | y   y   y
  GET /v1/contributions/{id}/history           200 | y   h   h   h   | y   y   y   | h   h   h
  PATCH /v1/contributions/{id}                 412 | y   n   n   n   | y   y   n   | n   n   n
  PATCH /v1/contributions/{id}                 412 | y   h   h   h   | y   y   n   | h   h   h
  DELETE /v1/contributions/{id}                412 | y   n   n   n   | y   y   n   | n   n   n
  DELETE /v1/contributions/{id}                412 | y   h   h   h   | y   y   n   | h   h   h
  POST /v1/contributions/{id}/restore          412 | y   n   n   n   | y   y   n   | n   n   n
  POST /v1/contributions/{id}/restore          412 | y   h   h   h   | y   y   n   | h   h   h
  POST /v1/contributions/{id}/transactions 201/409 | y   n   n   n   | y   y   n   | n   n   n
  POST /v1/contributions/{id}/transactions 201/409 | y   h   h   h   | y   y   n   | h   h   h
  POST /v1/contributions/{id}/deliveries   422/409 | y   n   n   n   | y   y   n   | n   n   n
  POST /v1/contributions/{id}/deliveries   422/409 | y   h   h   h   | y   y   n   | h   h   h
  POST /v1/contributions/{id}/renewals     409/201 | y   n   n   n   | y   y   n   | n   n   n
  POST /v1/contributions/{id}/renewals     409/201 | y   h   h   h   | y   y   n   | h   h   h
`

/** Bodies that fit, and then meet what is not there; a stale If-Match does the same where there is one. */
const bodies: Record<string, unknown> = {
  'PUT /v1/taxonomy/{kind}/{code}': { names: { en: 'seats' } },
  'POST /v1/partners': { id: 'igad', kind: 'ngo', names: { en: 'IGAD' }, parent: 'nobody' },
  'PATCH /v1/partners/{id}': { acronyms: [] },
  'POST /v1/needs': need({ modality: 'wishes' }),
  'PATCH /v1/needs/{id}': { amount: '1' },
  'POST /v1/operations': { id: 'other', name: 'Other', lead: 'nobody', authorizations: [] },
  'PATCH /v1/operations/{id}': { name: 'Another' },
  'PUT /v1/members/{id}': { organization: 'eu', role: 'partner' },
  'PUT /v1/clients/{id}': { name: 'EU desk', organization: 'eu', role: 'partner' },
  'PUT /v1/imports/mappings/{id}': { name: 'Saved', columns: { Donor: 'partner' } },
  'POST /v1/imports': 'no file',
  'POST /v1/imports/uploads': { contentType: 'text/csv' },
  'PUT /v1/names/{id}': { partner: 'eu' },
  'POST /v1/contributions/check': course({ modality: 'wishes' }),
  'POST /v1/contributions': course({ modality: 'wishes', implementers: ['un-dpko'] }),
  'POST /v1/coverage/what-if': {},
  'POST /v1/findings/decisions': { selection: 'x', verdict: 'complementary' },
  'POST /v1/findings/confirmations': { selection: 'x' },
  'POST /v1/findings/assignments': { selection: 'x', assignee: null },
  'POST /v1/findings/{id}/decisions': { verdict: 'complementary' },
  'POST /v1/findings/{id}/confirmations': {},
  'POST /v1/findings/{id}/disputes': { text: 'Two courses.' },
  'POST /v1/findings/{id}/assignments': { assignee: 'me' },
  'POST /v1/reports': { edition: 'shared' },
  'PATCH /v1/contributions/{id}': { title: 'Mine' },
  'POST /v1/contributions/{id}/transactions': {
    type: 'commitment',
    date: '2008-06-01',
    money: { amount: '1', currency: 'USD' },
  },
  'POST /v1/contributions/{id}/deliveries': { date: '2008-06-01', quantity: '1', unit: 'boats' },
  'POST /v1/contributions/{id}/renewals': { date: '2008-06-01' },
}
const queries: Record<string, string> = {
  'GET /v1/partners/resolve': '?name=EU',
  'GET /v1/operations/support': '?operation=mission',
  'GET /v1/coverage/explain': '?stage=announced',
  'GET /v1/coverage/suggestions': '?subCluster=&priorityArea=&beneficiary=auc',
}
const params: Record<string, Record<string, string>> = {
  taxonomy: { kind: 'unit', code: 'seats' },
  partners: { id: 'eu' },
  operations: { id: 'mission' },
  members: { id: 'partner-eu' },
  clients: { id: 'eu-desk' },
  mappings: { id: 'saved' },
  names: { id: 'unknown' },
}

interface Row {
  operation: string
  answers: string[]
  letters: string[]
}

const rowsOf = (text: string): Row[] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, operation = '', answers = '', letters = ''] = /^\s*(\S+ \S+)\s+(\S+)\s+\|(.*)$/.exec(line) ?? []
      return { operation, answers: answers.split('/'), letters: letters.replaceAll('|', ' ').trim().split(/\s+/) }
    })

const makeRecords = async (): Promise<void> => {
  const [coordinator, eu] = [callerOf(tracker, 'coordinator'), callerOf(tracker, 'eu')]
  const administrator = callerOf(tracker, 'administrator')
  for (const [name, subCluster] of [
    ['here', architecture],
    ['elsewhere', recovery],
  ])
    await administrator.put(
      `/v1/members/coordinator-${name}`,
      { organization: null, role: 'coordinator', subClusters: [subCluster] },
      { 'if-none-match': '*' },
    )
  const desk = { name: 'EU desk', organization: 'eu', role: 'partner' }
  await administrator.put('/v1/clients/eu-desk', desk, { 'if-none-match': '*' })
  await eu.made('/v1/contributions', course({ implementers: ['un-dpko'] }))
  await callerOf(tracker, 'kaiptc').made('/v1/contributions', course({ provider: 'kaiptc', implementers: ['eu'] }))
  const registered = await coordinator.made('/v1/needs', need())
  await coordinator.made('/v1/operations', { id: 'mission', name: 'A mission', lead: 'auc', authorizations: [] })
  await coordinator.put(
    '/v1/imports/mappings/saved',
    { name: 'Saved', columns: { Donor: 'partner' } },
    { 'if-none-match': '*' },
  )
  const file = 'partner,title,amount,currency,value_date\nEU,Imported,100,USD,2008-06-01\n'
  const imported = await eu.send('POST', '/v1/imports', file, { 'content-type': 'text/csv' })
  await tracker.settled()
  const { items } = await coordinator.read('/v1/findings')
  const report = await coordinator.made('/v1/reports', { edition: 'coordinators' })
  params['needs'] = { id: registered.id }
  params['imports'] = { id: imported.body.id }
  params['findings'] = { id: items[0].id }
  params['reports'] = { file: `${report.id}.json` }
}

/** One that may move on, one that is done, and one withdrawn; test/domain/can.test.ts goes through all that there are. */
const states = ['pledged', 'completed', 'withdrawn']
const makeContributions = async (): Promise<void> => {
  const eu = callerOf(tracker, 'eu')
  for (const visibility of ['shared', 'coordinators'])
    for (const state of states) {
      const status = state === 'withdrawn' ? 'pledged' : state
      const body = grant({ title: `${visibility} ${state}`, status, visibility, subCluster: architecture })
      const { id } = await eu.made('/v1/contributions', { ...body, implementers: ['un-dpko'] })
      if (state === 'withdrawn') expect((await eu.remove(`/v1/contributions/${id}`, 1)).status).toBe(200)
      ids[`${visibility} ${state}`] = id
    }
}

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  // Of Cognito's group of partners, and no member: nobody said yet for which organization it speaks.
  loneToken = `Bearer ${await tracker.issuer.sign(claimsOf(tracker.issuer, 'lone', 'partner'))}`
  await makeRecords()
  await makeContributions()
}, 90_000)
afterAll(async () => trackers.stop())

const filled = (path: string, values: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => values[name] ?? `no ${name}`)

const send = async (client: Client, operation: string, values: Record<string, string>): Promise<Answer> => {
  const [method = '', path = ''] = operation.split(' ')
  const takesMatch =
    /^(?:PATCH|PUT|DELETE)|restore$/.test(operation) || /findings\/\{id\}\/[^d]|decisions/.test(operation)
  return client.send(method, `${filled(path, values)}${queries[operation] ?? ''}`, bodies[operation], {
    ...(takesMatch ? { 'if-match': '"99"' } : {}),
    ...(operation === 'POST /v1/imports' ? { 'content-type': 'application/pdf' } : {}),
  })
}

/** Whoever may not comes first, and writes nothing; then whoever may. */
const expectRow = async (row: Row, values: Record<string, string>): Promise<void> => {
  const written = tracker.services.consumed.write
  const statuses = new Map<string, string>()
  for (const isAllowed of [false, true]) {
    const asked = callers.filter((_caller, column) => (row.letters[column] === 'y') === isAllowed)
    await Promise.all(
      asked.map(async ([who, client]) =>
        statuses.set(who, String((await send(client(), row.operation, values)).status)),
      ),
    )
    if (!isAllowed) expect(tracker.services.consumed.write).toBe(written)
  }
  const expected: Record<string, string[]> = { y: row.answers, n: ['403'], h: ['404'] }
  expect(Object.fromEntries(statuses)).toEqual(
    Object.fromEntries(
      callers.map(([who], column) => [who, expect.toBeOneOf(expected[row.letters[column] ?? ''] ?? [])]),
    ),
  )
  expect(tracker.faults.splice(0)).toEqual([])
}

const exported = documentedOperations.map(({ name }) => name).filter((name) => name.startsWith('GET /v1/exports/'))
const rows = rowsOf(table).flatMap((row) =>
  row.operation.endsWith('{each}') ? exported.map((operation) => ({ ...row, operation })) : [row],
)

test.each(rows)('$operation is answered to each role as the table says', async (row) => {
  const register = /^\S+ \/v1\/(?:imports\/(?=mappings))?(\w+)/.exec(row.operation)?.[1] ?? ''
  await expectRow(row, params[register] ?? {})
})

describe.each(['shared', 'coordinators'] as const)('of a contribution that is visible to %s', (visibility) => {
  const parity = visibility === 'shared' ? 0 : 1
  test.each(rowsOf(ofContributions).filter((_row, at) => at % 2 === parity))(
    '$operation is answered to each role as the table says, in each state',
    async (row) => {
      for (const state of states) await expectRow(row, { id: ids[`${visibility} ${state}`] ?? '' })
    },
  )
})

test('no operation of the document is without its row', () => {
  const named = [...rows, ...rowsOf(ofContributions)].map(({ operation }) => operation)

  expect([...new Set(named)].toSorted()).toEqual(documentedOperations.map(({ name }) => name).toSorted())
})
