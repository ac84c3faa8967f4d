// One word on many findings: each as it was read or not at all, whatever breaks off in between.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { groupFindings } from '#actions/groupFindings.ts'
import { type FindingFilter, listFindings, selectFindings } from '#actions/listFindings.ts'
import type { ActionRequest } from '#actions/request.ts'
import { patchContribution } from '#actions/reviseContribution.ts'
import {
  assignSelection,
  confirmSelection,
  decideSelection,
  type Progress,
  selectionOf,
} from '#actions/sayOnSelection.ts'
import type { Finding } from '#model/finding.ts'
import type { NewDecisions, SealedSelection } from '#model/selection.ts'
import type { Services } from '#runtime/services.ts'
import {
  coordinator,
  dollars,
  newTracker,
  partnerOf,
  requestOf,
  secondCoordinator,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow } from '#test/stream/replay.ts'

/** Records that are alike: every two of them are a finding. */
const records = 5
const pairsAmong = (count: number): number => (count * (count - 1)) / 2
const pairs = pairsAmong(records)

let engine: TestEngine
let tracker: Tracker
let ids: string[]
let at: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  ids = []
  await submit(records)
  at = await follow(tracker)
})
const submit = async (count: number): Promise<void> => {
  for (let made = 0; made < count; made += 1) ids.push((await tracker.submit()).id)
}

const select = async (filter: FindingFilter = { kind: 'duplicate-record' }, caller = coordinator) => {
  const { findings } = await selectFindings(tracker.services, caller, filter)
  return selectionOf(tracker.services, caller, findings)
}
const chosen = async (...of: Parameters<typeof select>): Promise<SealedSelection> => {
  const { selection } = await select(...of)
  if (!selection) throw new Error('Nothing is selected.')
  return selection
}
type Words = Omit<NewDecisions, 'selection'>
const apart: Words = { verdict: 'not-duplicate', note: 'Five courses' }
const one: Words = { verdict: 'same-contribution', survivor: 'suggested' }

type Step = (selection: SealedSelection) => Promise<Progress>
const decideAs =
  (words: Words, request: ActionRequest = requestOf(), services: Services = tracker.services): Step =>
  async (selection) =>
    decideSelection(services, request, selection, words)
/** Until none is left, as a caller does. */
const throughAll = async (selection: SealedSelection, step: Step): Promise<Progress['results']> => {
  const results: Progress['results'] = []
  for (let left: SealedSelection | null = selection; left;) {
    const progress: Progress = await step(left)
    results.push(...progress.results)
    left = progress.selection
  }
  return results
}
const outcomesOf = (results: Progress['results']): Record<string, number> =>
  Object.fromEntries(
    Map.groupBy(results, ({ outcome }) => outcome)
      .entries()
      .map(([outcome, those]) => [outcome, those.length]),
  )
const findings = async (filter: FindingFilter = {}): Promise<Finding[]> =>
  (await listFindings(tracker.services, coordinator, { ...filter, limit: 200 })).findings

