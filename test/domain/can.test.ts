// Who may do what, as one table: every role, every action, every tie to the contribution.
import { describe, expect, test } from 'vitest'
import { type Action, can, type Parties, type Places, sees, viewerOf } from '#domain/can.ts'
import { type Caller, roles } from '#model/caller.ts'

const parties = (visibility: Parties['visibility']): Parties => ({
  provider: 'eu',
  implementers: ['un-dpko'],
  reportedBy: 'auc',
  visibility,
})
const shared = parties('shared')
const confidential = parties('coordinators')
const caller = (role: Caller['role'], organization: string | null = 'ecowas'): Caller => ({
  id: 'x',
  role,
  organization,
})

// y yes, n no, h hidden. Callers: partner that provides, implements, reports, is a stranger; then the other roles.
const callers = [
  caller('partner', 'eu'),
  caller('partner', 'un-dpko'),
  caller('partner', 'auc'),
  caller('partner'),
  caller('coordinator'),
  caller('reader', 'eu'),
  caller('auditor', 'eu'),
  caller('administrator', 'eu'),
]
const table: [Action, Parties | undefined, string][] = [
  ['contribution.read', shared, 'y y y y y y y y'],
  ['contribution.read', confidential, 'y h y h y h h h'],
  ['contribution.record', shared, 'y y n n y n n n'],
  ['contribution.record', confidential, 'y y n n y n n n'],
  ['contribution.record', undefined, 'y y y y y n n n'],
  ['contribution.change', shared, 'n n y n y n n n'],
  ['contribution.change', confidential, 'n h y h y h h h'],
  ['contribution.change', undefined, 'n n n n n n n n'],
  ['contribution.correct', undefined, 'n n n n y n n n'],
  ['contribution.correct', confidential, 'n h n h y h h h'],
  ['read', undefined, 'y y y y y y y y'],
  ['need.write', undefined, 'n n n n y n n n'],
  ['operation.write', undefined, 'n n n n y n n n'],
  ['taxonomy.write', undefined, 'n n n n y n n n'],
  ['partner.write', undefined, 'n n n n y n n y'],
  ['finding.decide', undefined, 'n n n n y n n n'],
  ['finding.dispute', undefined, 'y y y y n n n n'],
  ['report.create', undefined, 'n n n n y n n n'],
  ['member.manage', undefined, 'n n n n n n n y'],
  ['operation.write', undefined, 'n n n n y n n n'],
  ['finding.assign', undefined, 'n n n n y n n n'],
  ['import.run', undefined, 'y y y y y n n n'],
  ['name.place', undefined, 'n n n n y n n n'],
  ['audit.read', undefined, 'n n n n n n y n'],
]
const words = { y: 'yes', n: 'no', h: 'hidden' } as const
const cases = table.flatMap(([action, of, row]) =>
  row.split(' ').map((letter, column) => {
    const by = callers[column] as Caller
    return { action, of, by, answer: words[letter as keyof typeof words] }
  }),
)

test.each(cases)(
  '$action by $by.role of $by.organization ($of.visibility) is answered $answer',
  ({ action, of, by, answer }) => {
    expect(can(by, action, of)).toBe(answer)
  },
)

describe('sight of a confidential contribution', () => {
  test('belongs to its partners and to coordinators only', () => {
    expect(callers.map((one) => sees(one, confidential))).toEqual([true, false, true, false, true, false, false, false])
  })

  test('is not won by a partner role without an organization', () => {
    expect(sees(caller('partner', null), confidential)).toBe(false)
  })
})

test('everybody sees what is shared', () => {
  expect(roles.every((role) => sees(caller(role, null), shared))).toBe(true)
})

test('the overlay of confidential figures is a coordinator’s, or the partner’s own', () => {
  expect(callers.map((one) => viewerOf(one))).toEqual([
    'partner:eu',
    'partner:un-dpko',
    'partner:auc',
    'partner:ecowas',
    'coordinators',
    null,
    null,
    null,
  ])
  expect(viewerOf(caller('partner', null))).toBeNull()
})

describe('a coordinator of named sub-clusters', () => {
  const convener: Caller = { ...caller('coordinator'), subClusters: ['peace-and-security-architecture', 'recovery'] }
  const places: [string, Places | undefined][] = [
    ['in one of them', ['recovery']],
    ['in another', ['human-rights']],
    ['in none', [null]],
    ['in one of them and another', ['human-rights', 'recovery']],
    ['somewhere, not known yet', undefined],
  ]
  /** In the order of `places`. */
  const rows: [Action, string][] = [
    ['read', 'y y y y y'],
    ['contribution.read', 'y y y y y'],
    ['contribution.record', 'y n n y y'],
    ['contribution.change', 'y n n y y'],
    ['contribution.correct', 'y n n y y'],
    ['need.write', 'y n n y y'],
    ['finding.decide', 'y n n y y'],
    ['finding.assign', 'y n n y y'],
    ['finding.dispute', 'n n n n n'],
    ['taxonomy.write', 'n n n n n'],
    ['partner.write', 'n n n n n'],
    ['operation.write', 'n n n n n'],
    ['name.place', 'n n n n n'],
    ['member.manage', 'n n n n n'],
    ['audit.read', 'n n n n n'],
  ]

  test.each(rows.flatMap(([action, row]) => row.split(' ').map((letter, at) => ({ action, letter, at }))))(
    '$action number $at is answered $letter',
    ({ action, letter, at }) => {
      const about = action === 'contribution.change' ? shared : undefined

      expect(can(convener, action, about, places[at]?.[1])).toBe(words[letter as keyof typeof words])
    },
  )

  test('sees what every coordinator sees, and one of the whole programme is held to no place', () => {
    expect(sees(convener, confidential)).toBe(true)
    expect(viewerOf(convener)).toBe('coordinators')
    for (const [, place] of places) expect(can(caller('coordinator'), 'need.write', undefined, place)).toBe('yes')
  })
})
