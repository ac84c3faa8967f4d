// `npm run import -- FILE`: its words, its client against the real routes, and what it prints.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, importFile, type ImportedRow, type PostForm, type Standing } from '#infra/local/importClient.ts'
import { endLines, progressOn, rowLine } from '#infra/local/importReport.ts'
import { importWords } from '#infra/local/importWords.ts'
import { root } from '#test/structure/repository.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { createConsumer } from '#functions/importer/consumer.ts'

let trackers: TestTrackers
let tracker: TestTracker
let folder: string
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  folder = mkdtempSync(path.join(tmpdir(), 'import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await trackers.stop()
})

const fileOf = (name: string, content: string): string => {
  const at = path.join(folder, name)
  writeFileSync(at, content)
  return at
}

/** The routes themselves, as the EU's partner calls them. */
const call: Call = async ({ method, path: at, headers, body }) => {
  const content = body ? Buffer.from(await new Response(body()).arrayBuffer()) : undefined
  const answer = await callerOf(tracker, 'eu').send(method, at, content, headers)
  return new Response(answer.text, { status: answer.status, headers: answer.headers })
}

const post: PostForm = async (url, body) => tracker.bucket.fetch(new Request(url, { method: 'POST', body }))

const workOff = async (): Promise<void> => {
  const { id } = looked[0] ?? { id: '' }
  const record = { dynamodb: { Keys: { pk: { S: `IMPORT#${id}` }, sk: { S: 'IMPORT' } } } }
  await createConsumer(tracker.services)({ Records: [record] })
}
let looked: Standing[] = []

const imported = async (words: string[], with_: Call = call) => {
  looked = []
  const { wanted } = await importWords(words)
  const { end, rows } = await importFile({ call: with_, post }, wanted, {
    pause: workOff,
    progress: (at) => looked.push(at),
  })
  const all: ImportedRow[] = []
  for await (const row of rows()) all.push(row)
  return { end, all }
}

const header = 'id,partner,beneficiary,title,amount,currency\n'

describe('a file goes in', () => {
  test('with progress, its results and what the columns were taken for', async () => {
    const { end, all } = await imported([fileOf('a.csv', `${header}1,EU,AUC,One,5,EUR\n2,EU,AUC,Two,much,EUR\n`)])

    expect(looked.map(({ state, done }) => [state, done])).toEqual([['running', 0], ['done', 2]]) // prettier-ignore
    expect(end.counts).toEqual({ created: 1, rejected: 1 })
    expect(all.map(({ status }) => status)).toEqual(['created', 'rejected'])
    expect(all.map(rowLine)).toEqual([null, expect.stringContaining('row 3 rejected: amount: "much"')])
    expect(endLines(end, false)[0]).toContain('partner → partner')
  })

  test('a dry run and a mapping from a file, which is saved once and changed after that', async () => {
    const sheet = fileOf('b.csv', 'Wer,Was,Wieviel\nEU,Kurs,7\n')
    const columns = { Wer: 'partner', Was: 'title', Wieviel: 'amount' }
    const mapping = fileOf('our-sheet.json', JSON.stringify({ name: 'Ours', columns, values: { currency: 'EUR' } }))
    const first = await imported([sheet, '--dry-run', '--mapping', mapping])
    const second = await imported([sheet, '--dry-run', '--mapping', mapping])
    const saved = await callerOf(tracker, 'eu').read('/v1/imports/mappings/our-sheet')

    expect([first.end.counts, second.end.counts]).toEqual([{ created: 1 }, { created: 1 }])
    expect(saved).toMatchObject({ name: 'Ours' })
    expect((await callerOf(tracker, 'eu').read('/v1/contributions?q=kurs')).items).toEqual([])
  })

  test('a connection that breaks after the tracker took the file makes one import', async () => {
    const seen: string[] = []
    let broken = false
    const breaking: Call = async (sent) => {
      const answer = await call(sent)
      if (sent.method !== 'POST') return answer
      seen.push((await answer.clone().json()).id)
      if (broken) return answer
      broken = true
      throw new TypeError('socket hang up')
    }
    await imported([fileOf('c.csv', `${header}3,EU,AUC,Three,5,EUR\n`)], breaking)

    expect(new Set(seen).size).toBe(1)
    expect(seen).toHaveLength(2)
  })

  test('a file that changes while it is sent is not taken, and one line says so', async () => {
    const file = fileOf('h.csv', `${header}${'1,EU,AUC,One,5,EUR\n'.repeat(20_000)}`)
    const { wanted } = await importWords([file])
    fileOf('h.csv', `${header}9,EU,AUC,Other,5,EUR\n`)
    const asked: string[] = []
    const counted: Call = async (sent) => {
      asked.push(sent.method)
      return call(sent)
    }

    const sent = importFile({ call: counted, post }, wanted, { pause: workOff, progress: () => {} })

    await expect(sent).rejects.toThrow('The file changed while it was sent')
    expect(asked).toEqual(['POST'])
  })

  test('one that is too large for a request goes to the bucket, and its rows are told of in the same way', async () => {
    const untitled = Array.from({ length: 50 }, () => `,EU,AUC,,,,${'x'.repeat(100_000)}\n`).join('')
    const large = fileOf('large.csv', `${header.trim()},notes\n7,EU,AUC,Seven,5,EUR,\n${untitled}`)
    const asked: string[] = []
    const told: Call = async (sent) => {
      asked.push(`${sent.method} ${sent.path}`)
      return call(sent)
    }
    const posting: PostForm = async (url, form) => {
      asked.push(`form ${url}`)
      const answer = await post(url, form)
      await tracker.bucket.settled()
      return answer
    }
    const { wanted } = await importWords([large, '--source', 'ours'])
    const seen: Standing[] = []
    looked = seen
    const watch = { pause: workOff, progress: (at: Standing) => seen.push(at) }
    const { end } = await importFile({ call: told, post: posting }, wanted, watch)

    expect(asked.slice(0, 3)).toEqual([
      'POST /v1/imports/uploads?source=ours',
      'form http://tracker.test/local-bucket',
      `GET /v1/imports/${end.id}?limit=1`,
    ])
    expect(end).toMatchObject({ state: 'done', counts: { created: 1, rejected: 50 } })
  })

  test('what is too large for the bucket too is not sent', async () => {
    const { wanted } = await importWords([fileOf('huge.csv', header)])
    const huge = new Blob([new Uint8Array(5_000_000)])
    const small: Call = async (sent) => {
      const answer = await call(sent)
      return new Response(JSON.stringify({ ...(await answer.json()), maxBytes: 4_500_000 }), { status: answer.status })
    }
    const never: PostForm = async () => {
      throw new Error('sent')
    }
    const sent = importFile(
      { call: small, post: never },
      { ...wanted, file: huge },
      { pause: workOff, progress: () => {} },
    )

    await expect(sent).rejects.toThrow('The file has 5000000 bytes, and 4500000 are taken')
  })

  test('what the tracker refuses is said in one line', async () => {
    const refused = async (words: string[]): Promise<string> =>
      imported(words).then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      )

    expect(await refused([fileOf('d.xml', '<!DOCTYPE a><a/>')])).toMatch(/^The file is not taken: .*DTD/)
    expect(await refused([fileOf('e.csv', `${header}1,EU`), '--mapping', 'nobodys'])).toContain('no mapping "nobodys"')
  })
})

