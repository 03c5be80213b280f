import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The libraries whose version explains what the gallery can do, and where each is a dependency of. */
const libraries: readonly (readonly [name: string, of: 'core' | 'server'])[] = [
  ['better-sqlite3', 'core'],
  ['mysql2', 'core'],
  ['kysely', 'core'],
  ['exifr', 'core'],
  ['h3', 'server'],
  ['eta', 'server'],
  ['listhen', 'server'],
]

/** Versions by name: the picture library with what it was built with, and the rest as installed. */
export const libraryVersions = async (): Promise<Record<string, string>> => {
  const { default: sharp } = await import('sharp')
  const versions: Record<string, string> = {
    sharp: sharp.versions.sharp ?? 'unknown',
    libvips: sharp.versions.vips ?? 'unknown',
  }
  const from = { server: import.meta.url, core: coreAddress() }
  for (const [name, of] of libraries) versions[name] = installedVersion(name, from[of]) ?? 'not found'
  return versions
}

const coreAddress = (): string => {
  try {
    return import.meta.resolve('@vitrine/core')
  } catch {
    return import.meta.url
  }
}

/** Not every package lets its description be imported, so it is looked for in the folders that Node would look in. */
const installedVersion = (name: string, from: string): string | undefined => {
  const places = createRequire(from).resolve.paths(name) ?? []
  const file = places.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path))
  if (file === undefined) return undefined
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string }
  return version
}
