// Contributions that do not fit: a 422 that points at every field that is wrong, and nothing written.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const { id } = await tracker.as('partner', 'eu').made('/v1/contributions', course())
  Object.assign(ids, { id })
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

/** Every row is sent to record, to check and, as a patch, to a standing contribution: all three point at the same field. */
const rows: [name: string, changes: Record<string, unknown>, pointers: string[]][] = [
  ['an unknown sub-cluster', { subCluster: 'peace' }, ['/subCluster']],
  ['an unknown provider', { provider: 'nobody' }, ['/provider']],
  ['an unknown beneficiary', { beneficiary: 'nobody' }, ['/beneficiary']],
  ['an unknown implementer', { implementers: ['eu', 'nobody'] }, ['/implementers/1']],
  ['an unknown instrument', { instrument: 'nothing' }, ['/instrument']],
  ['an instrument that is over', { instrument: 'closed-fund' }, ['/instrument']],
  [
    'an unknown priority area',
    { priorityAreas: [{ code: 'mission-planning' }, { code: 'cooking' }] },
    ['/priorityAreas/1/code'],
  ],
  ['an unknown modality', { modality: 'wishes' }, ['/modality']],
  ['an unknown unit', { inKind: [{ quantity: '1', unit: 'boats' }] }, ['/inKind/0/unit']],
  ['an unknown need', { needs: ['nothing'] }, ['/needs/0']],
  [
    'an unknown contribution in a relation',
    { relations: [{ type: 'complements', contribution: 'nothing' }] },
    ['/relations/0/contribution'],
  ],
  ['an unknown kind of relation', { relations: [{ type: 'like', contribution: 'nothing' }] }, ['/relations/0/type']],
  ['an unknown currency', { money: { amount: '1', currency: 'ABC' } }, ['/money/currency']],
  ['a currency in lower case', { money: { amount: '1', currency: 'eur' } }, ['/money/currency']],
  ['an unknown status', { status: 'done' }, ['/status']],
  ['a status in another case', { status: 'Committed' }, ['/status']],
  ['an unknown visibility', { visibility: 'public' }, ['/visibility']],
  ['an unknown language', { language: 'xx' }, ['/language']],
  ['a code with a trailing space', { beneficiary: 'auc ' }, ['/beneficiary']],
  ['a code that would lead to another key', { beneficiary: 'AUC#1' }, ['/beneficiary']],
  ['a list for a code', { beneficiary: ['auc'] }, ['/beneficiary']],
  ['a day that does not exist', { period: { start: '2008-02-30', end: null } }, ['/period/start']],
  ['29 February of another year', { period: { start: '2007-02-29', end: null } }, ['/period/start']],
  ['a 13th month', { period: { start: '2008-13-01', end: null } }, ['/period/start']],
  ['the year 0', { period: { start: '0000-01-01', end: null } }, ['/period/start']],
  ['the year 275760', { period: { start: '275760-01-01', end: null } }, ['/period/start']],
  ['an instant for a day', { period: { start: '2008-06-04T00:00:00Z', end: null } }, ['/period/start']],
  ['a day written the other way', { period: { start: '04/06/2008', end: null } }, ['/period/start']],
  ['an end before the start', { period: { start: '2008-06-04', end: '2008-06-03' } }, ['/period/end']],
  ['more than 20 years', { period: { start: '2008-06-04', end: '2029-06-04' } }, ['/period/end']],
  [
    'a value date that does not exist',
    { money: { amount: '1', currency: 'EUR', valueDate: '2008-04-31' } },
    ['/money/valueDate'],
  ],
  ['a negative amount', { money: { amount: '-1.00', currency: 'EUR' } }, ['/money/amount']],
  ['minus nothing', { money: { amount: '-0', currency: 'EUR' } }, ['/money/amount']],
  ['three decimals', { money: { amount: '1.005', currency: 'EUR' } }, ['/money/amount']],
  ['an exponent', { money: { amount: '1e3', currency: 'EUR' } }, ['/money/amount']],
  ['16 whole digits', { money: { amount: '1000000000000000', currency: 'EUR' } }, ['/money/amount']],
  ['39 digits', { money: { amount: '9'.repeat(39), currency: 'EUR' } }, ['/money/amount']],
  ['NaN', { money: { amount: 'NaN', currency: 'EUR' } }, ['/money/amount']],
  ['Infinity', { money: { amount: 'Infinity', currency: 'EUR' } }, ['/money/amount']],
  ['hexadecimal', { money: { amount: '0x10', currency: 'EUR' } }, ['/money/amount']],
  ['leading zeros', { money: { amount: '007', currency: 'EUR' } }, ['/money/amount']],
  ['thousands', { money: { amount: '1,000', currency: 'EUR' } }, ['/money/amount']],
  ['a decimal comma', { money: { amount: '1,50', currency: 'EUR' } }, ['/money/amount']],
  ['digits of another script', { money: { amount: '١٢٣', currency: 'EUR' } }, ['/money/amount']],
  ['a point without decimals', { money: { amount: '1.', currency: 'EUR' } }, ['/money/amount']],
  ['an empty amount', { money: { amount: '', currency: 'EUR' } }, ['/money/amount']],
  ['an amount with a line end', { money: { amount: '1\n', currency: 'EUR' } }, ['/money/amount']],
  ['an amount that is a number', { money: { amount: 100, currency: 'EUR' } }, ['/money/amount']],
  ['money without a currency', { money: { amount: '1', currency: null } }, ['/money/currency']],
  ['a negative quantity', { inKind: [{ quantity: '-3', unit: 'seats' }] }, ['/inKind/0/quantity']],
  [
    'one unit twice',
    {
      inKind: [
        { quantity: '3', unit: 'seats' },
        { quantity: '4', unit: 'seats' },
      ],
    },
    ['/inKind'],
  ],
  [
    'percentages that make 99.99',
    {
      priorityAreas: [
        { code: 'mission-planning', percent: 50 },
        { code: 'mission-management', percent: 49.99 },
      ],
    },
    ['/priorityAreas'],
  ],
  [
    'percentages that make 100.01',
    {
      priorityAreas: [
        { code: 'mission-planning', percent: 50.01 },
        { code: 'mission-management', percent: 50 },
      ],
    },
    ['/priorityAreas'],
  ],
  [
    'a percentage for one area of two',
    { priorityAreas: [{ code: 'mission-planning', percent: 100 }, { code: 'mission-management' }] },
    ['/priorityAreas'],
  ],
  [
    'a percentage with three decimals',
    { priorityAreas: [{ code: 'mission-planning', percent: 99.995 }] },
    ['/priorityAreas/0/percent'],
  ],
  [
    'a percentage of nothing',
    {
      priorityAreas: [
        { code: 'mission-planning', percent: 0 },
        { code: 'mission-management', percent: 100 },
      ],
    },
    ['/priorityAreas/0/percent'],
  ],
  [
    'one area twice',
    { priorityAreas: [{ code: 'mission-planning' }, { code: 'mission-planning' }] },
    ['/priorityAreas'],
  ],
  [
    'eleven areas',
    { priorityAreas: Array.from({ length: 11 }, (_, index) => ({ code: `area-${index}` })) },
    ['/priorityAreas'],
  ],
  ['an empty title', { title: '' }, ['/title']],
  ['a title of spaces', { title: '   ' }, ['/title']],
  ['a title that is too long', { title: 'x'.repeat(501) }, ['/title']],
  ['a title of two lines', { title: 'One\nTwo' }, ['/title']],
  ['a title with a NUL', { title: 'One\u0000' }, ['/title']],
  ['a title with an escape character', { title: '\u001b[31mred' }, ['/title']],
  ['a title that turns the text direction', { title: 'invoice \u202egnp.exe' }, ['/title']],
  ['a title with a direction isolate', { title: 'one \u2066two' }, ['/title']],
  ['a title with a zero-width space', { title: 'one\u200btwo' }, ['/title']],
  ['a title with half a surrogate', { title: 'one \ud800' }, ['/title']],
  ['a description with a C1 control', { description: 'one\u0085two' }, ['/description']],
  ['a description that is too long', { description: 'x'.repeat(10_001) }, ['/description']],
  ['a country that is no code', { places: [{ country: 'Kenya' }] }, ['/places/0/country']],
  [
    'an identifier without a value',
    { identifiers: [{ scheme: 'iati-activity', value: '' }] },
    ['/identifiers/0/value'],
  ],
  ['an unknown field', { colour: 'blue' }, ['/colour']],
  ['an unknown field with a slash and a tilde', { 'a/b~c': 1 }, ['/a~1b~0c']],
  ['an unknown field inside', { money: { amount: '1', currency: 'EUR', usd: '1' } }, ['/money/usd']],
  ['its own id', { id: 'mine' }, ['/id']],
  ['its own revision', { revision: 7 }, ['/revision']],
  ['its own reporter', { reportedBy: 'france' }, ['/reportedBy']],
  ['its own dollars', { usd: { amount: '1.00' } }, ['/usd']],
  [
    'its own times',
    { createdAt: '2008-01-01T00:00:00Z', updatedAt: '2008-01-01T00:00:00Z' },
    ['/createdAt', '/updatedAt'],
  ],
  ['its own findings', { findings: [] }, ['/findings']],
  ['its own transactions', { transactions: [] }, ['/transactions']],
  ['its own withdrawal', { withdrawn: true }, ['/withdrawn']],
  ['its own status history', { statusHistory: [] }, ['/statusHistory']],
  [
    'several wrong fields at once',
    { title: '', money: { amount: 'x', currency: 'y' }, status: 'z' },
    ['/title', '/money/amount', '/money/currency', '/status'],
  ],
]

