import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ContentEncoding } from '../http/accept-encoding.ts'

/** One file of the themes, as it is served. */
export interface Asset {
  /** Holds a hash of the content, such as `mosaic.3f9a….css`: what is under it never changes. */
  readonly path: string
  readonly mimeType: string
  readonly bytes: Uint8Array
  /** Compressed at the first request, then kept. Files that are compressed already come as they are. */
  encode(encoding: ContentEncoding): Promise<Uint8Array>
  readonly compressible: boolean
}

/** The files that a browser may ask for: those that were added, and no other. */
export interface Assets {
  add(name: string, content: Uint8Array | string): Asset
  /**
   * All files of a folder, each of which is read when it is first asked for. A script that knows their names finds them below one path.
   *
   * @returns That path, such as `document-data.3f9a…`
   */
  addFolder(name: string, folder: string): string
  /** By the path with the hash in it. */
  find(path: string): Asset | undefined
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/x-font-type1',
  '.bcmap': 'application/octet-stream',
  '.webmanifest': 'application/manifest+json',
}

const compressed: ReadonlySet<string> = new Set(['.woff2', '.jpg', '.png', '.webp'])

const compress = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        // Its best takes seconds for a megabyte, and the first visitor waits for them.
        [constants.BROTLI_PARAM_QUALITY]: bytes.byteLength > 256 * 1024 ? 9 : constants.BROTLI_MAX_QUALITY,
      },
    }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 9 }),
}

const digestLength = 12

const createAsset = (name: string, content: Uint8Array | string): Asset => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const extension = extname(name)
  const mimeType = types[extension]
  if (!mimeType) throw new TypeError(`“${name}” is not a kind of file that themes can serve`)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, digestLength)
  const compressible = !compressed.has(extension)
  const encoded = new Map<ContentEncoding, Promise<Uint8Array>>()
  return {
    path: `${name.slice(0, -extension.length)}.${hash}${extension}`,
    mimeType,
    bytes,
    compressible,
    encode(encoding) {
      if (encoding === 'identity' || !compressible) return Promise.resolve(bytes)
      const known = encoded.get(encoding) ?? compress[encoding](bytes)
      encoded.set(encoding, known)
      return known
    },
  }
}

export const createAssets = (): Assets => {
  const byPath = new Map<string, Asset>()
  /** Where a file lies that was not asked for yet, by its path. */
  const unread = new Map<string, string>()
  return {
    add(name, content) {
      const asset = createAsset(name, content)
      byPath.set(asset.path, asset)
      return asset
    },
    addFolder(name, folder) {
      const digest = createHash('sha256')
      const files = readdirSync(folder)
        .filter((file) => extname(file) in types)
        .sort()
      for (const file of files) digest.update(file).update(readFileSync(join(folder, file)))
      const path = `${name}.${digest.digest('base64url').slice(0, digestLength)}`
      for (const file of files) unread.set(`${path}/${file}`, join(folder, file))
      return path
    },
    find(path) {
      const file = unread.get(path)
      if (file !== undefined) {
        byPath.set(path, { ...createAsset(file, readFileSync(file)), path })
        unread.delete(path)
      }
      return byPath.get(path)
    },
  }
}
