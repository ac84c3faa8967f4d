// /v1/audit: the trail of every change, and whether it is as it was written. For auditors.
import { mustBeAllowed } from '#actions/permission.ts'
import { readAuditMonth, readAuditOf } from '#actions/readAudit.ts'
import { verifyAudit, verifyOne, type VerifyPosition } from '#actions/verifyAudit.ts'
import { AuditEntry, AuditedKind, HiddenAuditEntry, Verification } from '#model/audit.ts'
import { Refusal } from '#model/refusal.ts'
import { matching, textUpTo } from '#model/schema.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageAnswer, pageQuery, positionOf } from '#http/list.ts'
import { type Answer, type Call, operation, type Operation } from '#http/operation.ts'

const tag = 'Audit'
const path = '/v1/audit'

const Month = matching(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Must be a month such as 2008-06.')
const ofRecord = { kind: z.optional(AuditedKind), record: z.optional(textUpTo(200)) }
const TrailQuery = z.strictObject({ month: z.optional(Month), ...ofRecord, ...pageQuery })
const VerifyQuery = z.strictObject({ ...ofRecord, ...pageQuery })

type OfRecord = { kind?: AuditedKind | undefined; record?: string | undefined }

/** Both or neither: a member and a partner may bear the same id. */
const recordIn = ({ kind, record }: OfRecord): { kind: AuditedKind; record: string } | null => {
  if (kind !== undefined && record !== undefined) return { kind, record }
  if (kind === undefined && record === undefined) return null
  throw new Refusal('bad-query', 'Give kind and record together.')
}

const trailOf = async (call: Call<z.infer<typeof TrailQuery>, unknown>): Promise<Answer> => {
  const { services, caller, query } = call
  const { limit, month } = query
  const position = positionOf(call)
  const one = recordIn(query)
  if (one && month !== undefined) throw new Refusal('bad-query', 'Give a month, or kind and record.')
  if (one) {
    const after = Number(position?.['seq'] ?? 0)
    const { entries, next } = await readAuditOf(services, caller, { ...one, after, limit })
    return listAnswer(call, path, entries, next === undefined ? undefined : { seq: next })
  }
  const { entries, next } = await readAuditMonth(services, caller, {
    month: month ?? services.now().slice(0, 7),
    after: position?.['place'] as string | undefined,
    limit,
  })
  return listAnswer(call, path, entries, next === undefined ? undefined : { place: next })
}

const verifiedPage = async (call: Call<z.infer<typeof VerifyQuery>, unknown>): Promise<Answer> => {
  const { services, caller, query } = call
  mustBeAllowed(caller, 'audit.read')
  const one = recordIn(query)
  const after = positionOf(call) as VerifyPosition | undefined
  const { next, ...body } = one
    ? { ...(await verifyOne(services, one)), next: undefined }
    : await verifyAudit(services, { after, limit: query.limit })
  return pageAnswer(call, `${path}/verify`, body, next)
}

export const auditOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'The audit trail: who, when, what changed, before and after',
    description:
      'Of a month (by default the present one) in the order of time, or of one record by `kind` and `record`. What is about something confidential is shown as its hashes.',
    query: TrailQuery,
    answers: {
      status: 200,
      description: 'A page of entries.',
      schema: listOf(z.union([AuditEntry, HiddenAuditEntry])),
    },
    problems: ['bad-query', 'bad-cursor', 'forbidden'],
    handle: trailOf,
  }),
  operation({
    method: 'get',
    path: `${path}/verify`,
    tag,
    summary: 'Is the trail as it was written?',
    description:
      'Every seal and every chain that it seals, then what is not sealed yet, `limit` records a page; or one record by `kind` and `record`, without its seals. No faults over all pages: nothing was changed, removed, put in or cut off.',
    query: VerifyQuery,
    answers: { status: 200, description: 'What was found on this page.', schema: Verification },
    problems: ['bad-query', 'bad-cursor', 'forbidden'],
    handle: verifiedPage,
  }),
]
