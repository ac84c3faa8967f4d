// What the words after `npm run bench --` may say.
import type { RequestsOptions } from './requests.ts'

export interface BenchOptions extends RequestsOptions {
  /** Histories that section `reliability` plays under faults. */
  seeds: number
  /** Folders of labelled sets, in place of those that ship with the tests. */
  sets: string[]
  /** A file of organizations with aliases, in place of the shipped one. */
  organizations: string | undefined
  /** Whether Splink runs on the same files: it takes minutes, and a virtual environment of its own. */
  splink: boolean
}
