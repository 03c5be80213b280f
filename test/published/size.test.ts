import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { expect, inject, it } from 'vitest'

const { packages } = inject('packed')
const source = (path: string): string => fileURLToPath(new URL(`../../packages/sdk/src/${path}`, import.meta.url))

/** What a page pays for a module with all it imports, compressed. */
const compressedBytes = async (entry: string, plugins: Plugin[] = []): Promise<number> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    // An import of `node:…` does not resolve for this platform and fails the bundle.
    platform: 'browser',
    target: 'es2022',
    plugins,
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

it('the client costs a page at most 10 KiB, compressed, and needs nothing of Node', async () => {
  const bytes = await compressedBytes(join(packages['@vitrine/sdk']!.folder, 'dist/index.js'))
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(10 * 1024)
})

it('of which all but the uploads is at most 8 KiB', async () => {
  const left: string[] = []
  const withoutUploads: Plugin = {
    name: 'without-uploads',
    setup: ({ onLoad }) =>
      onLoad({ filter: /[\\/]sdk[\\/]src[\\/]uploads[\\/]/ }, ({ path }) => {
        left.push(path)
        // Whatever is imported of it is undefined: this bundle is weighed, not run.
        return { contents: 'module.exports = {}' }
      }),
  }
  const bytes = await compressedBytes(source('index.ts'), [withoutUploads])
  expect(left).not.toEqual([])
  expect(bytes).toBeLessThanOrEqual(8 * 1024)
})