const ways: [string, (changes: Record<string, unknown>) => Pick<Scenario, 'request' | 'body' | 'headers'>][] = [
  ['recorded', (changes) => ({ request: 'POST /v1/contributions', body: course(changes) })],
  ['checked', (changes) => ({ request: 'POST /v1/contributions/check', body: course(changes) })],
  [
    'patched',
    (changes) => ({ request: 'PATCH /v1/contributions/{id}', body: changes, headers: { 'if-match': '"1"' } }),
  ],
]

describe.each(ways)('a contribution cannot be %s', (_way, requestOf) => {
  playAll(
    setting,
    rows.map(([name, changes, pointers]) => ({
      name: `with ${name}`,
      ...requestOf(changes),
      status: 422,
      problem: 'validation',
      pointers,
    })),
  )
})

describe('a contribution cannot be recorded', () => {
  const missing = (name: string, body: Record<string, unknown>, pointers: string[]): Scenario => ({
    name,
    as: 'eu',
    request: 'POST /v1/contributions',
    body,
    status: 422,
    problem: 'validation',
    pointers,
  })
  playAll(setting, [
    missing('without a title', grant({ title: undefined }), ['/title']),
    missing('without a provider', grant({ provider: undefined }), ['/provider']),
    missing('without a beneficiary', grant({ beneficiary: null }), ['/beneficiary']),
    missing('without money, quantity or period', grant({ money: undefined }), ['']),
    missing('with nothing for money and an empty list of quantities', grant({ money: null, inKind: [] }), ['']),
  ])
})

