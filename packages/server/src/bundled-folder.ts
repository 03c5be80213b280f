import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * A folder that comes with the server: beside `src` in a checkout, beside `dist` in the package.
 *
 * @param known - A file that it holds, which tells it from others of its name.
 * @throws `Error` where it is missing
 */
export const bundledFolder = (name: string, known: string): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let level = 0; level < 4; level++) {
    const found = join(folder, name)
    if (existsSync(join(found, known))) return found
    folder = dirname(folder)
  }
  throw new Error(`The bundled ${name} are missing from this installation`)
}
