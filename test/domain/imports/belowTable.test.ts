// Lines below a table are notes where they say so or can be nothing else; what could be a contribution never is.
import { expect, test } from 'vitest'
import { noteIn } from '#domain/imports/belowTable.ts'

const read = (fields: Record<string, string> = {}) => ({ fields, extras: {} })

test.each([
  ['Source: embassy files', 'note'],
  ['Fonte: Ministério da Defesa', 'note'],
  ['المصدر: وزارة الدفاع', 'note'],
  ['Prepared by: J. Kamau', 'note'],
  ['* provisional figures', 'note'],
  ['N.B. in thousands', 'note'],
  ['Training of trainers', 'last'],
  ['Note-taking for secretaries', 'last'],
])('%s', (text, is) => {
  expect(noteIn([text, null, ''], read())).toEqual({ text, is })
})

test('what has an amount, a quantity or a day is none, whatever it begins with', () => {
  for (const field of ['amount', 'quantity', 'start_date', 'end_date'])
    expect(noteIn(['Source: embassy', 'x'], read({ [field]: '5' }))).toBeNull()
})

test('nor is a row with a partner and a title, but for a head with nothing behind it', () => {
  const both = { partner: 'EU', title: 'Remarks: training in Mali' }

  expect(noteIn(['Remarks: training in Mali', 'EU'], read(both))).toBeNull()
  expect(
    noteIn(['Source:', 'Ministry of Defence'], read({ partner: 'Source:', title: 'Ministry of Defence' })),
  ).not.toBeNull()
})

test('nor is a row of several texts that does not say so, or of none', () => {
  expect(noteIn(['UK', 'Training of trainers'], read())).toBeNull()
  expect(noteIn([null, ' '], read())).toBeNull()
  expect(noteIn(['2008'], read())).toBeNull()
})
