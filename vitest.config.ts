// How the tests run: plain Node, and time limits that a busy two-core machine can keep.
import { defineConfig } from 'vitest/config'

/** What takes tens of seconds a file: `npm run test:slow`, so that `npm test` is quick enough to be run often. */
const slow = [
  'test/{tour,stream,local,simulation,drift}/**/*.test.ts',
  'test/structure/{bundles,packages}.test.ts',
  'test/match/*.test.ts',
  'test/actions/{envelopes,publishReport,sayOnSelection}.test.ts',
  'test/api/{checkEffect,explain,findings,hiddenInLists,lapsing,largeRecords,whatIf}.test.ts',
  'test/findings/{consumer,tellPartners,undo}.test.ts',
  'test/attacks/{authorization,canaries,everyOperation,everyRole,headers,wire}.test.ts',
  'test/audit/audit.test.ts',
  'test/exports/roundTrip.test.ts',
  'test/http/idempotency.test.ts',
  'test/imports/{iati,imports,segments}.test.ts',
  'test/operate/restore.test.ts',
  'test/store/coverageGroups.test.ts',
]
const deployed = ['test/cloud/*.test.ts']

const globalSetup = 'test/support/temporaryFolder.ts'

export default defineConfig({
  test: {
    environment: 'node',
    // No test mocks a module, so files of one worker may share what they import: it takes a third off the whole run.
    isolate: false,
    // Vitest would leave one of two cores idle; most tests wait for the engine half of their time.
    maxWorkers: 2,
    // A test that opens the embedded engine or bundles a function shares two cores with its neighbours.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    // A forgotten `.only` would turn the rest of the suite off without a word.
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: { name: 'quick', globalSetup, include: ['test/**/*.test.ts'], exclude: [...slow, ...deployed] },
      },
      // Each in a process of its own: they start trackers, and what one leaves behind must not reach the next.
      {
        extends: true,
        test: { name: 'slow', globalSetup, include: slow, isolate: true, testTimeout: 120_000, hookTimeout: 180_000 },
      },
      { extends: true, test: { name: 'cloud', include: deployed } },
    ],
  },
})
