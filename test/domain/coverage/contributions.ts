// Contributions and needs as the counting rules read them, with only what a test says different from a plain one.
import type { Countable } from '#domain/coverage/cells.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Need } from '#model/need.ts'

export function contribution(different: Partial<Countable> = {}): Countable {
  return {
    id: 'c1',
    provider: 'eu',
    reportedBy: 'eu',
    beneficiary: 'auc',
    instrument: null,
    subCluster: 'peace-and-security-architecture',
    priorityAreas: [],
    status: 'pledged',
    withdrawn: false,
    lapsedOn: null,
    money: null,
    usd: null,
    inKind: [],
    period: null,
    relations: [],
    transactions: [],
    deliveries: [],
    visibility: 'shared',
    createdAt: '2008-03-24T10:00:00Z',
    ...different,
  }
}

export function need(different: Partial<Need> = {}): Need {
  return {
    id: 'n1',
    revision: 1,
    title: 'Officers trained in mission planning',
    description: null,
    beneficiary: 'auc',
    subCluster: 'peace-and-security-architecture',
    priorityArea: 'mission-planning',
    modality: null,
    measure: 'seats',
    amount: '300',
    originalAmount: '300',
    period: { start: '2009-01-01', end: '2009-03-31' },
    urgency: 'one-off',
    source: null,
    registeredBy: 'auc',
    withdrawn: false,
    createdAt: '2008-03-24T10:00:00Z',
    updatedAt: '2008-03-24T10:00:00Z',
    ...different,
  }
}

/** Money in US dollars with its conversion. */
export function dollars(amount: string): Pick<Contribution, 'money' | 'usd'> {
  const usd = { amount, unitsPerEur: { USD: '1.34186' }, month: '2007-06', provisional: false }
  return { money: { amount, currency: 'USD' }, usd }
}

export function transaction(
  type: 'commitment' | 'disbursement',
  usd: string | null,
): Contribution['transactions'][number] {
  return { type, date: '2007-07-01', money: { amount: usd ?? '1', currency: usd ? 'USD' : 'ETB' }, usd }
}

export function delivery(quantity: string, unit: string): Contribution['deliveries'][number] {
  return { date: '2007-07-01', quantity, unit }
}
