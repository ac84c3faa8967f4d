// The report as JSON, written piece by piece: the same text as of the whole, which is never in memory.
import { entryLists, type EntryList, type Report } from '#model/report.ts'
import type { EntrySource } from './reportEntries.ts'

/** A value as it stands so deep within a text of `JSON.stringify(…, null, 2)`. */
const indented = (value: unknown, depth: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`)

const isEntryList = (name: string): name is EntryList => entryLists.some((list) => list === name)

async function* listText(parts: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let isEmpty = true
  for await (const part of parts)
    for (const item of part) {
      yield `${isEmpty ? '[' : ','}\n    ${indented(item, 2)}`
      isEmpty = false
    }
  yield isEmpty ? '[]' : '\n  ]'
}

/** A list, or the lists within a record of them, item by item: the text of a long one is never whole. */
function* valueText(value: unknown, depth: number): Generator<string> {
  if (Array.isArray(value) && value.length > 0) {
    let separator = '['
    for (const item of value) {
      yield `${separator}\n${'  '.repeat(depth + 1)}${indented(item, depth + 1)}`
      separator = ','
    }
    yield `\n${'  '.repeat(depth)}]`
  } else if (isRecordOfLists(value)) {
    let separator = '{'
    for (const [name, within] of Object.entries(value)) {
      yield `${separator}\n${'  '.repeat(depth + 1)}${JSON.stringify(name)}: `
      yield* valueText(within, depth + 1)
      separator = ','
    }
    yield `\n${'  '.repeat(depth)}}`
  } else yield indented(value, depth)
}

const isRecordOfLists = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.values(value).some(Array.isArray)

async function* openText(open: Iterable<unknown>): AsyncGenerator<string> {
  let isEmpty = true
  for (const one of open) {
    yield `${isEmpty ? '[' : ','}\n    ${indented(one, 2)}`
    isEmpty = false
  }
  yield isEmpty ? '[]' : '\n  ]'
}

/** Of `report` all but its lists of entries and of open findings, which are read from `entries`. */
export async function* reportJson(report: Report, entries: EntrySource): AsyncGenerator<string> {
  let separator = '{'
  for (const [name, value] of Object.entries(report)) {
    yield `${separator}\n  ${JSON.stringify(name)}: `
    if (isEntryList(name)) yield* listText(entries.read(name))
    else if (name === 'findings') yield* openText(entries.open())
    else yield* valueText(value, 1)
    separator = ','
  }
  yield '\n}\n'
}
