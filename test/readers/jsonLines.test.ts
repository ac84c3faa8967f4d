// JSON Lines: an object a line; a line that is none costs only itself.
import { expect, test } from 'vitest'
import { type JsonLine, jsonLines } from '#readers/jsonLines.ts'
import { piecesOf, refusalOf } from './pieces.ts'

const linesOf = async (text: string): Promise<JsonLine[]> => {
  const lines: JsonLine[] = []
  for await (const line of jsonLines(() => piecesOf(text))) lines.push(line)
  return lines
}

test('keys and plain values, lists of them, and lines by their number', async () => {
  const lines = await linesOf(
    '{"title":"A","amount":5.5,"country":["KE","UG"],"note":null,"yes":true}\r\n\n{"title":"B"}',
  )

  expect(lines).toEqual([
    { row: 1, keys: ['title', 'amount', 'country', 'note', 'yes'], cells: ['A', 5.5, 'KE; UG', null, 'true'] },
    { row: 3, keys: ['title'], cells: ['B'] },
  ])
})

test.each([
  ['no JSON', '{"title":'],
  ['a list', '[1]'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['something nested', '{"title":{"en":"x"}}'],
  ['a prototype', '{"__proto__":"x"}'],
])('%s is no row, and the next line is', async (_name, line) => {
  expect(await linesOf(`${line}\n{"title":"B"}\n`)).toEqual([
    { row: 1, fault: expect.any(String) },
    { row: 2, keys: ['title'], cells: ['B'] },
  ])
  expect(Object.prototype).not.toHaveProperty('title')
})

test('a line without an end is refused while it comes', async () => {
  let read = 0
  async function* endless(): AsyncGenerator<string> {
    yield '{"title":"A"}\n{"title":"'
    for (; read < 100; read += 1) yield 'x'.repeat(100_000)
  }

  const refusal = await refusalOf(async () => {
    for await (const _line of jsonLines(endless)) void _line
  })

  expect(refusal?.message).toMatch(/^Row 2: The line is longer/)
  expect(read).toBeLessThan(15)
})
