// A file as an answer: streamed where the server can, whole where it is small, and by a link where it is large.
import { expect, test, vi } from 'vitest'
import { begun, fileAnswer, keptFileAnswer } from '#http/fileAnswer.ts'
import type { Answer } from '#http/operation.ts'
import { Refusal } from '#model/refusal.ts'
import type { Files } from '#runtime/files.ts'
import type { Services } from '#runtime/services.ts'
import { whole } from '#test/support/files.ts'

const file = { name: 'contributions-2008-06-02.csv', contentType: 'text/csv' }

/** Files of a bucket as far as an answer knows them. */
const bucket = () => {
  const saved = new Map<string, Buffer>()
  const files = {
    save: async (name: string, _type: string, body: AsyncIterable<Uint8Array>) => {
      saved.set(name, await whole(body))
      return { sha256: '', bytes: 0 }
    },
    link: async (name: string, as: string) => `https://bucket.test/${name}?as=${as}`,
  } as unknown as Files
  return { saved, services: { files, newId: () => 'e1' } as unknown as Services }
}

async function* megabytes(count: number, made: number[] = []): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at += 1) {
    made.push(at)
    yield new Uint8Array(1_000_000).fill(at)
  }
}

const streamOf = ({ file: answered }: Answer): AsyncIterable<Uint8Array> => {
  if (!answered || !('stream' in answered)) throw new Error('There is no stream.')
  return answered.stream
}

test('a server that streams makes each piece when it is asked for', async () => {
  const made: number[] = []
  const services = { files: { link: null } } as unknown as Services

  const answer = await fileAnswer(services, file, megabytes(50, made))

  expect(made).toEqual([])
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-disposition': 'attachment; filename="contributions-2008-06-02.csv"' },
  })
  expect(await whole(streamOf(answer))).toHaveLength(50_000_000)
})

test('what fits a function’s answer is answered, and nothing is kept', async () => {
  const { saved, services } = bucket()

  const answer = await fileAnswer(services, file, megabytes(4))

  expect(answer.status).toBe(200)
  expect(await whole(streamOf(answer))).toHaveLength(4_000_000)
  expect(saved.size).toBe(0)
})

test('what does not is kept whole, and the answer says where', async () => {
  const { saved, services } = bucket()
  const location = 'https://bucket.test/exports/e1/contributions-2008-06-02.csv?as=contributions-2008-06-02.csv'

  const answer = await fileAnswer(services, file, megabytes(7))

  expect(answer).toMatchObject({ status: 303, headers: { location, 'cache-control': 'no-store' }, body: { location } })
  expect(saved.get('exports/e1/contributions-2008-06-02.csv')?.equals(await whole(megabytes(7)))).toBe(true)
})

test('what takes longer than a request may is refused before anything is answered', async () => {
  const { services } = bucket()
  let clock = 0
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10_000))
  try {
    await expect(fileAnswer(services, file, megabytes(7))).rejects.toMatchObject({ code: 'export-too-large' })
  } finally {
    slow.mockRestore()
  }
})

test('what is refused at its first page is refused before it begins', async () => {
  async function* refusing(): AsyncGenerator<Uint8Array> {
    yield await Promise.reject(new Refusal('bad-query', 'No.'))
  }

  await expect(begun(refusing())).rejects.toThrow('No.')
  expect((await whole(await begun(megabytes(3)))).equals(await whole(megabytes(3)))).toBe(true)
})

test('nobody asks for more than is read', async () => {
  const made: number[] = []

  for await (const piece of await begun(megabytes(9, made))) if (piece[0] === 2) break

  expect(made).toEqual([0, 1, 2])
})

/** A kept report of so many bytes; on one machine files have no links. */
const kept = (bytes: number, link: Files['link']): Services =>
  ({ files: { get: async () => 'x'.repeat(bytes), link } }) as unknown as Services

test.each([
  { bytes: 4_000_000, link: async () => 'https://bucket.test', what: 'small enough for an answer' },
  { bytes: 7_000_000, link: null, what: 'large, on one machine' },
])('a kept file that is $what is answered', async ({ bytes, link }) => {
  const answer = await keptFileAnswer(kept(bytes, link), 'r1.json', file)

  expect(answer).toEqual({ status: 200, file: { contentType: 'text/csv', text: 'x'.repeat(bytes) } })
})

test('a kept file that is larger than an answer is answered by a link to where it is kept', async () => {
  const services = kept(4_000_001, async (name, as) => `https://bucket.test/${name}?as=${as}`)
  const location = 'https://bucket.test/r1.json?as=contributions-2008-06-02.csv'

  expect(await keptFileAnswer(services, 'r1.json', file)).toEqual({
    status: 303,
    headers: { location, 'cache-control': 'no-store' },
    body: { location },
  })
})

test('of a file that is not kept there is no answer', async () => {
  const services = { files: { get: async () => undefined, link: null } } as unknown as Services

  expect(await keptFileAnswer(services, 'r1.json', file)).toBeUndefined()
})
