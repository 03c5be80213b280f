import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { bundledThemesFolder } from '../themes/manifest.ts'

/** A file of the documentation site. */
export interface DocsFile {
  /** Such as `guides/hosts.html`. */
  readonly path: string
  readonly mimeType: string
  readonly isPage: boolean
  readonly isCompressible: boolean
  /** Changes with the file. */
  readonly etag: string
  read(): Promise<Buffer>
}

/** The documentation site as it was built: those files, and no other. */
export interface DocsSite {
  find(path: string): DocsFile | undefined
}

const text = 'text/plain; charset=utf-8'
/** Sources and guides that pages link to are shown as the text they are. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Beside the themes: that is where the build puts it, in a checkout and in the package. */
const builtFolder = (): string => join(dirname(bundledThemesFolder()), 'docs')

/** `null` where the site was not built. */
export const openDocsSite = (folder: string = builtFolder()): DocsSite | null => {
  if (!statSync(join(folder, 'index.html'), { throwIfNoEntry: false })) return null
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  // Looked up, never joined from what was asked for: no address leads out of the folder.
  const known = new Set(names)
  return {
    find(path) {
      if (!known.has(path)) return undefined
      const file = join(folder, path)
      const found = statSync(file, { throwIfNoEntry: false })
      if (!found?.isFile()) return undefined
      const extension = extname(path)
      // The sources of the packages' scripts lie under `media` as texts; the site's own are its assets.
      const isOwn = !path.startsWith('media/') || extension === '.json'
      return {
        path,
        mimeType: (isOwn ? types[extension] : undefined) ?? text,
        isPage: extension === '.html' && isOwn,
        isCompressible: extension !== '.woff2',
        etag: `W/"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`,
        read: () => readFile(file),
      }
    },
  }
}
