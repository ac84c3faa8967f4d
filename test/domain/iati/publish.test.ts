// A contribution as an IATI activity: valid by the official schema and ruleset, and read back as what it was.
import { describe, expect, test } from 'vitest'
import { placeActivity } from '#domain/iati/placeActivity.ts'
import { type Publication, publishActivity } from '#domain/iati/publish.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import { activitiesFile } from '#documents/iati/activitiesFile.ts'
import { asKept } from '#domain/contributionDraft.ts'
import type { Contribution, NewContribution } from '#model/contribution.ts'
import type { Partner } from '#model/partner.ts'
import { allOf, readOne } from '#test/support/activities.ts'
import { rulesetFaults, schemaFaults } from '#test/support/iatiSchema.ts'

const today = '2019-06-30'
const id = '0190b3a2-7c44-7def-8a1b-0123456789ab'

const partner = (code: string, kind: Partner['kind'], name: string, iatiOrganization: string | null = null): [string, Partner] => [
  code,
  {
    id: code, kind, names: { en: name }, acronyms: [], aliases: [], parent: null, iatiOrganization, liaison: [], source: null,
    revision: 1, createdAt: `${today}T00:00:00Z`, updatedAt: `${today}T00:00:00Z`,
  },
] // prettier-ignore
const publication: Publication = {
  partners: new Map([
    partner('eu', 'regional-organization', 'European Union', 'XI-IATI-EC'),
    partner('kaiptc', 'training-centre', 'KAIPTC'),
    partner('au', 'regional-organization', 'African Union'),
    partner('ghana', 'member-state', 'Ghana'),
  ]),
  related: new Map([['whole', 'XI-IATI-EC-1']]),
  termNames: new Map([['sub-cluster architecture', 'Architecture']]),
  today,
}

const contribution = (different: Partial<NewContribution> = {}, kept: Partial<Contribution> = {}): Contribution => ({
  ...asKept(
    {
      title: 'Course <A> & "B"',
      provider: 'eu',
      beneficiary: 'au',
      status: 'active',
      money: { amount: '1000.01', currency: 'EUR', valueDate: '2019-01-15' },
      period: { start: '2019-01-01', end: '2020-06-30' },
      ...different,
    },
    {
      id, revision: 3, reportedBy: 'eu', withdrawn: false, createdAt: '2019-01-02T10:00:00.000Z',
      updatedAt: '2019-02-02T10:00:00.000Z', usd: null, transactions: [], deliveries: [], renewals: [], statusHistory: [], lapsedOn: null,
    },
  ),
  ...kept,
}) // prettier-ignore

async function* one<T>(item: T): AsyncGenerator<T> {
  yield item
}

const fileOf = async (...contributions: Contribution[]): Promise<string> => {
  const activities = contributions.map((each) => publishActivity(each, 'XI-IATI-EC', publication))
  return Buffer.concat(await allOf(activitiesFile(one(activities), `${today}T00:00:00Z`))).toString('utf8')
}

const moved = (type: 'commitment' | 'disbursement', amount: string, date = '2019-02-01') => ({
  type, date, money: { amount, currency: 'EUR' }, usd: null,
}) // prettier-ignore

const cases: [string, Contribution][] = [
  ['the least', contribution({ money: null })],
  ['a pipeline over years, as budgets', contribution({ status: 'pipeline' })],
  ['a pledge', contribution({ status: 'pledged' })],
  ['a commitment', contribution({ status: 'committed' })],
  ['completed in time', contribution({ status: 'completed', period: { start: '2019-01-01', end: '2019-03-01' } })],
  ['completed before its end', contribution({ status: 'completed' })],
  ['cancelled', contribution({ status: 'cancelled' })],
  ['an active one that begins later', contribution({ period: { start: '2030-01-01' }, money: { amount: '5', currency: 'XAF', valueDate: '2030-01-01' } })],
  ['without a period', contribution({ period: null })],
  ['transactions', contribution({}, { transactions: [moved('commitment', '800.00'), moved('disbursement', '300.50', '2030-01-01')] })],
  ['areas with percentages', contribution({ subCluster: 'architecture', priorityAreas: [{ code: 'mission-planning', percent: 33.33 }, { code: 'human-rights', percent: 66.67 }] })],
  ['areas without', contribution({ subCluster: 'architecture', priorityAreas: [{ code: 'mission-planning' }, { code: 'human-rights' }] })],
  ['in kind, places, implementers', contribution({ description: 'One\n\nTwo', inKind: [{ quantity: '30', unit: 'seats' }, { quantity: null, unit: 'experts' }], implementers: ['kaiptc', 'unknown-code'], places: [{ country: 'GH', name: 'Accra' }, { country: 'KE' }] })],
  ['for a State, part of another', contribution({ beneficiary: 'ghana', relations: [{ type: 'part-of', contribution: 'whole' }, { type: 'part-of', contribution: 'hidden' }] })],
  ['in Arabic, with characters that XML cannot hold', contribution({ title: 'دورة \u0001 تدريبية', language: 'ar' })],
] // prettier-ignore

