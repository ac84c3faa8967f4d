// Random histories: what partners and coordinators may do to a handful of contributions, in any order.
import * as fc from 'fast-check'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { NewDecision } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import { dollars, requestOf, secondCoordinator, sent, type Tracker } from '#test/support/builders.ts'

const amounts = ['100000.00', '100000.00', '104000.00', '33333.33', '0.01']
const periods = [
  { start: '2008-01-01', end: '2008-06-30' },
  { start: '2008-01-15', end: '2008-07-14' },
  { start: '2008-02-01', end: '2009-11-30' },
  { start: '2008-05-05' },
]
const areas: NewContribution['priorityAreas'][] = [
  [{ code: 'mission-management' }],
  [{ code: 'mission-planning' }],
  [
    { code: 'mission-management', percent: 33.33 },
    { code: 'mission-planning', percent: 66.67 },
  ],
  [],
]
const statuses = ['pledged', 'committed', 'active', 'completed', 'cancelled', 'suspended'] as const

const fields: fc.Arbitrary<Partial<NewContribution>> = fc.oneof(
  fc.constantFrom(...amounts).map(dollars),
  fc.constantFrom(...periods).map((period) => ({ period })),
  fc.constantFrom(...areas).map((priorityAreas) => ({ priorityAreas })),
  fc.constantFrom(...statuses).map((status) => ({ status })),
)
const which = fc.nat({ max: 30 })

export type Command =
  | { do: 'submit'; fields: Partial<NewContribution>; provider: string; whole: number | null; hidden: boolean }
  | { do: 'patch'; which: number; fields: Partial<NewContribution> }
  | { do: 'withdraw' | 'restore' | 'part-of'; which: number; other: number }
  | { do: 'decide'; which: number; verdict: NewDecision['verdict']; first: boolean; confirm: boolean }

const submits = fc.record({
  do: fc.constant('submit' as const),
  // Mostly the same course again, so that there is something to find.
  fields: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: fields }),
  provider: fc.constantFrom('un-dpko', 'un-dpko', 'eu'),
  whole: fc.option(which, { freq: 4 }),
  hidden: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
})
export const commands: fc.Arbitrary<(Command & { follow: boolean })[]> = fc.array(
  fc
    .oneof(
      { weight: 4, arbitrary: submits },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('patch' as const), which, fields }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom('withdraw' as const, 'restore' as const, 'part-of' as const),
          which,
          other: which,
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('decide' as const),
          which,
          verdict: fc.constantFrom(
            'same-contribution' as const,
            'same-contribution' as const,
            'not-duplicate' as const,
            'part-of' as const,
            'reopen' as const,
          ),
          first: fc.boolean(),
          confirm: fc.boolean(),
        }),
      },
    )
    .chain((command) => fc.boolean().map((follow) => ({ ...command, follow }))),
  { minLength: 15, maxLength: 15 },
)

const idAt = async ({ items }: Tracker, kind: string, position: number): Promise<string | undefined> => {
  const ids = (await items()).filter(({ sk }) => sk === kind).map(({ pk }) => pk.slice(kind.length + 1))
  return ids.toSorted()[position % Math.max(1, ids.length)]
}

const decide = async (tracker: Tracker, command: Command & { do: 'decide' }): Promise<void> => {
  const { services, store } = tracker
  const id = await idAt(tracker, 'FINDING', command.which)
  const finding = id === undefined ? undefined : await store.findings.get(id)
  if (!finding) return
  const named = finding.contributions[command.first ? 0 : 1].id
  await decideFinding(services, requestOf(), finding.id, {
    verdict: command.verdict,
    ...(command.verdict === 'same-contribution' ? { survivor: named } : {}),
    ...(command.verdict === 'part-of' ? { whole: named } : {}),
  })
  if (command.confirm && command.verdict === 'same-contribution')
    await confirmDecision(services, requestOf(secondCoordinator), finding.id, null)
}

const submit = async (tracker: Tracker, command: Command & { do: 'submit' }): Promise<void> => {
  const whole = command.whole === null ? undefined : await idAt(tracker, 'CONTRIBUTION', command.whole)
  const relations = whole === undefined ? [] : [{ type: 'part-of' as const, contribution: whole }]
  const visibility = command.hidden ? 'coordinators' : 'shared'
  const body = sent({ ...command.fields, provider: command.provider, relations, visibility })
  await submitContribution(tracker.services, requestOf(), body)
}

const run = async (tracker: Tracker, command: Command): Promise<void> => {
  const { services, store } = tracker
  if (command.do === 'decide') return decide(tracker, command)
  if (command.do === 'submit') return submit(tracker, command)
  const id = (await idAt(tracker, 'CONTRIBUTION', command.which)) ?? 'nobody'
  const revision = (await store.contributions.get(id))?.revision ?? 0
  if (command.do === 'withdraw') await withdrawContribution(services, requestOf(), id, revision)
  else if (command.do === 'restore') await restoreContribution(services, requestOf(), id, revision)
  else {
    const other = command.do === 'patch' ? '' : ((await idAt(tracker, 'CONTRIBUTION', command.other)) ?? '')
    const patch = command.do === 'patch' ? command.fields : { relations: [{ type: 'part-of', contribution: other }] }
    await patchContribution(services, requestOf(), id, revision, { ...patch, reason: 'test' })
  }
}

/** Does what the command says; an expected no is part of the game, anything else that is thrown is not. */
export const play = async (tracker: Tracker, command: Command): Promise<void> => {
  try {
    await run(tracker, command)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
