// Recipients, of the activity or of its transactions.
import { describe, expect, test } from 'vitest'
import { detailsOf, readWith, transactionText } from '#test/support/activities.ts'

describe('places and sectors', () => {
  test('one country is the beneficiary; of several none is', async () => {
    const one = await readWith('<recipient-country code="ke" percentage="100"/>')
    const two = await readWith(
      '<recipient-country code="KE" percentage="60"/><recipient-country code="UG" percentage="40"/>',
    )

    expect(one.read).toMatchObject({ beneficiary: 'Kenya', sent: { places: [{ country: 'KE' }] } })
    expect(two.read).toMatchObject({ beneficiary: null, sent: { places: [{ country: 'KE' }, { country: 'UG' }] } })
    expect(detailsOf(two.read.notes)).toContain('For KE 60 %, UG 40 %. Its amount is not divided')
  })

  test('who gets none of it is no recipient', async () => {
    const { read: row } = await readWith(
      '<recipient-country code="KE" percentage="100"/><recipient-country code="UG" percentage="0.0"/>',
    )

    expect(row).toMatchObject({ beneficiary: 'Kenya', sent: { places: [{ country: 'KE' }] } })
  })

  test('recipients and sectors of transactions stand in for those of the activity', async () => {
    const { read: row, sectors } = await readWith(
      transactionText('2', '5', '<sector code="15230" vocabulary="1"/><recipient-country code="ML"/>'),
    )

    expect(row.beneficiary).toBe('Mali')
    expect(sectors.dac).toEqual([{ code: '15230', percent: 100 }])
  })

  test("the reporter's own vocabularies are words to suggest from, and no codes of ours", async () => {
    const { sectors } = await readWith(
      '<sector vocabulary="99" vocabulary-uri="http://x.example" code="mission-planning"><narrative>Early warning</narrative></sector>',
    )

    expect(sectors.own).toEqual([])
    expect(sectors.text).toContain('Early warning')
  })
})