describe('the official schema and ruleset', () => {
  test('hold for every kind of contribution', async () => {
    const file = await fileOf(...cases.map(([, each]) => each))

    expect(await schemaFaults(file)).toEqual([])
    expect(await rulesetFaults(file, today)).toEqual([])
  }, 60_000)

  test('can fail', async () => {
    const file = await fileOf(contribution())

    expect(await schemaFaults(file.replace('<title>', '<titel>').replace('</title>', '</titel>'))).not.toEqual([])
    expect(await schemaFaults(file.replace(/<activity-status[^>]*>/, ''))).not.toEqual([])
    expect(await rulesetFaults(file.replaceAll('percentage="100"', 'percentage="90"'), today)).not.toEqual([])
    expect(await rulesetFaults(file.replaceAll('2019-01-01', '2033-01-01'), today)).not.toEqual([])
  }, 60_000)
})

describe('what is published', () => {
  const terms: NamedTerm[] = [
    { kind: 'sub-cluster', code: 'architecture', names: { en: 'Architecture' }, parent: null },
    { kind: 'priority-area', code: 'mission-planning', names: { en: 'Planning' }, parent: 'architecture' },
    { kind: 'priority-area', code: 'human-rights', names: { en: 'Rights' }, parent: 'architecture' },
  ]
  const settings = {
    vocabulary: vocabularyOf(terms),
    priorityAreas: terms.slice(1),
    source: null,
    headerMoney: null,
    dates: null,
    decimals: null,
  }
  const readBack = async (each: Contribution) => {
    const { read, sectors, transactions, links } = await readOne(await fileOf(each))
    return { read: placeActivity(read, sectors, settings), transactions, links }
  }

  test.each(cases)('%s is read back as it was', async (_name, each) => {
    const { read } = await readBack(each)
    const { sent } = read

    expect(read.faults).toEqual([])
    expect(sent.title).toBe(each.title.replace('\u0001', '').replaceAll(/\s+/g, ' '))
    expect(sent.money?.amount ?? null).toBe(each.money ? Number(each.money.amount).toFixed(2) : null)
    expect(sent.subCluster ?? null).toBe(each.subCluster)
    expect(sent.priorityAreas ?? []).toEqual(each.priorityAreas)
    expect(sent.period?.start).toBe(each.period?.start ?? '2019-01-15')
    expect(read.partner).toBe('European Union')
  })

  test('budgets of several years sum to the amount to the cent', async () => {
    const file = await fileOf(contribution({ status: 'pipeline' }))

    expect([...file.matchAll(/<value [^>]*>([\d.]+)<\/value>/g)].map(([, amount]) => amount)).toEqual([
      '667.28',
      '332.73',
    ])
  })

  test('its identifier is its own where it has one, and names the record otherwise', async () => {
    const own = contribution({ identifiers: [{ scheme: 'iati-activity', value: 'XI-IATI-EC-77' }] })
    const others = contribution({ identifiers: [{ scheme: 'iati-activity', value: 'FR-3-77' }] })

    expect((await readBack(own)).read.id).toBe('XI-IATI-EC-77')
    expect((await readBack(others)).read.id).toBe(`XI-IATI-EC-${id}`)
  })

  test('a relation is told when the other may be told', async () => {
    const whole = contribution({ relations: [{ type: 'part-of', contribution: 'whole' }, { type: 'part-of', contribution: 'hidden' }] }) // prettier-ignore

    expect((await readBack(whole)).links.partOf).toEqual(['XI-IATI-EC-1'])
  })
})