describe('words', () => {
  const said = async (...words: string[]): Promise<string> =>
    importWords(words).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    )

  test('what cannot be meant is refused in one line', async () => {
    const file = fileOf('f.csv', header)
    const token = fileOf('token', 'abc\n')

    expect(await said()).toContain('Name a file')
    expect(await said('/nowhere.csv')).toBe('There is no file /nowhere.csv.')
    expect(await said(file, file)).toContain('One file at a time')
    expect(await said(file, '--colour', 'red')).toContain("Unknown option '--colour'")
    expect(await said(file, '--url', 'https://x.example')).toContain('go together')
    expect(await said(file, '--url', 'ftp://x', '--token-file', token)).toContain('http or https')
    expect(await said(file, '--url', 'http://x.example', '--token-file', token)).toContain('by https only')
    expect(await said(file, '--mapping', '/nowhere.json')).toContain('cannot be read')
    expect(await said(file, '--mapping', fileOf('g.json', '{'))).toContain('no JSON')
  })

  test('another tracker is named by its URL and a file with a token', async () => {
    const { other } = await importWords([fileOf('h.csv', header), '--url', 'https://x.example/', '--token-file', fileOf('t', 'abc\n')]) // prettier-ignore

    expect(other).toEqual({ url: 'https://x.example', token: 'abc' })
  })
})

test('progress is a line for every tenth part, or one line that changes', () => {
  const at = (done: number, state: Standing['state'] = 'running'): Standing => ({
    id: 'x', state, format: 'csv', rows: 1000, done, counts: {}, failure: null, columns: [], results: { items: [], next: null },
  }) // prettier-ignore
  const lines: string[] = []
  const tell = progressOn({ write: (text) => lines.push(text) })
  for (const state of ['awaiting-file', 'reading', 'reading'] as const) tell(at(0, state))
  expect(lines.splice(0)).toEqual(['import: the file is being read\n'])
  for (let done = 0; done <= 900; done += 50) tell(at(done))
  tell(at(1000, 'done'))

  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toBe('import: 1000 of 1000 rows, done\n')
  const terminal: string[] = []
  const show = progressOn({ isTTY: true, write: (text) => terminal.push(text) })
  show(at(10))
  show(at(1000, 'done'))
  expect(terminal).toEqual(['\rimport: 10 of 1000 rows', '\rimport: 1000 of 1000 rows, done\n'])
})

test('the command itself: no tracker answers, and one line says so', async () => {
  const file = fileOf('z.csv', `${header}1,EU,AUC,One,5,EUR\n`)
  const words = [path.join(root, 'infra/local/import.ts'), file, '--url', 'http://127.0.0.1:9', '--token-file', fileOf('tt', 'x')] // prettier-ignore
  const ended = await promisify(execFile)(process.execPath, words, { cwd: root }).catch(
    (error: { code: number; stderr: string }) => error,
  )

  expect(ended).toMatchObject({ code: 1 })
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended.stderr).toContain('http://127.0.0.1:9 does not answer')
})
