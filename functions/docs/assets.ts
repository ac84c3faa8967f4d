// The documentation's files: compressed beside the bundle once deployed, straight from their packages when run unbuilt.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const assetNames = ['swagger-ui-bundle.js', 'swagger-ui.css', 'openapi.json'] as const
export type AssetName = (typeof assetNames)[number]

export type Asset = { body: Buffer<ArrayBuffer>; encoding: 'br' | 'identity' }

/** Reads one file, the same bytes for as long as the process lives. */
export type Assets = (name: AssetName) => Promise<Asset>

const here = import.meta.dirname

/** Resolved by name and not by path, so that a package manager may hoist it. Only ever reached unbuilt. */
const sourceOf = (name: AssetName): string =>
  name === 'openapi.json' ? join(here, name) : fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`))

const read = async (name: AssetName): Promise<Asset> => {
  const beside = join(here, `${name}.br`)
  return existsSync(beside)
    ? { body: await readFile(beside), encoding: 'br' }
    : { body: await readFile(sourceOf(name)), encoding: 'identity' }
}

export const localAssets = (): Assets => {
  const started = new Map<AssetName, Promise<Asset>>()
  return (name) => {
    const asset = started.get(name) ?? read(name)
    started.set(name, asset)
    return asset
  }
}
