// What the tree promises a reader: a fixed top level, a test beside every rule and row, and files that say what they are for.
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isFile, read, repositoryFiles } from './repository.ts'

const files = repositoryFiles()
const sources = files.filter((file) => /^(?:infra|functions|shared|seeds|test)\/.*\.tsx?$/.test(file))
const shipped = sources.filter((file) => !file.startsWith('test/'))
const offenders = (pattern: RegExp, among = sources): string[] => among.filter((file) => pattern.test(read(file)))

const folders = ['functions', 'infra', 'seeds', 'shared', 'test']
const rootFiles = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'cdk.json',
  'knip.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]

/** Files of shared/domain and shared/store that have no test of their own, each with where it is covered instead. */
const coveredElsewhere: Record<string, string> = {
  'shared/store/tableShape.ts': 'constants; the stack that is built from them is asserted in test/infra',
  'shared/domain/matching/cityNames.ts': 'data; read through placeNames',
  'shared/domain/matching/commonWords.ts': 'data; read through compareTexts',
  'shared/domain/matching/stateNames.ts': 'data; read through countryNames',
  'shared/domain/matching/comparedFields.ts': 'covered by compareFields, which gives them',
  'shared/domain/matching/fitting/calibrate.ts': 'run whole in fitting/comparedSet and test/match/calibrate',
  'shared/domain/matching/fitting/company.ts': 'read through fitting/comparedSet; the rule is neighbours',
  'shared/domain/matching/fitting/scoreSet.ts': 'read through fitting/comparedSet and test/match/calibrate',
  'shared/domain/imports/headerNames.ts': 'data; read through readHeader',
  'shared/domain/matching/evidenceSentences.ts': 'data; every level of it is named in weights and describeEvidence',
}

describe('the top level', () => {
  const top = [...new Set(files.map((file) => file.split('/', 1)[0] ?? ''))]

  test('holds the five folders, the usual files and dotfiles, and nothing else', () => {
    expect(top.filter((name) => !name.startsWith('.') && ![...folders, ...rootFiles].includes(name))).toEqual([])
  })

  test('lacks none of them', () => {
    expect([...folders, ...rootFiles].filter((name) => !top.includes(name))).toEqual([])
  })
})

describe('every rule and every row has a test at the same path', () => {
  const mirrored = shipped.filter((file) => /^shared\/(?:domain|store)\//.test(file))
  const testOf = (file: string): string => file.replace(/^shared\//, 'test/').replace(/\.tsx?$/, '.test.ts')

  const isTestOf = (file: string, source: string): boolean =>
    /^(?:[A-Z]\w*)?\.test\.ts$/.test(file.slice(testOf(source).length - '.test.ts'.length)) &&
    file.startsWith(testOf(source).slice(0, -'.test.ts'.length))

  test('in shared/domain and shared/store', () => {
    const untested = mirrored.filter((file) => !(file in coveredElsewhere) && !isFile(testOf(file)))

    expect(untested.map((file) => `${file} has no ${testOf(file)}`)).toEqual([])
    expect(mirrored.length).toBeGreaterThan(0)
  })

  test('and the list of exceptions names only files that exist and are untested', () => {
    const stale = Object.keys(coveredElsewhere).filter((file) => !isFile(file) || isFile(testOf(file)))

    expect(stale).toEqual([])
  })

  test('and no such test has outlived its source', () => {
    const orphans = files
      .filter((file) => /^test\/(?:domain|store)\/.*\.test\.ts$/.test(file))
      // `net.ts` may have its properties in `netRange.test.ts`, beside `net.test.ts`.
      .filter((file) => !mirrored.some((source) => isTestOf(file, source)))

    expect(orphans).toEqual([])
  })
})

describe('every source file', () => {
  test('opens with a line that says what it is for', () => {
    expect(sources.filter((file) => !/^(?:#!.*\n)?\/\/ \S/.test(read(file)))).toEqual([])
    expect(sources.length).toBeGreaterThan(0)
  })

  test('leaves nothing to be done later', () => {
    // Spelled with a class so that this line does not report itself.
    expect(offenders(/\b(?:TOD[O]|FIXM[E])\b/)).toEqual([])
  })

  test('imports zod as a namespace, for the named import bundles some fifty languages', () => {
    expect(
      offenders(/import\s+(?:\w+\s*,\s*)?\{[^}]*\bz\b[^}]*\}\s+from\s+['"]zod['"]|import\s+z\s+from\s+['"]zod/),
    ).toEqual([])
  })

  test('names what it imports in plain sight, where the linter can judge it', () => {
    // oxlint's no-restricted-imports does not look at import() and require(): only the SDK may be loaded when it is needed.
    const inPlainSight = (file: string): boolean =>
      !/\bimport\(|\brequire\(|\bcreateRequire\b/.test(
        file.startsWith('shared/runtime/') ? read(file).replaceAll("await import('@aws-sdk/", '') : read(file),
      )

    expect(shipped.filter((file) => /^(?:shared|functions|seeds)\//.test(file) && !inPlainSight(file))).toEqual([])
  })

  test('sits in no barrel, which would hide who uses whom', () => {
    expect(sources.filter((file) => /^index\.tsx?$/.test(path.posix.basename(file)))).toEqual([])
  })
})

describe('the README', () => {
  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const readme = isFile('README.md') ? read('README.md') : 'npm run README-is-missing'
    const run = [...readme.matchAll(/\bnpm run (?:--?[\w-]+ )*([\w:-]+)/g)].map((match) => match[1] ?? '')
    const short = [...readme.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] ?? '')

    expect([...new Set([...run, ...short])].filter((name) => !(name in scripts))).toEqual([])
    expect(short).toContain('test')
  })
})
