import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = (path: string): string => join(root, 'packages', path)

export interface BundledChild extends AsyncDisposable {
  readonly path: string
}

/**
 * Makes one file of a program that tests start often, so that it starts in a fraction of the time.
 *
 * @param entry - `new URL('./x.child.ts', import.meta.url)`
 */
export const bundleChild = async (entry: URL): Promise<BundledChild> => {
  // Below the project's modules: what is left out of the bundle is found there.
  const folder = join(root, 'node_modules', '.cache', 'vitrine-tests')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${basename(entry.pathname, '.ts')}-${randomUUID()}.mjs`)
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    keepNames: true,
    logLevel: 'error',
    external: ['sharp', 'better-sqlite3'],
    alias: {
      '@vitrine/core': source('core/src/index.ts'),
      '@vitrine/sdk/contract': source('sdk/src/contract/index.ts'),
      vitrine: source('server/src/index.ts'),
    },
    // Packages in the older format ask for Node's own modules by this name.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
  })
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
}