describe('a selection', () => {
  test('says what it holds before anything is decided', async () => {
    expect(await select()).toMatchObject({
      count: pairs,
      byKind: { 'duplicate-record': pairs },
      // Five records of which one would stay: what the group of them says, not ten pairs.
      usdAtRisk: `${(records - 1) * 100_000}.00`,
      disputed: 0,
      assignedToOthers: 0,
    })
    expect(await select({ state: 'decided' })).toMatchObject({ count: 0, scores: null, selection: null })
  })

  test('is decided in bounded steps, each finding with an audit entry of its own', async () => {
    await submit(5)
    await follow(tracker, tracker.services, at)
    const all = pairsAmong(10)
    const first = await decideAs(apart)(await chosen())
    expect(first).toMatchObject({ left: all - 40, counts: { done: 40, changed: 0, refused: 0 } })

    await throughAll(first.selection as SealedSelection, decideAs(apart))

    expect((await findings({ state: 'decided' })).length).toBe(all)
    const trail = (await tracker.items()).filter(({ pk }) => pk.startsWith('AUDIT#DECISIONS#'))
    expect(trail).toHaveLength(all)
    expect(new Set(trail.map(({ pk }) => pk)).size).toBe(all)
  })

  test('leaves alone what has changed since it was read, by the stream or by people, and says so', async () => {
    const selection = await chosen()
    await patchContribution(tracker.services, requestOf(), ids[0] ?? '', 1, dollars('90000'))
    at = await follow(tracker, tracker.services, at)
    const spoken = (await findings()).find(({ contributions }) => contributions.every((side) => side.id !== ids[0]))
    await decideFinding(tracker.services, requestOf(secondCoordinator), spoken?.id ?? '', { verdict: 'complementary' })

    const results = await throughAll(selection, decideAs(apart))

    expect(outcomesOf(results)).toEqual({ done: pairs - records, changed: records })
    const left = (await findings()).filter(({ decisions }) => decisions.every(({ by }) => by !== 'ann'))
    expect(left).toHaveLength(records)
  })

  test('sent again it finds what was done, and does nothing twice', async () => {
    const selection = await chosen()
    const results = await throughAll(selection, decideAs(apart))

    expect(await throughAll(selection, decideAs(apart))).toEqual(results)
    expect((await findings()).every(({ decisions }) => decisions.length === 1)).toBe(true)
    expect(outcomesOf(await throughAll(selection, decideAs({ verdict: 'complementary' })))).toEqual({ refused: pairs })
  })

  test('that broke off in the middle is finished by sending it again', async () => {
    const selection = await chosen()
    const dying = tracker.another()
    dying.faults.dieAtTransaction(4)
    await expect(decideAs(apart, requestOf(), dying.services)(selection)).rejects.toThrow('killed')

    expect(outcomesOf(await throughAll(selection, decideAs(apart)))).toEqual({ done: pairs })
    expect((await findings()).every(({ decisions }) => decisions.length === 1)).toBe(true)
  })

  test('under an Idempotency-Key has one answer, and another body is refused', async () => {
    const selection = await chosen()
    const under = (fingerprint: string): ActionRequest => requestOf(coordinator, { id: 'key', fingerprint })
    const first = await decideAs(apart, under('f'))(selection)

    expect(await decideAs(apart, under('f'))(selection)).toEqual(first)
    await expect(decideAs(apart, under('g'))(selection)).rejects.toMatchObject({ code: 'key-reused' })
  })

  test('is for coordinators', async () => {
    const selection = await chosen()
    const eu = requestOf(partnerOf('eu'))

    await expect(decideAs(apart, eu)(selection)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(confirmSelection(tracker.services, eu, selection, null)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a same-contribution for all', () => {
  const confirmAll = async (caller: typeof coordinator): Promise<Progress['results']> =>
    throughAll(await chosen({ state: 'awaiting-confirmation' }, caller), async (selection) =>
      confirmSelection(tracker.services, requestOf(caller), selection, 'Agreed'),
    )

  test('takes the suggested survivor of each pair, waits for another coordinator, and makes all records one', async () => {
    expect(outcomesOf(await throughAll(await chosen(), decideAs(one)))).toEqual({ done: pairs })
    expect(outcomesOf(await confirmAll(coordinator))).toEqual({ refused: pairs })

    expect(outcomesOf(await confirmAll(secondCoordinator))).toEqual({ done: pairs })

    at = await follow(tracker, tracker.services, at)
    const decided = await findings({ state: 'decided' })
    expect(decided).toHaveLength(pairs)
    const setAside = new Set(
      decided.flatMap(({ contributions, decisions }) =>
        contributions.map(({ id }) => id).filter((id) => id !== decisions[0]?.survivor),
      ),
    )
    expect(ids.filter((id) => !setAside.has(id))).toHaveLength(1)
  })

  test('is not contradicted by a verdict on one pair while others hold its records together', async () => {
    await throughAll(await chosen(), decideAs(one))
    await confirmAll(secondCoordinator)
    at = await follow(tracker, tracker.services, at)
    const say = async (id: string, verdict: 'reopen' | 'not-duplicate') =>
      decideFinding(tracker.services, requestOf(), id, { verdict })
    const [pair, ...others] = await findings({ state: 'decided' })
    if (!pair) throw new Error('Nothing was decided.')
    await say(pair.id, 'reopen')

    const refusal = await say(pair.id, 'not-duplicate').catch((error: unknown) => error)

    expect(refusal).toMatchObject({ code: 'decision-not-possible' })
    const named = others.filter(({ id }) => String(refusal).includes(id))
    expect(named).toHaveLength(3)
    for (const { id } of named) await say(id, 'reopen')
    expect(await say(pair.id, 'not-duplicate')).toMatchObject({ state: 'decided' })
  })
})

describe('verdicts of three records that contradict each other', () => {
  let three: string[]
  /** The finding of two of the three. */
  const between = async (x: number, y: number): Promise<string> => {
    const both = [three[x], three[y]]
    const found = (await findings()).find(({ contributions }) => contributions.every(({ id }) => both.includes(id)))
    if (!found) throw new Error('It was not found.')
    return found.id
  }
  const say = async (id: string, sent: Parameters<typeof decideFinding>[3]) =>
    decideFinding(tracker.services, requestOf(), id, sent)
  const decideOne = async (x: number, y: number): Promise<string> => {
    const id = await between(x, y)
    await say(id, { verdict: 'same-contribution', survivor: three[1] ?? '' })
    return id
  }
  const confirm = async (id: string) => confirmDecision(tracker.services, requestOf(secondCoordinator), id, null)
  beforeEach(() => {
    three = ids.slice(0, 3)
  })

  test.each<[string, (id: string) => Parameters<typeof decideFinding>[3]]>([
    ['not-duplicate', () => ({ verdict: 'not-duplicate' })],
    ['part-of', (whole) => ({ verdict: 'part-of', whole })],
  ])('are refused when the joining ones come last (%s), and stand once the other is reopened', async (_, telling) => {
    const ac = await between(0, 2)
    await say(ac, telling(three[0] ?? ''))
    await confirm(await decideOne(0, 1))

    const refusal = await decideOne(1, 2).catch((error: unknown) => error)

    expect(refusal).toMatchObject({ code: 'decision-not-possible', message: expect.stringContaining(ac) })
    await say(ac, { verdict: 'reopen' })
    expect(await confirm(await decideOne(1, 2))).toMatchObject({ state: 'decided' })
  })

  test('are refused at the confirmation, where the joining ones waited while the other came', async () => {
    const [ab, bc] = [await decideOne(0, 1), await decideOne(1, 2)]
    const ac = await between(0, 2)
    await say(ac, { verdict: 'not-duplicate' })
    await confirm(ab)

    await expect(confirm(bc)).rejects.toMatchObject({
      code: 'decision-not-possible',
      message: expect.stringContaining(ac),
    })
  })

  test('meet: of one that joins and one that tells apart at once, only one is kept', async () => {
    const [ab, bc, ac] = [await decideOne(0, 1), await decideOne(1, 2), await between(0, 2)]
    await confirm(ab)
    const { table, services } = tracker.another()
    const transact = table.transact.bind(table)
    table.transact = async (writes) => {
      // After all that the confirmation reads.
      await say(ac, { verdict: 'not-duplicate' })
      return transact(writes)
    }

    await expect(confirmDecision(services, requestOf(secondCoordinator), bc, null)).rejects.toMatchObject({
      code: 'decision-not-possible',
      message: expect.stringContaining(ac),
    })
  })
})

test('of two verdicts at once that tell one contribution apart from two others both are kept', async () => {
  const [first, second] = (await findings()).filter(({ contributions }) =>
    contributions.some(({ id }) => id === ids[0]),
  )
  const { table, services } = tracker.another()
  const transact = table.transact.bind(table)
  let between = async (): Promise<unknown> =>
    decideFinding(tracker.services, requestOf(), second?.id ?? '', { verdict: 'not-duplicate' })
  table.transact = async (writes) => {
    const meeting = between
    between = async () => undefined
    await meeting()
    return transact(writes)
  }

  expect(
    await decideFinding(services, requestOf(), first?.id ?? '', { verdict: 'not-duplicate' }, first?.etag),
  ).toMatchObject({ state: 'decided' })
  expect(await findings({ state: 'decided' })).toHaveLength(2)
})

describe('groups', () => {
  const groups = async (caller = coordinator, query: Parameters<typeof groupFindings>[2] = {}) =>
    (await groupFindings(tracker.services, caller, query)).groups

  test('of look-alikes every two of which are a finding there is one, worth what they count too often, and decided at once', async () => {
    const [group, ...others] = await groups()

    expect(others).toEqual([])
    expect(group?.contributions.map(({ id }) => id)).toEqual(ids.toSorted())
    expect(group?.findings.toSorted()).toEqual((await findings()).map(({ id }) => id).toSorted())
    expect(group?.usdAtRisk).toBe(`${(records - 1) * 100_000}.00`)

    const results = await throughAll(group?.selection as SealedSelection, decideAs(one))
    expect(outcomesOf(results)).toEqual({ done: pairs })
    expect(await groups()).toEqual([])
    expect(await groups(secondCoordinator, { state: 'awaiting-confirmation' })).toMatchObject([
      { findings: { length: pairs } },
    ])
  })

  test('of forty alike there is one line a page, though a page holds five hundred of their findings, and each comes once', async () => {
    const [template] = (await tracker.services.store.findings.list({ limit: 1 })).findings
    if (!template) throw new Error('Nothing was found.')
    const [a, b] = template.contributions
    const crowd = Array.from({ length: 40 }, (_, number) => `alike-${number}`)
    const made = crowd.flatMap((x, number) =>
      crowd.slice(number + 1).map((y) => ({
        ...template,
        // In the list they lie in no order, as they do when a crowd is compared.
        id: tracker.services.fingerprint([x, y]),
        contributions: [
          { ...a, id: x },
          { ...b, id: y },
        ] satisfies typeof template.contributions,
        updatedAt: '2030-01-01T00:00:00.000Z',
      })),
    )
    await tracker.services.store.findings.put(made)

    const first = await groupFindings(tracker.services, coordinator, {})
    const second = await groupFindings(tracker.services, coordinator, { after: first.next })

    expect(first.groups).toMatchObject([
      { contributions: { length: 40 }, findings: { length: 500 }, usdAtRisk: `${39 * 100_000}.00` },
    ])
    expect(second.groups[0]?.findings).toHaveLength(made.length - 500)
    expect(second.groups.slice(1)).toMatchObject([{ contributions: { length: records } }])
    expect(second.next).toBeUndefined()
    const shown = [...first.groups, ...second.groups].flatMap((group) => group.findings)
    expect(shown).toHaveLength(made.length + pairs)
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('hold what their reader may see and no more', async () => {
    const france = partnerOf('france')
    const before = await groups(france)
    await tracker.submit({ visibility: 'coordinators' })
    at = await follow(tracker, tracker.services, at)

    expect((await groups())[0]?.contributions).toHaveLength(records + 1)
    const withoutSelection = (group: (typeof before)[number]) => ({ ...group, selection: null })
    expect((await groups(france)).map(withoutSelection)).toEqual(before.map(withoutSelection))
  })
})

describe('taking a selection on', () => {
  test("makes a list of one's own to work through, and of what nobody has", async () => {
    const some = await chosen({ kind: 'duplicate-record' })
    const mine = { ...some, findings: some.findings.slice(0, 6) }
    await throughAll(mine, async (selection) =>
      assignSelection(tracker.services, requestOf(), selection, { assignee: 'me' }),
    )

    expect(await findings({ assignee: 'me' })).toHaveLength(6)
    expect(await findings({ assignee: 'none' })).toHaveLength(pairs - 6)
    expect(await findings({ assignee: 'ben' })).toEqual([])
    expect(await select({}, secondCoordinator)).toMatchObject({ assignedToOthers: 6 })
  })
})

test('a list reads on until its page is full, and every finding comes once', async () => {
  await throughAll({ ...(await chosen()), findings: (await chosen()).findings.slice(0, 6) }, decideAs(apart))
  const seen: string[] = []
  const full: boolean[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await listFindings(tracker.services, coordinator, { state: 'open', limit: 3, after })
    full.push(page.findings.length === 3 || page.next === undefined)
    seen.push(...page.findings.map(({ id }) => id))
    after = page.next
  } while (after)

  expect(seen).toHaveLength(pairs - 6)
  expect(full).not.toContain(false)
  expect(new Set(seen).size).toBe(seen.length)
})
