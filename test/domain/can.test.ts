// Who may do what, as one table that an auditor can read: every action, by everybody, with whatever tie to the record.
import { describe, expect, test } from 'vitest'
import { type Action, can, type Parties, type Places, sees, viewerOf } from '#domain/can.ts'
import { type Caller, roles } from '#model/caller.ts'
import { statuses } from '#model/contribution.ts'

/** The contribution that all is asked of: the EU provides it, KAIPTC carries it out and reported it, DPKO carries it out too. */
const record = {
  provider: 'eu',
  implementers: ['kaiptc', 'un-dpko'],
  reportedBy: 'kaiptc',
  beneficiary: 'ecowas',
  subCluster: 'security' as string | null,
}
/** The same where the EU reported it itself, and where nobody said to which sub-cluster it belongs. */
const byItsProvider = { ...record, reportedBy: 'eu' }
const unplaced = { ...record, subCluster: null }

const partner = (organization: string | null): Caller => ({ id: 'x', role: 'partner', organization })
const coordinator = (...subClusters: string[]): Caller => ({
  id: 'x',
  role: 'coordinator',
  organization: null,
  subClusters: subClusters.length === 0 ? null : subClusters,
})
/** Belongs to the provider: that alone gives these roles nothing. */
const other = (role: Caller['role']): Caller => ({ id: 'x', role, organization: 'eu' })

/** The columns of the first two tables, from left to right. */
const columns: [who: string, caller: Caller, of: typeof record][] = [
  ['a partner that provides and reported it', partner('eu'), byItsProvider],
  ['a partner that provides it', partner('eu'), record],
  ['a partner that implements and reported it', partner('kaiptc'), record],
  ['a partner that implements it', partner('un-dpko'), record],
  ['a partner that receives it', partner('ecowas'), record],
  ['another partner', partner('france'), record],
  ['a partner that belongs to nobody', partner(null), record],
  ['a coordinator of the whole programme', coordinator(), record],
  ['a coordinator of its sub-cluster and another', coordinator('recovery', 'security'), record],
  ['a coordinator of other sub-clusters', coordinator('recovery', 'rights'), record],
  ['a coordinator of sub-clusters, of what is in none', coordinator('recovery', 'security'), unplaced],
  ['a reader', other('reader'), record],
  ['an auditor', other('auditor'), record],
  ['an administrator', other('administrator'), record],
]

interface Row {
  action: Action
  about: string
  letters: string[]
}

/** The rows of a table below its heading: what is asked, about what, and a letter for each column. */
const rowsOf = (table: string): Row[] => {
  const [heading = '', ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('|', ' ').trim().split(/\s+/))
  return lines.map(([action, about = '', ...letters]) => {
    expect(letters).toHaveLength(heading.length - 2)
    return { action: action as Action, about, letters }
  })
}

/** y: may. n: may not, and is told so (403). h: may not even see that it is there (404). */
const answers: Record<string, string> = { y: 'yes', n: 'no', h: 'hidden' }

/** The three parts are partners, coordinators and the other roles: see `columns`. */
const ofContributions = rowsOf(`
  action                visibility   | own pro rep imp rec oth nob | all its oth non | rea aud adm
  contribution.read     shared       | y   y   y   y   y   y   y   | y   y   y   y   | y   y   y
  contribution.read     coordinators | y   y   y   h   h   h   h   | y   y   y   y   | h   h   h
  contribution.record   shared       | y   y   y   y   n   n   n   | y   y   n   n   | n   n   n
  contribution.record   coordinators | y   y   y   y   n   n   n   | y   y   n   n   | n   n   n
  contribution.change   shared       | y   n   y   n   n   n   n   | y   y   n   n   | n   n   n
  contribution.change   coordinators | y   n   y   h   h   h   h   | y   y   n   n   | h   h   h
  contribution.correct  shared       | n   n   n   n   n   n   n   | y   y   n   n   | n   n   n
  contribution.correct  coordinators | n   n   n   h   h   h   h   | y   y   n   n   | h   h   h
`)