describe('a patch is refused', () => {
  const patch = (name: string, body: unknown, pointers: string[]): Scenario => ({
    name,
    as: 'eu',
    request: 'PATCH /v1/contributions/{id}',
    body,
    headers: { 'if-match': '"1"' },
    status: 422,
    problem: 'validation',
    pointers,
  })
  playAll(setting, [
    patch('that changes nothing', {}, ['']),
    patch('that is a list', [], ['']),
    patch('that takes the title away', { title: null }, ['/title']),
    patch('that takes away all that it is about', { money: null, period: null }, ['']),
    patch('with a reason that is no text', { title: 'x', reason: 5 }, ['/reason']),
    patch('that pollutes beside a good field', JSON.parse('{"__proto__":{"a":1},"title":"x"}'), ['/__proto__']),
    patch('that pollutes', JSON.parse('{"__proto__":{"title":"x"}}'), ['/__proto__']),
    patch('that pollutes deeper', JSON.parse('{"money":{"__proto__":{"amount":"1"}}}'), ['/money/__proto__']),
    patch('that names a constructor', { constructor: { prototype: {} } }, ['/constructor']),
  ])
})

test('texts are kept in NFC and trimmed, whatever composition they were sent in', async () => {
  const eu = callerOf(tracker, 'eu')

  const made = await eu.made(
    '/v1/contributions',
    grant({ title: '  Cafe\u0301 \u00e9te\u0301  ', description: 'E\u0301tude\nsuite' }),
  )

  expect(made).toMatchObject({ title: 'Caf\u00e9 \u00e9t\u00e9', description: '\u00c9tude\nsuite' })
  expect(await eu.read(`/v1/contributions/${made.id}`)).toMatchObject({ title: 'Caf\u00e9 \u00e9t\u00e9' })
})

test.each(['999999999999999.99', '0.01', '0', '123456789012345.67'])(
  'the amount %s is kept to the cent',
  async (amount) => {
    const { id } = await callerOf(tracker, 'eu').made(
      '/v1/contributions',
      grant({ money: { amount, currency: 'USD' } }),
    )

    const kept = await callerOf(tracker, 'eu').read(`/v1/contributions/${id}`)

    expect(kept.money.amount).toBe(amount)
    expect(Number(kept.usd.amount)).toBe(Number(amount))
  },
)

test('a bad row of text is answered in one line that holds none of it raw', async () => {
  const answer = await callerOf(tracker, 'eu').post('/v1/contributions', course({ provider: 'x\r\nSet-Cookie: a=b' }))

  expectProblem(answer, 422, 'validation', ['/provider'])
  expect(answer.headers.get('set-cookie')).toBeNull()
})
