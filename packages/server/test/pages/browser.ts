import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

const server = fileURLToPath(new URL('../../', import.meta.url))
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The scripts as they are published: the tests are about what visitors get. */
export const buildScripts = (): Promise<void> =>
  build({
    config: false,
    silent: true,
    entry: {
      mosaic: join(server, 'src/browser/main.ts'),
      passkey: join(server, 'src/browser/passkey/main.ts'),
      upload: join(server, 'src/browser/upload/main.ts'),
      reference: join(server, 'src/browser/reference/main.ts'),
    },
    outDir: join(server, 'themes/mosaic/assets'),
    tsconfig: join(server, 'src/browser/tsconfig.json'),
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    splitting: false,
    outExtension: () => ({ js: '.js' }),
  })
