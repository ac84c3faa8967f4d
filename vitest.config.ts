// How the tests run: plain Node, and time limits that a busy two-core machine can keep.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // No test mocks a module, so files of one worker may share what they import: it takes a third off the whole run.
    isolate: false,
    // A test that opens the embedded engine or bundles a function shares two cores with its neighbours.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    // A forgotten `.only` would turn the rest of the suite off without a word.
    allowOnly: false,
  },
})
