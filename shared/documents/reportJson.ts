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

async function* asParts(list: Iterable<unknown>): AsyncGenerator<readonly unknown[]> {
  for (const one of list) yield [one]
}

/** Of `report` all but its lists of entries and of open findings, which are read from `entries`. */
export async function* reportJson(report: Report, entries: EntrySource): AsyncGenerator<string> {
  let separator = '{'
  for (const [name, value] of Object.entries(report)) {
    yield `${separator}\n  ${JSON.stringify(name)}: `
    if (isEntryList(name)) yield* listText(entries.read(name))
    else if (name === 'findings') yield* listText(asParts(entries.open()))
    else if (Array.isArray(value)) yield* listText(asParts(value))
    else yield indented(value, 1)
    separator = ','
  }
  yield '\n}\n'
}
