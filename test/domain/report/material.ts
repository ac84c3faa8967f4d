// Contributions, findings, needs and coverage rows as the report reads them, with only what a test says different.
import type { WholeInput } from './wholeReport.ts'
import { confirmedNodes } from '#domain/report/confirmedNodes.ts'
import { nothingWatched } from '#domain/report/watchLists.ts'
import type { ReportMaterial } from '#domain/report/reportRecord.ts'
import type { Contribution } from '#model/contribution.ts'
import type { CoverageRow, Stage } from '#model/coverage.ts'
import type { Decision, ShownEvidence, Finding } from '#model/finding.ts'
import type { Need } from '#model/need.ts'

const recorded = '2008-03-01T10:00:00Z'

export function contribution(id: string, different: Partial<Contribution> = {}): Contribution {
  return {
    id,
    revision: 1,
    title: `Contribution ${id}`,
    description: null,
    language: 'en',
    provider: 'eu',
    implementers: [],
    beneficiary: 'auc',
    instrument: null,
    subCluster: null,
    priorityAreas: [],
    modality: null,
    training: null,
    status: 'committed',
    money: null,
    inKind: [],
    period: null,
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
    reportedBy: different.provider ?? 'eu',
    withdrawn: false,
    lapsedOn: null,
    createdAt: recorded,
    updatedAt: recorded,
    usd: null,
    ...different,
  }
}

/** Money in US dollars, converted at one to one. */
export function dollars(amount: string): Pick<Contribution, 'money' | 'usd'> {
  const usd = { amount, unitsPerEur: { USD: '1.5520' }, month: '2008-03', provisional: false }
  return { money: { amount, currency: 'USD' }, usd }
}

/** Money in euros with the US dollars that it converts to. */
export function euros(amount: string, usd: string): Pick<Contribution, 'money' | 'usd'> {
  const rates = { EUR: '1', USD: '1.5520' }
  return {
    money: { amount, currency: 'EUR' },
    usd: { amount: usd, unitsPerEur: rates, month: '2008-03', provisional: false },
  }
}

export function finding(id: string, sides: readonly string[], different: Partial<Finding> = {}): Finding {
  return {
    id,
    kind: 'duplicate-record',
    score: 0.9,
    state: 'open',
    contributions: sides.map((side) => ({ id: side, title: `Contribution ${side}`, provider: 'eu', revision: 1 })),
    evidence: [],
    usdAtRisk: null,
    weightsVersion: 'w1',
    reopenedBecause: null,
    decisions: [],
    disputes: [],
    assignee: null,
    firstSeen: recorded,
    updatedAt: recorded,
    etag: 'etag',
    ...different,
  }
}

export function evidence(text: string, weight: number): ShownEvidence {
  return { field: 'title', a: 'one', b: 'other', weight, text, strength: 'speaks for it' }
}

export function decision(verdict: Decision['verdict'], different: Partial<Decision> = {}): Decision {
  return {
    verdict,
    survivor: null,
    whole: null,
    note: null,
    by: 'coordinator-1',
    at: '2008-04-01T09:00:00Z',
    needsConfirmation: verdict === 'same-contribution',
    confirmedBy: null,
    confirmedAt: null,
    confirmationNote: null,
    ...different,
  }
}

export function need(id: string, different: Partial<Need> = {}): Need {
  return {
    id,
    revision: 1,
    title: `Need ${id}`,
    description: null,
    beneficiary: 'auc',
    subCluster: 'psa',
    priorityArea: 'planning',
    modality: null,
    measure: 'usd',
    amount: '100.00',
    originalAmount: '100.00',
    period: { start: '2008-01-01', end: '2008-12-31' },
    urgency: 'one-off',
    source: null,
    registeredBy: 'auc',
    withdrawn: false,
    createdAt: recorded,
    updatedAt: recorded,
    ...different,
  }
}

/** Net amounts of one stage: `[low, expected, high]`, in whole units. */
export type Net = readonly [low: number, expected: number, high: number]

export const exactly = (amount: number): Net => [amount, amount, amount]

/** A row of coverage that keeps formula 3: its gap and oversupply follow from its need and its stages. */
export function row(
  cellOf: Pick<CoverageRow, 'subCluster' | 'priorityArea' | 'beneficiary' | 'quarter'>,
  needed: number,
  net: { announced?: Net; arranged?: Net; delivered?: Net },
): CoverageRow {
  const of = (stage: Stage) => net[stage] ?? exactly(0)
  const figures = perStage((stage) => ({ reported: text(of(stage)[2]), net: range(of(stage)) }))
  const gap = perStage((stage) => {
    const [low, expected, high] = of(stage)
    return range([Math.max(0, needed - high), Math.max(0, needed - expected), Math.max(0, needed - low)])
  })
  const oversupply = perStage((stage) => {
    const [low, expected, high] = of(stage)
    return range([Math.max(0, low - needed), Math.max(0, expected - needed), Math.max(0, high - needed)])
  })
  return { ...cellOf, needed: text(needed), ...figures, gap, oversupply }
}

const text = (amount: number) => amount.toFixed(2)
const range = ([low, expected, high]: Net) => ({ low: text(low), expected: text(expected), high: text(high) })

function perStage<T>(value: (stage: Stage) => T): Record<Stage, T> {
  return { announced: value('announced'), arranged: value('arranged'), delivered: value('delivered') }
}

export const cell = { subCluster: 'psa', priorityArea: 'planning', beneficiary: 'auc' }

export function material(
  contributions: readonly Contribution[],
  findings: readonly Finding[] = [],
  different: Partial<ReportMaterial> = {},
): ReportMaterial {
  return {
    contributions: byId(contributions),
    nodes: confirmedNodes(findings),
    names: { eu: 'European Union', auc: 'African Union Commission' },
    earlier: null,
    ...different,
  }
}

export function byId(contributions: readonly Contribution[]): Map<string, Contribution> {
  return new Map(contributions.map((one) => [one.id, one]))
}

export function input(different: Partial<WholeInput> = {}): WholeInput {
  return {
    id: 'r1',
    edition: 'shared',
    createdAt: '2008-04-07T06:00:00Z',
    trigger: 'scheduled',
    weightsVersion: 'w1',
    range: null,
    findings: [],
    contributions: new Map(),
    coverage: [],
    needs: [],
    activePartners: {},
    unconverted: [],
    watched: nothingWatched,
    names: {},
    previous: null,
    ...different,
  }
}
