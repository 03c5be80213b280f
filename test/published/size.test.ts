import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, inject, it } from 'vitest'

const { packages } = inject('packed')

it.each([
  // What a page pays for the typed client, its share of the schema library included.
  { entry: '@vitrine/sdk', file: 'dist/index.js', maxBytes: 8 * 1024 },
])(
  '$entry costs a page at most $maxBytes bytes, compressed, and needs nothing of Node',
  async ({ entry, file, maxBytes }) => {
    const { outputFiles } = await build({
      entryPoints: [join(packages[entry]!.folder, file)],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      // An import of `node:…` does not resolve for this platform and fails the bundle.
      platform: 'browser',
      target: 'es2022',
    })
    const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThanOrEqual(maxBytes)
  },
)
