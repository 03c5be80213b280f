import { createHash } from 'node:crypto'
import { readdirSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { UsageError } from './usage-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where programs of this user keep their data. Source: XDG Base Directory Specification 0.8; the usual places of macOS and Windows. */
export const dataHome = (environment: Environment, platform: NodeJS.Platform = process.platform): string => {
  if (environment.XDG_DATA_HOME) return join(environment.XDG_DATA_HOME, 'vitrine')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Vitrine')
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Vitrine')
  return join(homedir(), '.local', 'share', 'vitrine')
}

/** The data folder of a set of library folders: the same folders give the same gallery, whatever order they are named in. */
export const dataFolderFor = (folders: readonly string[], environment: Environment): string => {
  const paths = folders.map((folder) => realPathOf(folder)).sort()
  const mark = createHash('sha256').update(paths.join('\0')).digest('hex').slice(0, 8)
  const name =
    basename(paths[0] ?? '')
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .slice(0, 40)
      .replace(/^-+|-+$/g, '') || 'folder'
  return join(dataHome(environment), `${name}-${mark}`)
}

export const demoDataFolder = (environment: Environment): string => join(dataHome(environment), 'demo')

/** The only gallery of this user. @throws {UsageError} where there is none, or more than one to choose from. */
export const onlyDataFolder = (environment: Environment): string => {
  const home = dataHome(environment)
  const names = listFolders(home)
  const [name] = names
  if (name === undefined)
    throw new UsageError('There is no gallery yet. Start one with “vitrine FOLDER”, or name its data with --data DIR.')
  if (names.length > 1) {
    const list = names.map((each) => `  --data ${JSON.stringify(join(home, each))}`).join('\n')
    throw new UsageError(`There is more than one gallery. Say which:\n${list}`)
  }
  return join(home, name)
}

const listFolders = (path: string): string[] => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

const realPathOf = (folder: string): string => {
  try {
    return realpathSync(folder)
  } catch {
    // Not there at the moment (a disk that is not mounted): the gallery is the same all the same.
    return resolve(folder)
  }
}
