// Bugs that the simulation must catch: what would break a promise when a reply is lost, a batch comes twice or two meet.
import type { PlantedBug } from './plant.ts'

const changes = 'shared/store/changes.ts'
const table = 'shared/store/table.ts'
const groups = 'shared/store/coverageGroups.ts'
const onlyCancelled = 'if (!(error instanceof TransactionCanceledException)) throw error'

export const plantedBugs: PlantedBug[] = [
  {
    name: 'a revision is written whichever stands',
    file: changes,
    edits: [
      [
        `    condition: '#revision = :expected',
    names: { '#revision': 'revision' },
    values: { ':expected': previous.revision },
`,
        `    condition: 'attribute_exists(pk)',
`,
      ],
      [
        `        record: asText(record),
      },
      condition: isAbsent,`,
        `        record: asText(record),
      },`,
      ],
      ['auditItem(kind, id, audit), condition: isAbsent }', 'auditItem(kind, id, audit) }'],
    ],
    seed: 2,
  },
  {
    name: 'the idempotency key is written after the transaction',
    file: changes,
    edits: [
      ['    ...change.once,\n', ''],
      [
        '    ...change.further,\n  ])\n',
        '    ...change.further,\n  ])\n  if (change.once.length > 0) await table.transact(change.once)\n',
      ],
    ],
    seed: 1,
  },
  {
    name: 'the idempotency key is written whether it is taken or not',
    file: changes,
    edits: [
      ['put: { ...onceKey(id), ...answered },\n    condition: isAbsent,', 'put: { ...onceKey(id), ...answered },'],
    ],
    seed: 1,
  },
  {
    name: 'a key answers for any body',
    file: 'shared/actions/request.ts',
    edits: [['if (answered.fingerprint !== fingerprint)', 'if (answered.fingerprint === "")']],
    seed: 42,
  },
  {
    name: 'a transaction without an answer is taken for done',
    file: table,
    edits: [[onlyCancelled, 'if (!(error instanceof TransactionCanceledException)) return']],
    seed: 45,
  },
  {
    name: 'a conflict of transactions is taken for a failed condition',
    file: table,
    edits: [["if (reason.Code !== 'ConditionalCheckFailed') continue", "if (reason.Code === 'None') continue"]],
    seed: 1,
    weather: { conflict: 0.4 },
  },
  {
    name: 'keys that were left unprocessed are forgotten',
    file: table,
    edits: [['wanted = (answer.UnprocessedKeys?.[this.name]?.Keys ?? []) as Key[]', 'wanted = []']],
    seed: 29,
  },
  {
    name: 'a record is read as it was a moment ago',
    file: 'shared/store/register.ts',
    edits: [['get: async (id: string, consistent = true)', 'get: async (id: string, consistent = false)']],
    seed: 19,
  },
  {
    name: 'a stream record that failed is not reported',
    file: 'shared/stream/followStream.ts',
    edits: [['batchItemFailures.push({ itemIdentifier })', 'void itemIdentifier']],
    seed: 45,
  },
  {
    name: 'of the stream records that failed the last is reported',
    file: 'shared/stream/followStream.ts',
    edits: [['batchItemFailures.push({ itemIdentifier })', 'batchItemFailures.splice(0, 1, { itemIdentifier })']],
    seed: 4,
    weather: { throttled: 0.2, dropped: 0 },
  },
  {
    name: 'the watermark of findings moves before them',
    file: 'shared/actions/refreshFindings.ts',
    edits: [
      [
        '  const present = await compareNeighbours',
        '  await store.findings.put([], { contribution: id, revision: row.revision })\n  const present = await compareNeighbours',
      ],
    ],
    seed: 54,
  },
  {
    name: 'findings do not follow what is decided of them',
    file: 'functions/findings/consumer.ts',
    edits: [["    (pk.startsWith('FINDING#') && sk === 'DECISIONS') ||\n", '']],
    seed: 19,
  },
  {
    name: 'a group is counted without its version',
    file: groups,
    edits: [
      [
        `  condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
  ...(version === 0 ? {} : { values: { ':version': version } }),
  refuse: superseded,`,
        '  refuse: superseded,',
      ],
    ],
    seed: 57,
  },
  {
    name: 'cells move by the whole instead of the difference',
    file: 'shared/store/shares.ts',
    edits: [['old.get(shareSortKey(share))?.figures ?? new Map()', 'new Map()']],
    seed: 54,
  },
  {
    name: 'two verdicts on one contribution do not meet',
    file: 'shared/store/merges.ts',
    edits: [
      [
        `      condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(version === 0 ? {} : { values: { ':version': version } }),
`,
        '',
      ],
    ],
    seed: 60,
  },
  {
    name: 'an audit entry does not name the one before it',
    file: 'shared/actions/recordChange.ts',
    edits: [['previous: previous?.auditHash ?? null,', 'previous: null,']],
    seed: 54,
  },
  {
    name: 'an audit entry is written after the transaction',
    file: changes,
    edits: [
      ['    { put: auditItem(kind, id, audit), condition: isAbsent },\n', ''],
      [
        '    ...change.further,\n  ])\n',
        '    ...change.further,\n  ])\n  await table.transact([{ put: auditItem(kind, id, audit) }])\n',
      ],
    ],
    seed: 45,
  },
  {
    name: 'everybody counts what is confidential',
    file: 'shared/domain/coverage/viewers.ts',
    edits: [
      ['group.records.filter((record) => mayBeSeen(record, viewer))', 'group.records.filter(() => viewer !== null)'],
    ],
    seed: 25,
  },
  {
    name: 'a transaction without an answer is sent again',
    file: table,
    edits: [[onlyCancelled, 'if (!(error instanceof TransactionCanceledException) && attempt < 3) continue']],
    seed: 2,
    weather: { lostReply: 0.5 },
  },
  {
    name: 'cells move in a transaction of their own',
    file: groups,
    edits: [
      [
        'await table.transact([...others, ...changes.map(shareWrite), ...cells, ...losses])',
        'if (cells.length > 0) await table.transact(cells)\n      await table.transact([...others, ...changes.map(shareWrite), ...losses])',
      ],
    ],
    seed: 45,
  },
  {
    name: 'parts pass their envelope together',
    file: 'shared/store/envelopes.ts',
    edits: [['roomConditions(rooms)\n', 'roomConditions([])\n']],
    seed: 31,
  },
  {
    name: 'what a part takes is counted twice',
    file: 'shared/store/envelopes.ts',
    edits: [['`:delta${at}`, cents]', '`:delta${at}`, cents * 2n]']],
    seed: 6,
  },
  {
    name: 'an image holds what the cell was before',
    file: 'shared/store/coverageCells.ts',
    edits: [
      [
        'Object.fromEntries(figuresAfter(standing, cell.figures))',
        'Object.fromEntries(figuresAfter(standing, new Map()))',
      ],
    ],
    seed: 1,
  },
  {
    name: 'no loss is kept',
    file: 'shared/store/losses.ts',
    edits: [
      [
        '.filter(({ quarters }) => quarters.length > 0)\n        .map',
        '.filter(({ quarters }) => quarters.length > 4)\n        .map',
      ],
    ],
    seed: 14,
  },
  {
    name: 'lost cover is not told of',
    file: 'shared/store/losses.ts',
    edits: [["pk.startsWith('LOST#') ? { pk, sk } : null", "pk.startsWith('LOST#') && sk === '' ? { pk, sk } : null"]],
    seed: 14,
  },
]
