// /v1/findings: suspected duplication, its evidence, and what people say of it.
import { assignFinding } from '#actions/assignFinding.ts'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { disputeFinding } from '#actions/disputeFinding.ts'
import { listFindings } from '#actions/listFindings.ts'
import { findingIn } from '#actions/inLanguage.ts'
import { readFindingInFull } from '#actions/readFindingInFull.ts'
import { Finding, NewAssignment, NewConfirmation, NewDecision, NewDispute } from '#model/finding.ts'
import * as z from 'zod/mini'
import { languageHeaders } from '#http/language.ts'
import { FindingInFull } from '#model/reconciliation.ts'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { type Answer, type Call, operation, type Operation } from '#http/operation.ts'
import { findingFilters as filters } from '#model/listFilters.ts'
import { path, tag } from './path.ts'
import { selectionOperations } from './selections.ts'
import { seriesOperation } from './series.ts'

const said = { status: 201, description: 'The finding with what was said.', schema: Finding }
const precondition = 'etag-if-sent'
const mayRefuse = ['validation', 'not-found', 'forbidden', 'conflict', 'key-reused'] as const

type Reader = Pick<Call<unknown, unknown>, 'language'>

const answered = ({ language }: Reader, status: number, finding: Finding): Answer => ({
  status,
  body: findingIn(finding, language),
  headers: {
    etag: `"${finding.etag}"`,
    ...languageHeaders(language),
    ...(status === 201 ? { location: `${path}/${finding.id}` } : {}),
  },
})

export const findingOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List findings',
    query: z.strictObject({ ...filters, ...pageQuery }),
    answers: {
      status: 200,
      description: 'A page: pairs, the latest change first, and behind them what passes its need; it may be short.',
      schema: listOf(Finding),
    },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query } = call
      const { findings, next } = await listFindings(services, caller, { ...query, after: positionOf(call) })
      const worded = findings.map((finding) => findingIn(finding, call.language))
      const answer = listAnswer(call, path, worded, next)
      return { ...answer, headers: { ...answer.headers, ...languageHeaders(call.language) } }
    },
  }),
  ...selectionOperations,
  seriesOperation,
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a finding with its evidence',
    description:
      'In English or French, by `Accept-Language`. A duplicate shows both reports with their difference, and the group of records of which every two are an open pair, with a suggested survivor. An overlap shows what both have in common, for how many days, and what each adds.',
    answers: { status: 200, description: 'The finding.', schema: FindingInFull },
    problems: ['not-found'],
    handle: async (call) => {
      const { services, caller, params, language } = call
      return answered(call, 200, await readFindingInFull(services, caller, params['id'] ?? '', language))
    },
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/decisions`,
    tag,
    summary: 'Decide a finding',
    description:
      'A same-contribution names the survivor and waits for a second coordinator, unless configuration says otherwise; a part-of names the whole, which is no smaller than its part. Nothing is deleted: reopen undoes. A verdict that tells two records apart is `decision-not-possible` while other decisions make them one, and so is one that makes records one which another tells apart; the refusal names those to reopen first.',
    body: NewDecision,
    precondition,
    answers: said,
    problems: [...mayRefuse, 'decision-not-possible'],
    handle: async (call) => {
      const { services, request, params, body, expectedEtag } = call
      return answered(call, 201, await decideFinding(services, request, params['id'] ?? '', body, expectedEtag))
    },
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/confirmations`,
    tag,
    summary: 'Confirm a decision as the second coordinator',
    body: NewConfirmation,
    precondition,
    answers: said,
    problems: [...mayRefuse, 'decision-not-possible'],
    handle: async (call) => {
      const { services, request, params, body, expectedEtag } = call
      return answered(
        call,
        201,
        await confirmDecision(services, request, params['id'] ?? '', body.note ?? null, expectedEtag),
      )
    },
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/disputes`,
    tag,
    summary: 'Dispute a finding that names your organization',
    body: NewDispute,
    precondition,
    answers: said,
    problems: [...mayRefuse],
    handle: async (call) => {
      const { services, request, params, body, expectedEtag } = call
      return answered(call, 201, await disputeFinding(services, request, params['id'] ?? '', body.text, expectedEtag))
    },
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/assignments`,
    tag,
    summary: 'Take a finding on, or release it',
    description:
      '`{"assignee": "me"}` takes it, `{"assignee": null}` releases it. What another coordinator has is taken over, or released, only by naming that one in `from`.',
    body: NewAssignment,
    precondition,
    answers: said,
    problems: [...mayRefuse],
    handle: async (call) => {
      const { services, request, params, body, expectedEtag } = call
      return answered(call, 201, await assignFinding(services, request, params['id'] ?? '', body, expectedEtag))
    },
  }),
]
