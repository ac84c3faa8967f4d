// /v1/calendar.ics: trainings, to subscribe to.
import { readCalendar } from '#actions/readCalendar.ts'
import { begun, fileAnswer } from '#http/fileAnswer.ts'
import { checkRange } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { contributionFilters } from '#model/listFilters.ts'
import * as z from 'zod/mini'

const { subCluster, partner, from, to } = contributionFilters

async function* inOnePiece(text: Promise<string>): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(await text)
}

export const calendarOperations: Operation[] = [
  operation({
    method: 'get',
    path: '/v1/calendar.ics',
    tag: 'Exports',
    summary: 'Trainings as iCalendar, by sub-cluster and partner, clashes marked',
    description:
      'Contributions of the modality training that have a period: by default those of the last year and all later ones. A clash is an open or confirmed schedule-clash finding, or another training of at most 31 days for the same beneficiary on one of the same days; its title begins with `CLASH`, and the description names the other.',
    query: z.strictObject({ subCluster, partner, from, to }),
    answers: { status: 200, description: 'The calendar.', files: ['text/calendar'], elsewhere: true },
    problems: ['bad-query', 'export-too-large'],
    handle: async ({ services, caller, query }) => {
      checkRange(query)
      const file = { name: 'trainings.ics', contentType: 'text/calendar; charset=utf-8' }
      return fileAnswer(services, file, await begun(inOnePiece(readCalendar(services, caller, query))))
    },
  }),
]