/** What is about no contribution; a need or a finding lies where the contribution above does. */
const ofOthers = rowsOf(`
  action                about        | own pro rep imp rec oth nob | all its oth non | rea aud adm
  read                  -            | y   y   y   y   y   y   y   | y   y   y   y   | y   y   y
  need.write            -            | n   n   n   n   n   n   n   | y   y   n   n   | n   n   n
  finding.decide        -            | n   n   n   n   n   n   n   | y   y   n   n   | n   n   n
  finding.assign        -            | n   n   n   n   n   n   n   | y   y   n   n   | n   n   n
  finding.dispute       -            | y   y   y   y   y   y   y   | n   n   n   n   | n   n   n
  report.create         -            | n   n   n   n   n   n   n   | y   y   n   n   | n   n   n
  import.run            -            | y   y   y   y   y   y   y   | y   y   n   n   | n   n   n
  operation.write       -            | n   n   n   n   n   n   n   | y   n   n   n   | n   n   n
  taxonomy.write        -            | n   n   n   n   n   n   n   | y   n   n   n   | n   n   n
  partner.write         -            | n   n   n   n   n   n   n   | y   n   n   n   | n   n   y
  name.place            -            | n   n   n   n   n   n   n   | y   n   n   n   | n   n   n
  member.manage         -            | n   n   n   n   n   n   n   | n   n   n   n   | n   n   y
  client.manage         -            | n   n   n   n   n   n   n   | n   n   n   n   | n   n   y
  audit.read            -            | n   n   n   n   n   n   n   | n   n   n   n   | n   y   n
`)

/** Asked before it is known what it is about: nothing is refused yet that may turn out to be allowed. */
const beforeItIsKnown = rowsOf(`
  action                about        | partner nobody's | all some | rea aud adm
  read                  -            | y       y        | y   y    | y   y   y
  contribution.read     -            | y       y        | y   y    | y   y   y
  contribution.record   -            | y       y        | y   y    | n   n   n
  contribution.change   -            | n       n        | n   n    | n   n   n
  contribution.correct  -            | n       n        | y   y    | n   n   n
  need.write            -            | n       n        | y   y    | n   n   n
  finding.decide        -            | n       n        | y   y    | n   n   n
  finding.assign        -            | n       n        | y   y    | n   n   n
  finding.dispute       -            | y       y        | n   n    | n   n   n
  report.create         -            | n       n        | y   y    | n   n   n
  import.run            -            | y       y        | y   y    | n   n   n
  operation.write       -            | n       n        | y   n    | n   n   n
  taxonomy.write        -            | n       n        | y   n    | n   n   n
  partner.write         -            | n       n        | y   n    | n   n   y
  name.place            -            | n       n        | y   n    | n   n   n
  member.manage         -            | n       n        | n   n    | n   n   y
  client.manage         -            | n       n        | n   n    | n   n   y
  audit.read            -            | n       n        | n   n    | n   y   n
`)
const askers: [string, Caller][] = [
  ['a partner', partner('eu')],
  ['a partner that belongs to nobody', partner(null)],
  ['a coordinator of the whole programme', coordinator()],
  ['a coordinator of named sub-clusters', coordinator('recovery', 'security')],
  ['a reader', other('reader')],
  ['an auditor', other('auditor')],
  ['an administrator', other('administrator')],
]

/** Who may is never a question of these: what a state forbids is a 409 or a 422, to everybody alike. */
const states = statuses.flatMap((status) => [
  { status, withdrawn: false },
  { status, withdrawn: true },
])

interface Cell {
  name: string
  said: string
  expected: string | undefined
}

const cellsOfContributions: Cell[] = ofContributions.flatMap(({ action, about, letters }) =>
  columns.flatMap(([who, caller, of], column) =>
    states.map((state) => {
      const visibility = about === 'shared' ? about : 'coordinators'
      return {
        name: [action, about, state.status, state.withdrawn ? 'withdrawn' : 'standing', who].join(', '),
        said: can(caller, action, { ...of, ...state, visibility }, [of.subCluster]),
        expected: answers[letters[column] ?? ''],
      }
    }),
  ),
)

