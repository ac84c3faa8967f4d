// /v1/reports: the duplication and gap report, on demand, listed, and as files.
import { publishedReports } from '#actions/publishedReports.ts'
import { mustBeAllowed } from '#actions/permission.ts'
import { publishReport } from '#actions/publishReport.ts'
import type { Caller } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import { Edition } from '#model/report.ts'
import { namedObject } from '#model/schema.ts'
import * as z from 'zod/mini'
import { keptFileAnswer } from '#http/fileAnswer.ts'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'

const tag = 'Reports'
const path = '/v1/reports'

const contentTypes = new Map([
  ['json', 'application/json'],
  ['csv', 'text/csv; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
])

const Published = namedObject('PublishedReport', {
  id: z.string(),
  edition: Edition,
  createdAt: z.string(),
  trigger: z.string(),
})

/** The coordinators' edition counts confidential contributions: nobody else reads it. */
const mayRead = (caller: Caller, edition: string): boolean => edition === 'shared' || caller.role === 'coordinator'

export const reportOperations: Operation[] = [
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Make the duplication and gap report now',
    body: z.strictObject({ edition: z._default(Edition, 'coordinators') }),
    answers: { status: 201, description: 'Published; its files are at the location, by ending.', schema: Published },
    problems: ['validation', 'forbidden', 'key-reused'],
    handle: async ({ services, caller, request, body }) => {
      mustBeAllowed(caller, 'report.create')
      // The id comes from the idempotency key, so that a repetition finds the report and makes no other.
      const id = request.once ? request.once.id.slice(0, 32) : services.newId()
      const report = await publishReport(services, { id, edition: body.edition, trigger: 'on-demand' })
      return { status: 201, body: report, headers: { location: `${path}/${id}.json` } }
    },
  }),
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List reports',
    query: z.strictObject({ edition: z._default(Edition, 'shared'), ...pageQuery }),
    answers: { status: 200, description: 'A page, latest first.', schema: listOf(Published) },
    problems: ['bad-query', 'bad-cursor', 'forbidden'],
    handle: async (call) => {
      const { services, caller, query } = call
      if (!mayRead(caller, query.edition)) throw new Refusal('forbidden', 'That edition is for coordinators.')
      const page = await publishedReports(services).list(query.edition, { after: positionOf(call), limit: query.limit })
      return listAnswer(call, path, page.reports, page.next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{file}`,
    tag,
    summary: 'Read a report as JSON, CSV or HTML',
    description: '`file` is the id of the report with the ending .json, .csv or .html.',
    answers: { status: 200, description: 'The file.', elsewhere: true },
    problems: ['not-found'],
    handle: async ({ services, caller, params }) => {
      const [, id = '', ending = ''] = /^([\w-]{1,64})\.(\w{2,5})$/.exec(params['file'] ?? '') ?? []
      const contentType = contentTypes.get(ending)
      const report = contentType ? await publishedReports(services).get(id) : undefined
      const file = { name: `report-${id}.${ending}`, contentType: contentType ?? '' }
      const answer =
        report && mayRead(caller, report.edition) ? await keptFileAnswer(services, `${id}.${ending}`, file) : undefined
      if (!answer) throw new Refusal('not-found', 'There is no such report.')
      return answer
    },
  }),
]
