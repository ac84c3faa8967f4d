// Lines of text between the rows of a sheet and below them: set aside as notes, never a row that could be a contribution.
import { expect, test } from 'vitest'
import { openSource } from '#actions/importSource.ts'
import { allOf } from '#test/support/activities.ts'

const kindsOf = async (lines: readonly string[], mapping: Parameters<typeof openSource>[1]['mapping'] = null) => {
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(['Partner,Title,Amount (EUR),Start date', ...lines].join('\n'))
  }
  const source = await openSource(bytes, { format: 'csv', mapping, dates: null, decimals: null })
  const items = await allOf(source.items)
  return items.map(({ row, kind }) => `${row} ${kind}`)
}

test.each([
  'Source: Ministry of Foreign Affairs',
  '* provisional figures',
  'Prepared by the Embassy in Addis Ababa',
  'Nota: valores provisórios',
  'N.B. figures of March',
  'Préparé par la Mission permanente',
  'Fonte: Ministério da Defesa',
  '(1) includes overheads',
  'ملاحظة: أرقام أولية',
  'المصدر: وزارة الخارجية',
  'Source:,Ministry of Defence',
])('%s is a note, wherever it stands', async (line) => {
  expect(await kindsOf([line, 'EU,Course,5,2008-01-01'])).toEqual(['2 set-aside', '3 data'])
})

test('one text is a note below the last row of data, and a bad row above it', async () => {
  const kinds = await kindsOf([
    'Norway',
    'EU,Course,5,2008-01-01',
    'Total,,5,',
    'All figures are final',
    'Total,,5,',
    ',Annex 2',
  ])

  expect(kinds).toEqual(['2 data', '3 data', '4 set-aside', '5 set-aside', '6 set-aside', '7 set-aside'])
})

test.each([
  'Source: Fund,Course,5,2008-01-01',
  'Source: Fund,,5,',
  'Nota,,,2008-01-01',
  'Note-taking Institute,Course,,',
  'Source: Fund,Course,,,150',
  'Norway,Course,,',
  ',,5,',
])('%s is data, if last too', async (line) => {
  expect(await kindsOf(['EU,Course,5,2008-01-01', line])).toEqual(['2 data', '3 data'])
})

test('what a mapping fills in makes a title alone a contribution', async () => {
  const mapping = { name: 'x', columns: {}, values: { partner: 'EU', start_date: '2008-01-01' } }

  expect(await kindsOf([',Note: taking of,,', ',Course,,'], mapping)).toEqual(['2 data', '3 data'])
})

test('of a column of texts no more than a few are held back', async () => {
  const kinds = await kindsOf(Array.from({ length: 250 }, (_, at) => `Line ${at}`))

  expect(kinds.filter((kind) => kind.endsWith('data'))).toHaveLength(200)
})
