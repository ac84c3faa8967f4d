// Many findings at once: what a filter selects, and one word on all of it.
import { groupFindings } from '#actions/groupFindings.ts'
import { mustBeAllowed } from '#actions/permission.ts'
import { selectFindings } from '#actions/listFindings.ts'
import {
  assignSelection,
  confirmSelection,
  decideSelection,
  type Progress,
  selectionOf,
} from '#actions/sayOnSelection.ts'
import { Refusal } from '#model/refusal.ts'
import {
  FindingSelection,
  GroupOfFindings,
  NewAssignments,
  NewConfirmations,
  NewDecisions,
  SealedSelection,
  SelectionProgress,
} from '#model/selection.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { type Answer, type Call, operation, type Operation } from '#http/operation.ts'
import { findingFilters as filters } from '#model/listFilters.ts'
import { path, tag } from './path.ts'

type Sealed = Pick<Call<unknown, unknown>, 'handed'>

/** Refuses `forbidden` before anything is said of the seal, and `validation` for what was not handed to this caller. */
const opened = (
  { caller, handed }: Pick<Call<unknown, unknown>, 'caller' | 'handed'>,
  action: 'finding.decide' | 'finding.assign',
  selection: string,
): SealedSelection => {
  mustBeAllowed(caller, action)
  try {
    return SealedSelection.parse(handed.open(selection))
  } catch {
    const detail = 'The selection is damaged, or was made for another caller.'
    throw new Refusal('validation', detail, [{ pointer: '/selection', detail }])
  }
}

const sealed = ({ handed }: Sealed, selection: SealedSelection | null): string | null =>
  selection && handed.seal(selection)

const progressed = (call: Sealed, progress: Progress): Answer => ({
  status: 200,
  body: { ...progress, selection: sealed(call, progress.selection) },
})

const { kind: _, ...others } = filters
const groupFilters = { ...others, state: z.optional(z.enum(['open', 'awaiting-confirmation'])) }

const answers = {
  status: 200,
  description: 'What became of each of the next forty, and the selection to send for those that are left.',
  schema: SelectionProgress,
}
const problems = ['validation', 'forbidden', 'key-reused'] as const
const description =
  'Each finding is decided in a transaction of its own, with its own audit entry, and only if it is as it was when it was selected; send the answered selection until none is left. Sent again, it finds what was done.'

export const selectionOperations: Operation[] = [
  operation({
    method: 'get',
    path: `${path}/selection`,
    tag,
    summary: 'What a filter selects, before deciding it at once',
    description:
      'The filters of the list. At most 500 findings; `next` goes on where there are more. `usdAtRisk` is, of all records that hang together, each amount but the largest. Stores nothing.',
    query: z.strictObject({ ...filters, cursor: pageQuery.cursor }),
    answers: { status: 200, description: 'How many, of what, and the selection.', schema: FindingSelection },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query, cursors } = call
      const { findings, next } = await selectFindings(services, caller, { ...query, after: positionOf(call) })
      const { selection, ...figures } = selectionOf(services, caller, findings)
      return {
        status: 200,
        body: { ...figures, selection: sealed(call, selection), next: next ? cursors.seal(next) : null },
      }
    },
  }),
  operation({
    method: 'get',
    path: `${path}/groups`,
    tag,
    summary: 'Open duplicates in groups that may each be one contribution',
    description:
      'The filters of the list, on duplicates that are open (or `awaiting-confirmation`). Of a group every two records are a pair; pairs whose records sit better in two other groups come in further lines. What is worth most comes first. A page gathers the next 500 findings, each of which comes once; a group with more of them has a line on each page that holds some. Its `selection` decides those at once.',
    query: z.strictObject({ ...groupFilters, cursor: pageQuery.cursor }),
    answers: { status: 200, description: 'The groups.', schema: listOf(GroupOfFindings) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query } = call
      const { groups, next } = await groupFindings(services, caller, { ...query, after: positionOf(call) })
      const items = groups.map((group) => ({ ...group, selection: sealed(call, group.selection) }))
      return listAnswer(call, `${path}/groups`, items, next)
    },
  }),
  operation({
    method: 'post',
    path: `${path}/decisions`,
    tag,
    summary: 'Decide a selection of findings',
    description,
    body: NewDecisions,
    answers,
    problems: [...problems],
    handle: async (call) =>
      progressed(
        call,
        await decideSelection(
          call.services,
          call.request,
          opened(call, 'finding.decide', call.body.selection),
          call.body,
        ),
      ),
  }),
  operation({
    method: 'post',
    path: `${path}/confirmations`,
    tag,
    summary: 'Confirm the decisions of a selection as the second coordinator',
    description,
    body: NewConfirmations,
    answers,
    problems: [...problems],
    handle: async (call) => {
      const { services, request, body } = call
      return progressed(
        call,
        await confirmSelection(services, request, opened(call, 'finding.decide', body.selection), body.note ?? null),
      )
    },
  }),
  operation({
    method: 'post',
    path: `${path}/assignments`,
    tag,
    summary: 'Take a selection of findings on, or release it',
    description,
    body: NewAssignments,
    answers,
    problems: [...problems],
    handle: async (call) => {
      const { services, request, body } = call
      const { selection, ...sent } = body
      return progressed(call, await assignSelection(services, request, opened(call, 'finding.assign', selection), sent))
    },
  }),
]
