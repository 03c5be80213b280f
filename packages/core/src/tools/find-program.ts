import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where programs are looked for unless the gallery is told otherwise: what packages install, and nothing a user could have put there. */
export const usualSearchPath = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin', '/opt/local/bin'].join(
  delimiter,
)

/** The executables of one name, in the order of the search path. Relative folders in it are passed over. */
export const findPrograms = async (program: string, searchPath: string): Promise<string[]> => {
  const folders = [...new Set(searchPath.split(delimiter))].filter(isAbsolute)
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program]
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  const usable = await Promise.all(paths.map(isExecutable))
  return paths.filter((_, index) => usable[index])
}

export const isExecutable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
