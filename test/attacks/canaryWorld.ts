// Two trackers with one history: into the first goes, between the same steps, all that can be said in confidence.
import { course, grant, need, recovery } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import type { TestTracker } from '#test/support/tracker.ts'

/** In every text that is confidential: no answer to anybody else may hold it. */
export const canary = 'zanzibarcanary'

/** Ids in words: the same in both trackers, since each step begins to count anew. */
const naming = (tracker: TestTracker): ((step: string) => void) => {
  let [step, count] = ['', 0]
  tracker.services.newId = () => `${step}-${++count}`
  return (name) => {
    ;[step, count] = [name, 0]
  }
}

export interface Places {
  contributions: string[]
  hidden: string[]
  needs: string[]
  operations: string[]
  imports: string[]
  reports: string[]
  findings: string[]
}

const secret = (changes: Record<string, unknown> = {}): Record<string, unknown> =>
  course({
    provider: 'un-dpko',
    visibility: 'coordinators',
    title: `Mission leadership course for senior officers ${canary}`,
    description: `About ${canary}`,
    agreement: `Agreement ${canary}`,
    identifiers: [{ scheme: 'iati-activity', value: `XM-${canary}` }],
    places: [{ country: 'KE', name: `Nairobi ${canary}` }],
    source: { document: canary, paragraph: canary },
    ...changes,
  })

const rows = (visible: boolean): string =>
  `id,partner,title,amount,currency,start_date,visibility\n` +
  `1,UN Peacekeeping,Radio sets ${visible ? '' : canary},7000,USD,2008-06-01,${visible ? 'shared' : 'coordinators'}\n` +
  `2,Nobody ${visible ? '' : canary} knows,Boats,100,USD,2008-06-01,coordinators\n`

/** Fills one of the two; `hides` for the one with secrets. Every step has its own minute. */
export const fill = async (tracker: TestTracker, hides: boolean): Promise<Places> => {
  const name = naming(tracker)
  const start = Date.parse(tracker.clock.now)
  let minute = 0
  const places: Places = {
    contributions: [],
    hidden: [],
    needs: [],
    operations: ['mission'],
    imports: [],
    reports: [],
    findings: [],
  }
  const step = async (words: string, who: Who, path: string, body: unknown): Promise<string> => {
    minute += 1
    tracker.clock.now = new Date(start + minute * 60_000).toISOString()
    name(words)
    const { id } = await callerOf(tracker, who).made(path, body)
    await tracker.settled()
    return String(id)
  }
  const visible = async (words: string, who: Who, body: unknown): Promise<string> => {
    const id = await step(words, who, '/v1/contributions', body)
    places.contributions.push(id)
    return id
  }
  const hidden = async (words: string, body: unknown): Promise<string> => {
    const id = `${words}-1`
    if (hides) await step(words, 'un-dpko', '/v1/contributions', body)
    else minute += 1
    places.hidden.push(id)
    return id
  }
  const secretly = async (work: () => Promise<void>): Promise<void> => {
    const before = minute
    if (hides) await work()
    minute = before + 10
  }

  await step('mission', 'coordinator', '/v1/operations', {
    id: 'mission',
    name: 'A mission',
    lead: 'au',
    authorizations: [],
  })
  const wanted = await step(
    'need',
    'coordinator',
    '/v1/needs',
    need({ measure: 'usd', amount: '900000.00', priorityArea: 'mission-management' }),
  )
  places.needs.push(wanted)
  await hidden('secret-first', secret())
  const first = await visible('course', 'eu', course({ implementers: ['france'] }))
  await visible('course-again', 'france', course({ implementers: ['france'] }))
  const whole = await visible(
    'whole',
    'eu',
    grant({ title: 'Trust fund', money: { amount: '1000.00', currency: 'USD', valueDate: '2008-06-01' } }),
  )
  await hidden(
    'secret-twin',
    secret({ provider: 'eu', implementers: ['un-dpko'], title: `Mission leadership course ${canary}` }),
  )
  await hidden(
    'secret-part',
    secret({ relations: [{ type: 'part-of', contribution: whole }], money: { amount: '600.00', currency: 'USD' } }),
  )
  await hidden(
    'secret-link',
    secret({
      needs: [wanted],
      operation: 'mission',
      subCluster: recovery,
      priorityAreas: [],
      relations: [{ type: 'complements', contribution: first }],
    }),
  )
  await hidden(
    'secret-birr',
    secret({ money: { amount: '5000', currency: 'ETB' }, subCluster: null, priorityAreas: [] }),
  )
  await hidden('secret-pledge', secret({ status: 'pledged', period: { start: '2008-07-01', end: '2009-06-30' } }))
  const ofYear = (year: number): Record<string, unknown> => ({
    title: `Mission leadership course for senior officers ${year}`,
    period: { start: `${year}-06-04`, end: `${year}-06-14` },
  })
  await visible('course-2009', 'eu', course(ofYear(2009)))
  await hidden(
    'secret-2010',
    secret({
      ...ofYear(2010),
      provider: 'eu',
      implementers: ['un-dpko'],
      relations: [{ type: 'phase-of', contribution: first }],
    }),
  )
  await visible('boats', 'eu', grant({ title: 'Boats for the coast guard', provider: 'eu' }))
  await secretly(async () => {
    const [mine] = places.hidden
    const path = `/v1/contributions/${mine}`
    await step('secret-money', 'un-dpko', `${path}/transactions`, {
      type: 'commitment',
      date: '2008-06-01',
      money: { amount: '90000', currency: 'EUR' },
    })
    const { items } = await callerOf(tracker, 'coordinator').read('/v1/findings?limit=200')
    for (const finding of items as { id: string; contributions: { id: string }[] }[]) {
      if (!finding.contributions.some(({ id }) => places.hidden.includes(id))) continue
      places.findings.push(finding.id)
      if (places.findings.length > 2) continue
      await step('secret-word', 'coordinator', `/v1/findings/${finding.id}/decisions`, {
        verdict: 'not-duplicate',
        note: canary,
      })
    }
  })
  places.findings.push('secret-finding')
  await secretly(async () => {
    const file = new TextEncoder().encode(rows(false))
    name('secret-import')
    const { status, body } = await callerOf(tracker, 'un-dpko').send('POST', '/v1/imports', file, {
      'content-type': 'text/csv',
    })
    if (status >= 300) throw new Error(JSON.stringify(body))
    await tracker.settled()
  })
  places.imports.push('secret-import-1')
  for (const edition of ['shared', 'coordinators']) {
    name(`report-${edition}`)
    minute += 1
    tracker.clock.now = new Date(start + minute * 60_000).toISOString()
    const report = await callerOf(tracker, 'coordinator').made('/v1/reports', { edition })
    places.reports.push(String(report.id))
  }
  return places
}
