// Own identifiers, declared relations, and links that link nothing.
import { describe, expect, test } from 'vitest'
import { detailsOf, readWith, transactionText } from '#test/support/activities.ts'

describe('identifiers and links', () => {
  test('a link to itself links nothing', async () => {
    const { read: row, links } = await readWith(
      transactionText(
        '1',
        '5',
        '<provider-org provider-activity-id="xm-t-1"><narrative>EU</narrative></provider-org>',
      ) +
        '<related-activity ref="XM-T-1" type="1"/><participating-org role="1" activity-id="XM-T-1"><narrative>European Union</narrative></participating-org>',
    )

    expect(row.sent.identifiers).toEqual([{ scheme: 'iati-activity', value: 'XM-T-1' }])
    expect(links).toEqual({ partOf: [], wholeOf: [], coFinances: [] })
  })

  test('whose money it is, and who else reports it, are evidence; parents, children and co-funders are relations', async () => {
    const { read: row, links } = await readWith(
      transactionText(
        '1',
        '5',
        '<provider-org provider-activity-id="FR-9"><narrative>France</narrative></provider-org>',
      ) +
        transactionText(
          '3',
          '5',
          '<receiver-org receiver-activity-id="ZA-9"><narrative>KAIPTC</narrative></receiver-org>',
        ) +
        '<other-identifier ref="77" type="A1"/><other-identifier ref="XM-OLD" type="B1"/>' +
        ['P-1', 'C-2', 'S-3', 'F-4', 'T-5']
          .map((ref, at) => `<related-activity ref="${ref}" type="${at + 1}"/>`)
          .join(''),
    )

    expect(row.sent.identifiers).toEqual([
      { scheme: 'iati-activity', value: 'XM-T-1' },
      { scheme: 'iati-activity', value: 'T-5' },
      { scheme: 'iati-provider-activity', value: 'FR-9' },
      { scheme: 'iati-receiver-activity', value: 'ZA-9' },
      { scheme: 'reporter-reference', value: '77' },
    ])
    expect(links).toEqual({ partOf: ['P-1'], wholeOf: ['C-2'], coFinances: ['F-4'] })
  })

  test('an activity without an identifier is refused', async () => {
    expect(detailsOf((await readWith('', { id: ' ' })).read.faults)).toContain(
      'iati-identifier: There is no identifier',
    )
  })
})
