// What two clients do to a handful of records: drawn from a seed, so that the same seed is the same history.
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import type { ActionRequest } from '#actions/request.ts'
import { patchNeed, registerNeed } from '#actions/reviseNeed.ts'
import {
  addTransaction,
  patchContribution,
  restoreContribution,
  withdrawContribution,
} from '#actions/reviseContribution.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { RefusalCode } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Chance } from '#test/bench/chance.ts'
import { coordinator, dollars, euros, secondCoordinator, sent, sentNeed } from '#test/support/builders.ts'

/** What a command is done with; slots are the commands that made the records. */
export interface Doing {
  services: Services
  request: ActionRequest
  idOf: (slot: number) => string
  /** As this client last read it, or, for what two change at once, as it was before either did. */
  revisionOf: (kind: RecordKind, slot: number) => Promise<number>
  /** The key that another command sent its request under. */
  keyOf: (slot: number) => string
}
export type RecordKind = 'contribution' | 'need'

export interface Command {
  at: number
  name: string
  client: 0 | 1
  /** Sent under an Idempotency-Key: repeated as it is until there is an answer. */
  isKeyed: boolean
  /** Sent twice at the same moment, as an impatient client does. */
  isTwice: boolean
  /** The record that an own change is looked for in, where no key tells whether it was made. */
  of: { kind: RecordKind; slot: number } | null
  /** Two clients change the same revision at once: one of them is refused. */
  isRaced: boolean
  /** What it may be refused with, because of what is done at the same time. */
  may: RefusalCode[]
  /** What it must be refused with. */
  must: RefusalCode | null
  act: (doing: Doing) => Promise<{ id: string }>
}
type Draft = Pick<Command, 'name' | 'act'> & Partial<Omit<Command, 'at'>>

export const callers = [coordinator, secondCoordinator] as const

const submitOf = (name: string, body: Partial<NewContribution>, reportedBy?: string): Draft => ({
  name: `submit ${name}`,
  isKeyed: true,
  act: async ({ services, request }) => submitContribution(services, request, sent(body), reportedBy),
})

const twin: Partial<NewContribution> = { implementers: ['eu'] }
const submits: Record<string, Draft> = {
  whole: submitOf('whole', { title: 'Trust fund for logistics', ...dollars('500000.00'), modality: 'funding' }),
  hidden: submitOf('hidden', { ...twin, visibility: 'coordinators', ...dollars('70000.00') }),
  birr: submitOf('birr', {
    title: 'Radio network',
    money: { amount: '1000', currency: 'ETB' },
    subCluster: null,
    priorityAreas: [],
  }),
  french: submitOf('french', {
    title: 'Cours de direction de mission',
    language: 'fr',
    provider: 'eu',
    ...euros('50000.00'),
  }),
  need: {
    name: 'register need',
    isKeyed: true,
    act: async ({ services, request }) => registerNeed(services, request, sentNeed({ amount: '160000' })),
  },
}

const onRecord = (
  name: string,
  slot: number,
  act: (doing: Doing, id: string, revision: number) => Promise<{ id: string }>,
  kind: RecordKind = 'contribution',
): Draft => ({
  name: `${name} of ${slot}`,
  of: { kind, slot },
  act: async (doing) => act(doing, doing.idOf(slot), await doing.revisionOf(kind, slot)),
})

const patchOf = (slot: number, fields: Record<string, unknown>): Draft =>
  onRecord(`patch ${Object.keys(fields).join()}`, slot, async ({ services, request }, id, revision) =>
    patchContribution(services, request, id, revision, fields),
  )
const withdrawOf = (slot: number): Draft =>
  onRecord('withdraw', slot, async ({ services, request }, id, revision) =>
    withdrawContribution(services, request, id, revision),
  )
const restoreOf = (slot: number): Draft =>
  onRecord('restore', slot, async ({ services, request }, id, revision) =>
    restoreContribution(services, request, id, revision),
  )
const needPatchOf = (slot: number, amount: string): Draft =>
  onRecord(
    'patch need',
    slot,
    async ({ services, request }, id, revision) => patchNeed(services, request, id, revision, { amount }),
    'need',
  )

const transactionOf = (slot: number, amount: string): Draft => ({
  name: `transaction of ${slot}`,
  isKeyed: true,
  act: async ({ services, request, idOf }) =>
    addTransaction(services, request, idOf(slot), {
      type: 'commitment',
      date: '2008-02-01',
      money: { amount, currency: 'USD' },
    }),
})

const partOf = (whole: number, name: string, amount: string, isTight: boolean): Draft => ({
  name: `submit part ${name} of ${whole}`,
  isKeyed: true,
  may: isTight ? ['envelope-exceeded'] : [],
  act: async ({ services, request, idOf }) =>
    submitContribution(
      services,
      request,
      sent({
        title: `Trucks of ${name}`,
        modality: 'funding',
        provider: 'eu',
        ...dollars(amount),
        relations: [{ type: 'part-of', contribution: idOf(whole) }],
      }),
    ),
})

