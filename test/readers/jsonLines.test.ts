// JSON Lines: an object a line; a line that is none costs only itself.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonLine, jsonLines } from '#readers/jsonLines.ts'
import { piecesOf, refusalOf } from './pieces.ts'

const linesOf = async (text: string, size?: number): Promise<JsonLine[]> => {
  const lines: JsonLine[] = []
  for await (const line of jsonLines(() => piecesOf(text, size))) lines.push(line)
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
    expect.objectContaining({ row: 1, fault: expect.any(String) }),
    { row: 2, keys: ['title'], cells: ['B'] },
  ])
  expect(Object.prototype).not.toHaveProperty('title')
})

test.each([
  ['"amount" is there twice.', '{"title":"A","amount":1,"amount":2}'],
  ['"amount" is there twice.', '{"amount":1,"title":"A, \\"amount\\": {[", "amount" : 1}'],
  ['"amount" is there twice.', String.raw`{"amount":1,"\u0061mount":2}`],
  ['"" is there twice.', '{"":1,"":1}'],
])('a key that is there twice, %s', async (fault, line) => {
  expect(await linesOf(`${line}\n{"title":"B"}`)).toEqual([
    { row: 1, fault },
    { row: 2, keys: ['title'], cells: ['B'] },
  ])
})

test.each([
  ['a number beyond all', '1e309'],
  ['a number beyond all, below zero', '-1e309'],
  ['one in a list', '["KE",1e309]'],
  ['a number with more digits than are kept', '12345678901234567890'],
  ['one in a list of ids', '[9007199254740993]'],
])('%s is not taken for another, and the row says so', async (_name, value) => {
  expect(await linesOf(`{"title":"A","id":${value}}\n{"id":9007199254740991}`)).toEqual([
    {
      row: 1,
      keys: ['title', 'id'],
      fault: '"id" holds a number that cannot be kept as it is written: write it as text.',
    },
    { row: 2, keys: ['id'], cells: [9007199254740991] },
  ])
})

test('every object of plain values is a row, whatever its keys and texts are made of', async () => {
  const plain = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('"', '\\', ',"a":', null),
  )
  const cell = fc.oneof(plain, fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }))
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), cell, { maxKeys: 8 }), async (given) => {
      const { ['__proto__']: _proto, ...object } = given
      expect(await linesOf(JSON.stringify(object))).toEqual([
        { row: 1, keys: Object.keys(object), cells: expect.any(Array) },
      ])
    }),
  )
})

test('a text of a million characters is read like any other', async () => {
  const [line] = await linesOf(JSON.stringify({ title: 'x"\\'.repeat(160_000) }), 65_536)

  expect(line).toMatchObject({ row: 1, keys: ['title'] })
})

test('a long line that comes a character at a time costs no more than its length', async () => {
  // Put together anew at every piece, it took minutes: the test's own time limit is the check.
  const [line] = await linesOf(JSON.stringify({ title: 'x'.repeat(900_000) }), 1)

  expect(line).toMatchObject({ row: 1, cells: ['x'.repeat(900_000)] })
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
