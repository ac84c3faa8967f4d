// /v1/contributions/{id}: read, change, withdraw, restore.
import { getContribution } from '#actions/listContributions.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { Contribution } from '#model/contribution.ts'
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { type Answer, operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Contributions'
const path = '/v1/contributions/{id}'

const withEtag = (contribution: Contribution): Answer => ({
  status: 200,
  body: contribution,
  headers: { etag: etagOf(contribution) },
})

export const contributionOperations: Operation[] = [
  operation({
    method: 'get',
    path: path,
    tag,
    summary: 'Read a contribution',
    answers: { status: 200, description: 'The contribution.', schema: Contribution },
    problems: ['not-found'],
    handle: async ({ services, caller, params }) =>
      withEtag(await getContribution(services, caller, params['id'] ?? '')),
  }),
  operation({
    method: 'patch',
    path: path,
    tag,
    summary: 'Change a contribution',
    body: mergePatchOf('NewContribution'),
    precondition: 'if-match',
    answers: { status: 200, description: 'The changed contribution.', schema: Contribution },
    problems: [
      'validation',
      'not-found',
      'forbidden',
      'stale-revision',
      'status-move-not-allowed',
      'envelope-exceeded',
      'conflict',
    ],
    handle: async ({ services, request, params, expected, body }) =>
      withEtag(await patchContribution(services, request, params['id'] ?? '', expected ?? 0, body)),
  }),
  operation({
    method: 'delete',
    path: path,
    tag,
    summary: 'Withdraw a contribution',
    description: 'Takes it out of every figure and list; its history stays.',
    precondition: 'if-match',
    answers: { status: 200, description: 'The withdrawn contribution.', schema: Contribution },
    problems: ['not-found', 'forbidden', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await withdrawContribution(services, request, params['id'] ?? '', expected ?? 0)),
  }),
  operation({
    method: 'post',
    path: `${path}/restore`,
    tag,
    summary: 'Restore a withdrawn contribution',
    precondition: 'if-match',
    answers: { status: 200, description: 'The restored contribution.', schema: Contribution },
    problems: ['not-found', 'forbidden', 'stale-revision', 'envelope-exceeded', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await restoreContribution(services, request, params['id'] ?? '', expected ?? 0)),
  }),
]
