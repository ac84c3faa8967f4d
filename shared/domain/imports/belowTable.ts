// Lines that people write below a table, or between its rows: sources, remarks, who has prepared it.
import type { Cell } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import type { RowFields } from './sheet.ts'

const words =
  'sources?|notes?|n b|nb|nota bene|notas?|fontes?|remarques?|remarks?|observacao|observacoes|observations?|prepared by|compiled by|prepare par|etabli par|elaborado por|preparado por|disclaimer|avertissement|legend|legende|legenda|ملاحظه|ملاحظات|المصدر|المصادر|مصدر|اعداد'
const beginsAsNote = new RegExp(`^(?:${words})(?= |$)`)
const mark = /^(?:\*+|[†‡¹²³]|[([]\d{1,2}[)\]])\s*\S/

/** `Source: …`: the word, and a sign that ends it; `Note-taking` is none. */
const isNamed = (text: string): boolean => {
  const head = /^([^:：]{2,30}?)\s?[:：]/u.exec(text)?.[1] ?? /^(\p{L}\.?\p{L}\.)/u.exec(text)?.[1]
  if (head !== undefined && new RegExp(`^(?:${words})$`).test(foldText(head))) return true
  return (
    /^(?:prepared|compiled|prepare|etabli|elaborado|preparado) /.test(foldText(text)) &&
    beginsAsNote.test(foldText(text))
  )
}

const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || String(cell).trim() === ''

/** What makes a row a contribution, of which it must have one: a row with any of them is never a note. */
const hasSubstance = ({ fields }: RowFields): boolean =>
  !isBlank(fields.amount) || !isBlank(fields.quantity) || !isBlank(fields.start_date) || !isBlank(fields.end_date)

/**
 * `note` for a row that says so itself, `last` for one that is a note if no data come behind it: of a single text, and
 * with nothing that a contribution must have. Null for all else.
 */
export const noteIn = (cells: readonly Cell[], read: RowFields): { text: string; is: 'note' | 'last' } | null => {
  const [first, ...others] = cells.filter((cell) => !isBlank(cell))
  if (typeof first !== 'string' || hasSubstance(read)) return null
  const text = first.trim()
  // `Remarks: training in Mali` may be a title; `Source:`, and who it is in the next cell, is none.
  const isRow = !isBlank(read.fields.partner) && !isBlank(read.fields.title)
  if (isRow && !/[:：]$/u.test(text)) return null
  const areWords = others.every((cell) => /\p{L}/u.test(String(cell)))
  if ((areWords && isNamed(text)) || (others.length === 0 && mark.test(text))) return { text, is: 'note' }
  return others.length === 0 && /\p{L}/u.test(text) ? { text, is: 'last' } : null
}
