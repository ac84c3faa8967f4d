// Two reports of one contribution: whose each is, and the difference that they state.
import { expect, test } from 'vitest'
import { reconcile } from '#domain/findings/reconcile.ts'
import type { Contribution } from '#model/contribution.ts'
import { keptContribution } from '#test/support/builders.ts'

const usd = (amount: string): Contribution['usd'] => ({
  amount,
  unitsPerEur: { USD: '2' },
  month: '2008-01',
  provisional: false,
})
const provider = keptContribution({ id: 'p', implementers: ['eu'], usd: usd('100000.00') })
const implementer = keptContribution({
  id: 'i',
  implementers: ['eu'],
  reportedBy: 'eu',
  usd: usd('97500.00'),
  period: { start: '2008-01-15', end: '2008-06-30' },
})

test('the provider stands first, and the difference is the other report from it', () => {
  const expected = {
    twoSided: true,
    countsAs: null,
    sources: [
      { contribution: 'p', view: 'provider', reportedBy: 'un-dpko', usd: '100000.00' },
      { contribution: 'i', view: 'implementer', reportedBy: 'eu', usd: '97500.00' },
    ],
    difference: {
      usd: '-2500.00',
      percent: -2.5,
      startDays: 14,
      endDays: 0,
      text: 'The second report against the first: USD -2,500.00 (-2.5 % of the first); start +14 days.',
    },
  }

  expect(reconcile([provider, implementer], null, 'en')).toMatchObject(expected)
  expect(reconcile([implementer, provider], null, 'en')).toMatchObject(expected)
})

test('it says so in French, names what it counts as, and says when nothing differs', () => {
  expect(reconcile([provider, implementer], 'p', 'fr')).toMatchObject({
    countsAs: 'p',
    difference: {
      text: 'La seconde déclaration, par rapport à la première : -2\u202f500,00 USD (-2,5 % de la première) ; début +14 jours.',
    },
  })
  expect(reconcile([provider, { ...provider, id: 'q' }], null, 'en').difference.text).toBe('The two reports agree.')
})

test('two reports of one side are not two-sided', () => {
  expect(reconcile([provider, { ...provider, id: 'q' }], null, 'en').twoSided).toBe(false)
  expect(reconcile([implementer, { ...implementer, id: 'q' }], null, 'en').twoSided).toBe(false)
})

test('who reports as its own money what it carries out for the other is the implementer of it', () => {
  const given = keptContribution({ id: 'g', provider: 'norway', reportedBy: 'norway', implementers: ['unodc'] })
  const own = keptContribution({ id: 'o', provider: 'unodc', reportedBy: 'unodc', implementers: [] })
  const expected = {
    twoSided: true,
    sources: [
      { contribution: 'g', view: 'provider' },
      { contribution: 'o', view: 'implementer' },
    ],
  }

  expect(reconcile([given, own], null, 'en')).toMatchObject(expected)
  expect(reconcile([own, given], null, 'en')).toMatchObject(expected)
  expect(reconcile([given, { ...own, implementers: ['unodc'] }], null, 'en')).toMatchObject(expected)
  // Where each names the other, neither can be told from the two records to carry out the other's.
  expect(reconcile([given, { ...own, implementers: ['norway'] }], null, 'en').twoSided).toBe(false)
})

test('what is not stated is no difference', () => {
  const bare = keptContribution({ id: 'b', money: null, usd: null, period: null })

  expect(reconcile([provider, bare], null, 'en').difference).toMatchObject({
    usd: null,
    percent: null,
    startDays: null,
    endDays: null,
  })
  expect(reconcile([{ ...provider, usd: usd('0.00') }, implementer], null, 'en').difference.percent).toBeNull()
})

test('a survivor that fell behind what it stands for is said, once the pair is confirmed', () => {
  const suspended = { ...provider, status: 'suspended' as const }
  const text = (countsAs: string | null, language: 'en' | 'fr') =>
    reconcile([suspended, { ...provider, id: 'q', status: 'active' as const }], countsAs, language).difference.text

  expect(text(null, 'en')).toBe('The two reports agree.')
  expect(text('q', 'en')).toBe('The two reports agree.')
  expect(text('p', 'en')).toBe(
    'The two reports agree. The one that counts is suspended, and the other active: decide again if that one is to count.',
  )
  expect(text('p', 'fr')).toBe(
    'Les deux déclarations concordent. Celle qui compte est « suspendue », et l’autre « en cours » : à redécider si celle-ci doit compter.',
  )
})