/** The key of another request, and not its body. */
const reuseOf = (slot: number): Draft => ({
  name: `reuse the key of ${slot}`,
  isKeyed: true,
  must: 'key-reused',
  act: async ({ services, request, keyOf }) =>
    submitContribution(
      services,
      { ...request, once: { id: keyOf(slot), fingerprint: 'another body' } },
      sent({ title: 'Something else' }),
    ),
})

const duplicateOf = ({ services, idOf }: Doing, a: number, b: number): string =>
  services.fingerprint(['duplicate-record', ...pairOrder(idOf(a), idOf(b))]).slice(0, 32)

/** Two verdicts at once may be about one contribution: then the second may not stand beside the first. */
const mayMeet: RefusalCode[] = ['conflict', 'validation']

const decideOf = (a: number, b: number, verdict: 'same-contribution' | 'not-duplicate'): Draft => ({
  name: `decide ${a} and ${b} ${verdict}`,
  isKeyed: true,
  act: async (doing) =>
    decideFinding(doing.services, doing.request, duplicateOf(doing, a, b), {
      verdict,
      survivor: verdict === 'same-contribution' ? doing.idOf(a) : null,
    }),
})
const confirmOf = (a: number, b: number): Draft => ({
  name: `confirm ${a} and ${b}`,
  isKeyed: true,
  may: mayMeet,
  act: async (doing) => confirmDecision(doing.services, doing.request, duplicateOf(doing, a, b), null),
})

const race = (one: Draft, other: Draft): Draft[] => [
  { ...one, client: 0, isRaced: true, may: ['stale-revision'] },
  { ...other, client: 1, isRaced: true, may: ['stale-revision'] },
]

/** The second coordinator confirms what the first decided, and the other way round. */
const bySide = (at: number): 0 | 1 => (at % 2 === 0 ? 0 : 1)

/** Phases one after the other, each begun when the stream has been followed; in one, both clients are at work. */
export const historyOf = (chance: Chance): Command[][] => {
  let count = 0
  const named: Record<string, number> = {}
  const planned = (drafts: readonly Draft[]): Command[] =>
    drafts.map((draft) => {
      const at = count++
      named[draft.name] = at
      const defaults = { isKeyed: false, isTwice: false, of: null, isRaced: false, may: [], must: null }
      return { ...defaults, client: chance.below(2) as 0 | 1, ...draft, at }
    })
  const perhaps = (share: number, drafts: () => Draft[]): Draft[] => (chance.happens(share) ? drafts() : [])
  const pledge = (name: string): Draft => submits[name] ?? submitOf('', {})

  const first = planned([
    { ...submitOf('twin', twin), isTwice: chance.happens(0.5) },
    { ...submitOf('other twin', twin, 'eu'), isTwice: chance.happens(0.3) },
    ...perhaps(0.3, () => [submitOf('third twin', { ...twin, title: 'Mission leadership courses' })]),
    ...['whole', 'hidden', 'birr', 'french', 'need'].flatMap((name) => perhaps(0.3, () => [pledge(name)])),
  ])
  const [a, b, third] = [0, 1, named['submit third twin']]
  const [whole, hidden, need] = [named['submit whole'], named['submit hidden'], named['register need']]

  const changes = planned([
    ...perhaps(0.5, () =>
      race(patchOf(a, { title: 'Leadership course' }), patchOf(a, { description: 'In two parts' })),
    ),
    ...perhaps(0.3, () => [
      { ...transactionOf(b, '40000.00'), client: 0 },
      { ...transactionOf(b, '30000.00'), client: 1 },
    ]),
    ...perhaps(0.2, () => [reuseOf(a)]),
    ...(whole === undefined ? [] : tightParts(chance, whole)),
    ...(need === undefined ? [] : perhaps(0.5, () => [needPatchOf(need, '190000')])),
    ...(hidden === undefined ? [] : perhaps(0.5, () => [patchOf(hidden, dollars('90000.00'))])),
  ])
  const pairs: [number, number][] =
    third === undefined
      ? [[a, b]]
      : [
          [a, b],
          [third, a],
        ]
  const isDecided = chance.happens(0.6)
  const verdict = chance.happens(0.7) ? 'same-contribution' : 'not-duplicate'
  const decisions = planned(
    isDecided ? pairs.map(([one, other], at) => ({ ...decideOf(one, other, verdict), client: bySide(at) })) : [],
  )
  const confirmations = planned(
    isDecided && verdict === 'same-contribution'
      ? pairs.map(([one, other], at) => ({ ...confirmOf(one, other), client: bySide(at + 1) }))
      : [],
  )
  const last = planned([
    ...perhaps(0.4, () => [patchOf(b, dollars('104000.00'))]),
    ...perhaps(0.4, () =>
      [withdrawOf(a), ...perhaps(0.5, () => [restoreOf(a)])].map((draft) => ({ ...draft, client: 0 as const })),
    ),
  ])
  return [first, changes, decisions, confirmations, last].filter((phase) => phase.length > 0)
}

/** Two parts that fit into their envelope, or of which only one does. */
const tightParts = (chance: Chance, whole: number): Draft[] => {
  const isTight = chance.happens(0.6)
  const amount = isTight ? '300000.00' : '200000.00'
  return [
    { ...partOf(whole, 'ecowas', amount, isTight), client: 0 },
    { ...partOf(whole, 'eu', amount, isTight), client: 1 },
  ]
}
