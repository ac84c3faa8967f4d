// Contributions of every shape that the tracker takes, with texts that are hard on files.
import * as fc from 'fast-check'
import { NewContribution } from '#model/contribution.ts'

const hardText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '=HYPERLINK("http://x";"y")', "'=1+1", "''@x", '+254 700', '-', '@here', '＝1', 'a; b | c', 'a,b;c\td', '"quoted"', 'Total',
    'Total 2008', "l'Union africaine", 'دورة تدريبية', '_x0041_', '#value', '  two  spaces', 'sep=;', '1/2/2008', '0001', '1,234',
  ), // prettier-ignore
)

/** What the model takes of it; it trims and refuses, and then something plain stands in. */
const line = (maxLength: number): fc.Arbitrary<string> =>
  hardText.map((text) => {
    const parsed = NewContribution.safeParse({ ...plain, title: text.slice(0, maxLength) })
    return parsed.success ? parsed.data.title : 'Plain'
  })

const plain = { title: 'x', provider: 'eu', beneficiary: 'auc', period: { start: '2008-01-01' } }

const paragraphs = fc
  .array(hardText, { maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n').map((end) => lines.join(end)))
  .map((text) => {
    const parsed = NewContribution.safeParse({ ...plain, description: text })
    return parsed.success ? (parsed.data.description ?? null) : 'Plain\ntext'
  })

const amount = fc.oneof(
  fc.constantFrom('0', '0.00', '1234.5', '1000', '999999999999999.99', '1234567890123.45', '0.07'),
  fc.bigInt({ min: 1n, max: 10n ** 11n }).map((cents) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`),
)
const day = fc
  .date({ min: new Date('2005-01-01'), max: new Date('2015-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const currency = fc.constantFrom('USD', 'EUR', 'GBP', 'KES')

const money = fc.record({ amount, currency, valueDate: fc.option(day) })
const valuation = fc.record({ amount, currency, method: line(300) })
const inKind = fc.uniqueArray(
  fc.record({
    quantity: fc.option(amount),
    unit: fc.constantFrom('seats', 'experts', 'person-days', 'vehicles'),
    value: fc.option(valuation),
  }),
  { maxLength: 3, selector: ({ unit }) => unit },
)
const period = fc.tuple(day, fc.option(fc.nat(800))).map(([start, days]) => ({
  start,
  end: days === null ? null : new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10),
}))
const places = fc.array(
  fc.record({ country: fc.option(fc.constantFrom('KE', 'ET', 'CD', 'AQ', 'ZZ')), name: fc.option(line(200)) }),
  { maxLength: 3 },
)
const identifiers = fc.array(fc.record({ scheme: fc.constantFrom('iati-activity', 'fts-flow'), value: line(200) }), {
  maxLength: 3,
})
const priorityAreas = fc.constantFrom<NonNullable<NewContribution['priorityAreas']>[]>(
  [],
  [{ code: 'mission-planning' }],
  [{ code: 'mission-planning' }, { code: 'mission-management' }],
  [
    { code: 'mission-planning', percent: 33.33 },
    { code: 'mission-management', percent: 66.67 },
  ],
)

/** As the European Union would send it. */
export const anyContribution: fc.Arbitrary<NewContribution> = fc
  .record({
    title: line(500),
    description: fc.option(paragraphs),
    language: fc.constantFrom('en', 'fr', 'ar'),
    provider: fc.constant('eu'),
    implementers: fc.subarray(['kaiptc', 'un-dpko', 'france']),
    beneficiary: fc.constantFrom('auc', 'au', 'ecowas'),
    instrument: fc.option(fc.constant('eu-peace-facility-for-africa')),
    priorityAreas,
    modality: fc.option(fc.constantFrom('training', 'funding')),
    training: fc.option(fc.record({ audience: line(300), modules: fc.constant<string[]>(['human-rights']) })),
    status: fc.constantFrom('pipeline', 'pledged', 'committed', 'active', 'completed', 'suspended'),
    money: fc.option(money),
    inKind,
    period: fc.option(period),
    places,
    identifiers,
    agreement: fc.option(line(200)),
    visibility: fc.constantFrom('shared', 'coordinators'),
    source: fc.option(
      fc.record({ document: fc.oneof(line(200), fc.constant('iati')), paragraph: fc.option(line(60)) }),
    ),
  })
  .map((given) => ({
    ...given,
    subCluster: given.priorityAreas.length > 0 ? 'peace-and-security-architecture' : null,
    ...(given.money || given.period || given.inKind.length > 0 ? {} : { period: { start: '2008-01-01' } }),
  }))
  .filter((given) => NewContribution.safeParse(given).success)
