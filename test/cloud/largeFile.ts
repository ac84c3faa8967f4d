// A file of more rows than one segment of an import has, sent to a deployed tracker.
import { type Answer, type asker, expected, until } from './people.ts'

type Ask = ReturnType<typeof asker>

/** Read and refused, since contributions take the emulator far longer. */
const refusedRows = 10_000

export const wholeResult = {
  state: 'done',
  done: refusedRows + 1,
  counts: { created: 1, rejected: refusedRows },
}

export const standingOf = async (ask: Ask, token: string, id: string): Promise<Answer['body']> =>
  (await ask('GET', `/v1/imports/${id}`, { token })).body

/** Returns the import's id once it is under way and not at its end. */
export const sendLargeFile = async (ask: Ask, token: string, title: string): Promise<string> => {
  const rows = [
    'Title,Provider,Beneficiary,Sub-cluster,Amount,Currency,Start,End',
    ...Array.from({ length: refusedRows }, () => 'Course,European Union,African Union Commission,,x,USD,,'),
    `${title},European Union,African Union Commission,architecture,60000.00,USD,2009-03-01,2009-05-31`,
  ]
  const headers = { 'content-type': 'text/csv' }
  const { id } = expected(await ask('POST', '/v1/imports', { token, body: rows.join('\n'), headers }), 202).body
  const { body } = await until(
    async () => ask('GET', `/v1/imports/${id}`, { token }),
    (answer) => answer.body?.done > 0,
  )
  if (body.state !== 'running') throw new Error(`The import is ${body.state} already.`)
  return id
}

/** As it ended; or as it stands after three minutes. */
export const endOf = async (ask: Ask, token: string, id: string): Promise<Answer['body']> => {
  const { body } = await until(
    async () => ask('GET', `/v1/imports/${id}`, { token }),
    (answer) => ['done', 'failed'].includes(answer.body?.state),
    180,
  )
  return body
}
