// Who provides, implements and reports: roles 1 to 4, what they leave open, and references.
import { describe, expect, test } from 'vitest'
import { detailsOf, participant, readWith, transactionText } from '#test/support/activities.ts'

describe('organizations and roles', () => {
  test.each([
    [
      'a reporter that funds itself',
      participant('1', 'European Union') + participant('4', 'UNDP'),
      ['European Union', ['UNDP'], 'European Union'],
    ],
    [
      'a reporter that only extends what it funds',
      participant('3', 'European Union'),
      ['European Union', [], 'European Union'],
    ],
    [
      'a reporter that another funds',
      participant('1', 'France') + participant('4', 'UNDP'),
      ['France', ['European Union', 'UNDP'], 'European Union'],
    ],
    [
      'a reporter that implements',
      participant('1', 'France') + participant('4', 'European Union'),
      ['France', ['European Union'], 'European Union'],
    ],
    [
      'roles in words, as before version 2',
      participant('Funding', 'France') + participant('Implementing', 'UNDP'),
      ['France', ['European Union', 'UNDP'], 'European Union'],
    ],
    [
      'an implementer whose name is kept back',
      participant('4', 'Name Withheld') + participant('4', 'UNDP'),
      ['European Union', ['UNDP'], 'European Union'],
    ],
    ['no role at all', '', ['European Union', [], 'European Union']],
  ])('%s', async (_name, more, [partner, implementers, reportedBy]) => {
    const { read: row } = await readWith(more)

    expect(row).toMatchObject({ partner, implementers, reportedBy, faults: [] })
  })

  test('of several that fund, the reporter provides, or else the first; the others are said', async () => {
    const first = await readWith(participant('1', 'France') + participant('1', 'Norway'))
    const own = await readWith(participant('1', 'France') + participant('1', 'European Union'))

    expect(first.read.partner).toBe('France')
    expect(detailsOf(first.read.notes)).toContain('also Norway')
    expect(own.read.partner).toBe('European Union')
    expect(detailsOf(own.read.notes)).toContain('Funded also by France')
  })

  test('without roles, who pays in is the provider', async () => {
    const payer = '<provider-org ref="FR-3"><narrative>AFD</narrative></provider-org>'

    expect((await readWith(transactionText('1', '5', payer))).read.partner).toBe('AFD')
  })

  test('of several that fund, who paid most provides', async () => {
    const paid = (name: string, value: string): string =>
      transactionText('1', value, `<provider-org><narrative>${name}</narrative></provider-org>`)
    const declared = participant('1', 'France') + participant('1', 'Norway') + participant('1', 'Sweden')
    const { read: row } = await readWith(declared + paid('France', '30') + paid('Norway', '20') + paid('Norway', '50'))
    const undeclared = await readWith(paid('France', '5') + paid('Norway', '20'))

    expect(row.partner).toBe('Norway')
    expect(detailsOf(row.notes)).toContain('also France, Sweden')
    expect(undeclared.read.partner).toBe('Norway')
  })

  test('references and further names stand beside a name, and placeholders are none', async () => {
    const { read: row } = await readWith(
      '<participating-org role="4" ref="N/A"><narrative xml:lang="fr">Le Bureau</narrative><narrative xml:lang="en">The Office</narrative></participating-org>',
    )

    expect(row.implementers).toEqual(['The Office'])
    expect(row.alsoNamed).toEqual({
      'European Union': { reference: 'XM-EU', names: [] },
      'The Office': { reference: null, names: ['Le Bureau'] },
    })
  })

  test('a file that names nobody is refused', async () => {
    expect(detailsOf((await readWith('', { reporter: '' })).read.faults)).toContain('reporting-org: Neither')
  })

  test('a secondary reporter is told', async () => {
    const reporter = '<reporting-org ref="X-1" secondary-reporter="1"><narrative>Copier</narrative></reporting-org>'

    expect((await readWith('', { reporter })).isSecondary).toBe(true)
    expect((await readWith()).isSecondary).toBe(false)
  })
})
