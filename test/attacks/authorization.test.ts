// Attacks 17 to 31: a partner, a reader or an administrator who reaches for what belongs to another.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged, playAll, type Scenario, type Who } from '#test/support/scenarios.ts'
import { claimsOf, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
const hidden = { visibility: 'coordinators', provider: 'un-dpko' }
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const of = (who: Who) => callerOf(tracker, who)
  const shared = await of('eu').made('/v1/contributions', course())
  const secret = await of('un-dpko').made('/v1/contributions', course({ ...hidden, title: 'Hidden course' }))
  await of('france').made('/v1/contributions', course({ provider: 'france', implementers: ['eu'] }))
  const registered = await of('coordinator').made('/v1/needs', need())
  for (let count = 0; count < 3; count += 1) await of('eu').made('/v1/contributions', grant({ title: `G ${count}` }))
  await tracker.settled()
  const { items } = await of('reader').read('/v1/findings')
  const { next } = await of('eu').read('/v1/contributions?provider=eu&limit=1')
  Object.assign(ids, { shared: shared.id, secret: secret.id, need: registered.id, cursor: next, finding: items[0].id })
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

const match = { 'if-match': '"1"' }
type Row = [number: number, name: string, who: Who, request: string, body: unknown, status: number, problem: string]
const asScenario = ([number, name, as, request, body, status, problem]: Row): Scenario => ({
  name: `${number}. ${as} ${name}: ${status}`,
  as,
  request,
  ...(body === undefined ? {} : { body }),
  headers: match,
  status,
  problem,
})

const money = { type: 'commitment', date: '2008-06-01', money: { amount: '5', currency: 'USD' } }
const unit = { date: '2008-06-01', quantity: '5', unit: 'seats' }
const nothing = undefined

describe('another’s contribution', () => {
  const writes = (id: string, who: Who, status: number, problem: string): Row[] => [
    [17, `changes {${id}}`, who, `PATCH /v1/contributions/{${id}}`, { title: 'Mine' }, status, problem],
    [17, `withdraws {${id}}`, who, `DELETE /v1/contributions/{${id}}`, nothing, status, problem],
    [17, `restores {${id}}`, who, `POST /v1/contributions/{${id}}/restore`, nothing, status, problem],
    [17, `pays {${id}}`, who, `POST /v1/contributions/{${id}}/transactions`, money, status, problem],
    [17, `delivers {${id}}`, who, `POST /v1/contributions/{${id}}/deliveries`, unit, status, problem],
    [17, `renews {${id}}`, who, `POST /v1/contributions/{${id}}/renewals`, { date: '2008-06-01' }, status, problem],
  ]
  playAll(
    setting,
    (['france', 'reader', 'auditor', 'administrator'] as const)
      .flatMap((who) => [...writes('shared', who, 403, 'forbidden'), ...writes('secret', who, 404, 'not-found')])
      .map(asScenario),
  )
})

describe('what is not the caller’s to do', () => {
  const forbidden = (number: number, name: string, who: Who, request: string, body?: unknown): Row => [
    number,
    name,
    who,
    request,
    body,
    403,
    'forbidden',
  ]
  const decision = { verdict: 'not-duplicate' }
  playAll(
    setting,
    [
      forbidden(18, 'records for the EU', 'france', 'POST /v1/contributions', grant()),
      forbidden(
        18,
        'records for the EU as its beneficiary',
        'ecowas',
        'POST /v1/contributions',
        grant({ beneficiary: 'ecowas' }),
      ),
      forbidden(
        18,
        'names another reporter',
        'eu',
        'POST /v1/contributions?reportedBy=france',
        grant({ implementers: ['france'] }),
      ),
      forbidden(27, 'registers a need', 'eu', 'POST /v1/needs', need()),
      forbidden(27, 'withdraws a need', 'eu', 'DELETE /v1/needs/{need}'),
      forbidden(27, 'enters a term', 'eu', 'PUT /v1/taxonomy/unit/tents', { names: { en: 'tents' } }),
      forbidden(27, 'enters a partner', 'eu', 'POST /v1/partners', { id: 'sadc', kind: 'ngo', names: { en: 'SADC' } }),
      forbidden(27, 'decides', 'eu', 'POST /v1/findings/{finding}/decisions', decision),
      forbidden(27, 'decides', 'administrator', 'POST /v1/findings/{finding}/decisions', decision),
      forbidden(27, 'lists members', 'eu', 'GET /v1/members'),
      forbidden(27, 'lists members', 'coordinator', 'GET /v1/members'),
      forbidden(27, 'makes itself administrator', 'eu', 'PUT /v1/members/partner-eu', {
        organization: 'eu',
        role: 'administrator',
      }),
      forbidden(27, 'makes itself administrator', 'coordinator', 'PUT /v1/members/coordinator', {
        organization: null,
        role: 'administrator',
      }),
      forbidden(27, 'removes a member', 'auditor', 'DELETE /v1/members/partner-eu'),
      forbidden(27, 'makes a report', 'eu', 'POST /v1/reports', {}),
      forbidden(27, 'lists the coordinators’ reports', 'eu', 'GET /v1/reports?edition=coordinators'),
      forbidden(27, 'lists names that wait', 'eu', 'GET /v1/names'),
    ].map(asScenario),
  )
})

describe('an oracle', () => {
  const bad = (number: number, name: string, request: string, problem = 'bad-query'): Row => [
    number,
    name,
    'france',
    request,
    nothing,
    400,
    problem,
  ]
  playAll(
    setting,
    [
      bad(
        19,
        'goes on with a cursor of the EU',
        'GET /v1/contributions?provider=eu&limit=1&cursor={cursor}',
        'bad-cursor',
      ),
      bad(19, 'takes a cursor to another list', 'GET /v1/needs?cursor={cursor}', 'bad-cursor'),
      bad(25, 'filters by visibility', 'GET /v1/contributions?visibility=coordinators'),
      bad(25, 'filters by who reported', 'GET /v1/contributions?reportedBy=un-dpko'),
      bad(25, 'sorts', 'GET /v1/contributions?sort=updatedAt'),
      bad(25, 'asks for fields', 'GET /v1/contributions?fields=auditHash'),
      bad(25, 'asks for withdrawn ones', 'GET /v1/contributions?withdrawn=true'),
    ].map(asScenario),
  )

  test('21. a cursor shows no key of the table, however it is read', () => {
    const bytes = Buffer.from(ids['cursor'] ?? '', 'base64url')

    expect(bytes.length).toBeGreaterThan(28)
    expect(bytes.toString('latin1')).not.toMatch(/CONTRIBUTION|provider|everything|pk|sk|eu/)
  })

  test('31. a what-if that names a record of another answers as if it did not exist', async () => {
    const france = callerOf(tracker, 'france')
    const before = await tracker.items()
    const asked = async (id: string | undefined) =>
      france.post('/v1/coverage/what-if', { withdraw: [ids['shared'], id] })

    const [unseen, unknown] = [await asked(ids['secret']), await asked('unknown')]

    expect(unseen.status).toBe(unknown.status)
    expect(unseen.status).toBeGreaterThanOrEqual(400)
    expect(unseen.text.replaceAll(ids['secret'] ?? '', 'unknown')).toBe(unknown.text)
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test('29. ids beside a known one lead nowhere', async () => {
    const known = ids['secret'] ?? ''
    const [head, tail] = [known.slice(0, -6), Number.parseInt(known.slice(-6), 16)]
    const guesses = Array.from({ length: 1000 }, (_, step) => (tail - 500 + step) & 0xff_ff_ff)
    const guessed = guesses
      .filter((one) => one !== tail)
      .map((guess) => `/v1/contributions/${head}${guess.toString(16).padStart(6, '0')}`)
    while (guessed.length > 0) {
      const answers = await Promise.all(guessed.splice(0, 50).map((path) => callerOf(tracker, 'coordinator').get(path)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    }
  }, 60_000)

  test('22. another’s Idempotency-Key makes a record of one’s own and shows nothing', async () => {
    const key = { 'idempotency-key': 'guessed' }
    const own = await callerOf(tracker, 'un-dpko').post('/v1/contributions', course({ ...hidden, title: 'Own' }), key)

    const other = await callerOf(tracker, 'eu').post('/v1/contributions', grant({ title: 'Other' }), key)

    expect([own.status, other.status]).toEqual([201, 201])
    expect(other.text).not.toContain(own.body.id)
  })

  test('24. what one may not see and what is not there are told apart by nothing', async () => {
    const france = callerOf(tracker, 'france')
    for (const [method, end, body] of [
      ['GET', ''],
      ['GET', '/history'],
      ['PATCH', '', { title: 'x' }],
      ['DELETE', ''],
      ['POST', '/restore'],
      ['POST', '/transactions', money],
    ] as const) {
      const asked = async (id: string) => france.send(method, `/v1/contributions/${id}${end}`, body, match)
      const [unseen, unknown] = [await asked(ids['secret'] ?? ''), await asked('0192a4f0-0000-7000-8000-000000000000')]

      expectProblem(unseen, 404, 'not-found')
      expect(unseen.text).toBe(unknown.text)
      const names = (one: Headers): string[] => [...one.keys()]
      expect(names(unseen.headers)).toEqual(names(unknown.headers))
    }
  })
})

describe('17. partners of no organization, which two nobodies have in common,', () => {
  const lone = async (name: string) =>
    tracker.bearing(`Bearer ${await tracker.issuer.sign(claimsOf(tracker.issuer, name, 'partner'))}`)

  test('see nothing of each other’s imports', async () => {
    const file = 'partner,title,amount,currency\nEU,Of nobody,1,USD\n'
    const sent = await (await lone('first')).send('POST', '/v1/imports', file, { 'content-type': 'text/csv' })
    expect(sent.status).toBe(202)
    const path = `/v1/imports/${sent.body.id}`

    expect((await (await lone('first')).get(path)).status).toBe(200)
    expectProblem(await (await lone('second')).get(path), 404, 'not-found')
  })

  test('change no mapping of the coordinators, which is of no organization either', async () => {
    const mapping = { name: 'Ours', columns: { Donor: 'partner' } }
    const ours = '/v1/imports/mappings/of-coordinators'
    expect((await callerOf(tracker, 'coordinator').put(ours, mapping, { 'if-none-match': '*' })).status).toBe(201)

    expectProblem(await (await lone('first')).put(ours, { ...mapping, name: 'Mine' }, match), 403, 'forbidden')
  })
})
