// Puts the entries of other platforms' optional packages back into package-lock.json. The registry that this lock was
// made with does not serve them, so npm leaves them out, and then `npm ci` refuses the lock as incomplete. An entry
// carries what npm itself would write of it, but no integrity: that comes with the first install that can reach it.
// Run after every `npm install` that changes the lock: node .ci/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

let added = 0
for (const [from, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${from}/node_modules/${name}`, `node_modules/${name}`]
    if (places.some((place) => place in lock.packages)) continue
    const words = name.split(/[^a-z0-9]+/)
    const only = (known) => known.filter((one) => words.includes(one))
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[~^]/, ''),
      ...(only(processors).length > 0 ? { cpu: only(processors) } : { cpu: ['none'] }),
      ...(entry.dev ? { dev: true } : {}),
      ...(words.includes('musl') || words.includes('musleabihf') ? { libc: ['musl'] } : {}),
      optional: true,
      os: only(systems).length > 0 ? only(systems) : ['none'],
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added`)