const cellsOfOthers: Cell[] = ofOthers.flatMap(({ action, letters }) =>
  columns.map(([who, caller, { subCluster }], column) => ({
    name: [action, who].join(', '),
    said: can(caller, action, undefined, [subCluster]),
    expected: answers[letters[column] ?? ''],
  })),
)

const cellsBefore: Cell[] = beforeItIsKnown.flatMap(({ action, letters }) =>
  askers.map(([who, caller], column) => ({
    name: [action, 'not known yet', who].join(', '),
    said: can(caller, action),
    expected: answers[letters[column] ?? ''],
  })),
)

test('every cell is as the tables say: role, action, ownership, visibility, state, and where', () => {
  const cells = [...cellsOfContributions, ...cellsOfOthers, ...cellsBefore]

  expect(cells.filter(({ said, expected }) => said !== expected)).toEqual([])
  expect(new Set(cells.map(({ name }) => name)).size).toBe(
    8 * columns.length * states.length + 14 * columns.length + 18 * askers.length,
  )
})

test('every action has its rows', () => {
  // Without a row here this file does not compile when an action is added.
  const actions: Record<Action, 'of a contribution' | 'of others'> = {
    read: 'of others',
    'contribution.read': 'of a contribution',
    'contribution.record': 'of a contribution',
    'contribution.change': 'of a contribution',
    'contribution.correct': 'of a contribution',
    'need.write': 'of others',
    'operation.write': 'of others',
    'taxonomy.write': 'of others',
    'partner.write': 'of others',
    'finding.decide': 'of others',
    'finding.assign': 'of others',
    'finding.dispute': 'of others',
    'report.create': 'of others',
    'member.manage': 'of others',
    'client.manage': 'of others',
    'import.run': 'of others',
    'name.place': 'of others',
    'audit.read': 'of others',
  }
  const named = (kind: string): string[] =>
    Object.entries(actions).flatMap(([action, of]) => (of === kind ? [action] : []))
  const inRows = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ action }) => action))]

  expect(inRows(ofContributions).toSorted()).toEqual(named('of a contribution').toSorted())
  expect(inRows(ofOthers).toSorted()).toEqual(named('of others').toSorted())
  expect(inRows(beforeItIsKnown).toSorted()).toEqual(Object.keys(actions).toSorted())
})

describe('sight of a confidential contribution', () => {
  const confidential: Parties = { ...record, visibility: 'coordinators' }

  test('belongs to its provider, to who reported it, and to coordinators of any sub-cluster', () => {
    expect(columns.filter(([, caller]) => sees(caller, confidential)).map(([who]) => who)).toEqual([
      'a partner that provides and reported it',
      'a partner that provides it',
      'a partner that implements and reported it',
      'a coordinator of the whole programme',
      'a coordinator of its sub-cluster and another',
      'a coordinator of other sub-clusters',
      'a coordinator of sub-clusters, of what is in none',
    ])
  })

  test('is not won by a role without an organization', () => {
    for (const role of roles.filter((one) => one !== 'coordinator'))
      expect(sees({ id: 'x', role, organization: null }, confidential)).toBe(false)
  })
})

test('everybody sees what is shared', () => {
  expect(roles.every((role) => sees({ id: 'x', role, organization: null }, { ...record, visibility: 'shared' }))).toBe(
    true,
  )
})

test('the overlay of confidential figures is a coordinator’s, or the partner’s own', () => {
  expect(columns.map(([, caller]) => viewerOf(caller))).toEqual([
    'partner:eu',
    'partner:eu',
    'partner:kaiptc',
    'partner:un-dpko',
    'partner:ecowas',
    'partner:france',
    null,
    'coordinators',
    'coordinators',
    'coordinators',
    'coordinators',
    null,
    null,
    null,
  ])
})

test('a coordinator acts where one side of several lies in a sub-cluster of its own', () => {
  const convener = coordinator('security')
  const sides: [Places, string][] = [
    [['rights', 'security'], 'yes'],
    [[null, 'security'], 'yes'],
    [['rights', null], 'no'],
    [[], 'no'],
  ]

  for (const [places, expected] of sides) expect(can(convener, 'finding.decide', undefined, places)).toBe(expected)
})
