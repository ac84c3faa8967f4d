// What the structure tests read: the repository's own files, whether or not a git checkout is around them.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Folders that running, testing or deploying leaves behind; .gitignore names them too. */
const leftovers = new Set(['node_modules', '.git', '.data', 'cdk.out', 'coverage'])

const inGit = (): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
  })
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(root, file)))

const onDisk = (folder = ''): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (leftovers.has(entry.name) || entry.name.endsWith('.log')) return []
    return entry.isDirectory() ? onDisk(file) : [file]
  })

/** Every file that is tracked or would be, as a path from the root; `git archive` and a zip have no .git to ask. */
export const repositoryFiles = (): string[] => (existsSync(path.join(root, '.git')) ? inGit() : onDisk()).toSorted()

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

export const isFile = (file: string): boolean =>
  statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false
