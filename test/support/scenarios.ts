// Tables of scenarios for the routes: one request, its answer, and the rows that it leaves behind.
import { expect, test } from 'vitest'
import type { Answer, Client, SentHeaders, TestTracker } from './tracker.ts'

export type Who = 'coordinator' | 'second' | 'eu' | 'france' | 'un-dpko' | 'ecowas' | 'kaiptc' | OtherRole
type OtherRole = 'reader' | 'auditor' | 'administrator'

export const callerOf = (tracker: TestTracker, who: Who): Client => {
  if (who === 'second') return tracker.as('coordinator', undefined, 'second')
  return who === 'coordinator' || who === 'reader' || who === 'auditor' || who === 'administrator'
    ? tracker.as(who)
    : tracker.as('partner', who)
}

export interface Scenario {
  name: string
  as?: Who
  /** Method and path, such as `POST /v1/contributions`; `{name}` stands for an id that the file's setup made. */
  request: string
  body?: unknown
  headers?: SentHeaders
  status: number
  /** The problem's `type`, without `/problems/`. */
  problem?: string
  /** JSON Pointers of the problem's errors. */
  pointers?: string[]
  /** Matched as an object, so that fields which the scenario is not about may be there too. */
  answer?: object
  answerHeaders?: Record<string, unknown>
  /** Kinds of items written or deleted, sorted; what is refused or read leaves nothing. */
  leaves?: string[]
}

/** The kinds of items (what stands before the first # of a key) by which two states of the table differ. */
export const kindsChanged = (before: readonly string[], after: readonly string[]): string[] => {
  const [was, is] = [new Set(before), new Set(after)]
  const changed = [...after.filter((item) => !was.has(item)), ...before.filter((item) => !is.has(item))]
  const kindOf = (item: string): string => String((JSON.parse(item) as { pk: { S: string } }).pk.S.split('#')[0])
  return [...new Set(changed.map(kindOf))].toSorted()
}

/** Each once: a field may be wrong in two ways. */
const pointersOf = ({ body }: Answer): string[] => [
  ...new Set(((body.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)),
]

/** Asserts a problem document whole: status, media type, its own fields, and nothing of the inside. */
export const expectProblem = (answer: Answer, status: number, problem?: string, pointers?: string[]): void => {
  expect({ status: answer.status, type: answer.type, text: answer.text }).toMatchObject({
    status,
    type: 'application/problem+json',
  })
  expect(answer.body).toMatchObject({
    type: problem === undefined ? expect.stringMatching(/^\/problems\/[a-z-]+$/) : `/problems/${problem}`,
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
  })
  if (pointers) expect(pointersOf(answer).toSorted()).toEqual(pointers.toSorted())
  expect(answer.text).not.toMatch(/node_modules|shared\/|\.ts:|Exception/)
}

export interface Setting {
  tracker: TestTracker
  /** Ids that stand in braces in paths. */
  ids?: Record<string, string>
}

const filled = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (braces, name: string) => ids[name] ?? braces)

const expectAnswer = (tracker: TestTracker, scenario: Scenario, answer: Answer): void => {
  expect(tracker.faults.splice(0)).toEqual([])
  if (scenario.status >= 400) expectProblem(answer, scenario.status, scenario.problem, scenario.pointers)
  else expect({ status: answer.status, text: answer.text }).toMatchObject({ status: scenario.status })
  if (scenario.status < 300 && answer.text !== '') expect(answer.type).toBe('application/json')
  if (scenario.answer) expect(answer.body).toMatchObject(scenario.answer)
  if (scenario.answerHeaders) expect(Object.fromEntries(answer.headers)).toMatchObject(scenario.answerHeaders)
}

const ask = async ({ tracker, ids = {} }: Setting, scenario: Scenario): Promise<Answer> => {
  const [method = '', path = ''] = filled(scenario.request, ids).split(/ (.*)/)
  return callerOf(tracker, scenario.as ?? 'coordinator').send(method, path, scenario.body, scenario.headers)
}

/** One scenario by itself, the whole table compared before and after. */
export const play = async (setting: Setting, scenario: Scenario): Promise<Answer> => {
  const before = await setting.tracker.items()

  const answer = await ask(setting, scenario)

  expect(kindsChanged(before, await setting.tracker.items())).toEqual(scenario.leaves ?? [])
  expectAnswer(setting.tracker, scenario, answer)
  return answer
}

/**
 * One test per scenario, over a setting that is made before the first. To read the whole table takes longer than most
 * requests: those that leave nothing are held to no write units at once, and to the table itself by the last test.
 */
export const playAll = (setting: () => Setting, scenarios: readonly Scenario[]): void => {
  let left: string[] | undefined

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const { tracker } = setting()
    left ??= await tracker.items()
    const written = tracker.services.consumed.write

    const answer = await ask(setting(), scenario)

    const now = scenario.leaves ? await tracker.items() : left
    expect(kindsChanged(left, now)).toEqual(scenario.leaves ?? [])
    left = now
    expect(tracker.services.consumed.write > written).toBe(scenario.leaves !== undefined)
    expectAnswer(tracker, scenario, answer)
  })

  test('and nothing else is left in the table', async () => {
    expect(kindsChanged(left ?? [], await setting().tracker.items())).toEqual([])
  })
}
