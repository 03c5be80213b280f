import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

/**
 * The real path of a file below a root, or `null` where it leads out of it: a folder may have been replaced by a link since it
 * was indexed. The root itself may be reached through links; that is its owner's choice.
 */
export const resolveInside = async (rootPath: string, parts: readonly string[]): Promise<string | null> => {
  try {
    const [root, file] = await Promise.all([realpath(rootPath), realpath(join(rootPath, ...parts))])
    return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null
  } catch {
    return null
  }
}
