// Loads the tracker once more with a bug in it: the sources as they are, but for a text in one file that is replaced.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Weather } from './run.ts'

export interface PlantedBug {
  name: string
  file: string
  /** Texts of the file, each of which must be there, and what stands in their place. */
  edits: readonly (readonly [from: string, to: string])[]
  /** A seed that showed it: tried first. */
  seed: number
  /** What the world must be like for it to show soon. */
  weather?: Weather
}

const root = new URL('../../', import.meta.url)

export const planted = (text: string, { name, file, edits }: PlantedBug): string => {
  let source = text
  for (const [from, to] of edits) {
    if (!source.includes(from)) throw new Error(`${file} does not hold what "${name}" replaces: ${from}`)
    source = source.replace(from, to)
  }
  return source
}

/** Modules asked for with `?bug=N`, and all of ours that they import, are a copy of their own with that bug. */
export const plant = (bugs: readonly PlantedBug[]): void => {
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context)
      const bug = /\?bug=\d+$/.exec(context.parentURL ?? '')?.[0]
      const isOurs = resolved.url.startsWith(root.href) && !resolved.url.includes('/node_modules/')
      return bug && isOurs && !resolved.url.includes('?') ? { ...resolved, url: resolved.url + bug } : resolved
    },
    load: (url, context, next) => {
      const bug = bugs[Number(/\?bug=(\d+)$/.exec(url)?.[1] ?? -1)]
      if (!bug || new URL(bug.file, root).pathname !== new URL(url).pathname) return next(url, context)
      const source = planted(readFileSync(fileURLToPath(url), 'utf8'), bug)
      return { format: 'module-typescript', source, shortCircuit: true }
    },
  })
}
