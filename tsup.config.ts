import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const library = (name: string, entry: Record<string, string>, more: Options = {}): Options => ({
  name,
  entry,
  outDir: `packages/${name}/dist`,
  format: 'esm',
  target: 'node20',
  platform: 'node',
  // Declarations come from the compiler itself, after this: see scripts/build.mjs.
  dts: false,
  clean: true,
  splitting: true,
  sourcemap: true,
  // Every import by a bare name stays an import: packages meet only through their published names. `skipNodeModulesBundle`
  // would not do: it follows the `paths` of tsconfig first and so bundles core into the server.
  external: [/^(?!packages[\\/]|[a-z]:[\\/])[@a-z]/i],
  ...more,
})

export default defineConfig([
  library('core', { index: 'packages/core/src/index.ts', 'testing/index': 'packages/core/src/testing/index.ts' }),
  library(
    'sdk',
    { index: 'packages/sdk/src/index.ts', 'contract/index': 'packages/sdk/src/contract/index.ts' },
    { platform: 'neutral', target: 'es2022' },
  ),
  library('plugins', {
    index: 'packages/plugins/src/index.ts',
    'title-from-file-name/index': 'packages/plugins/src/title-from-file-name/index.ts',
  }),
  library('server', {
    index: 'packages/server/src/index.ts',
    'testing/index': 'packages/server/src/testing/index.ts',
    cli: 'packages/server/src/cli/main.ts',
  }),
  {
    name: 'theme mosaic',
    entry: {
      mosaic: 'packages/server/src/browser/main.ts',
      passkey: 'packages/server/src/browser/passkey/main.ts',
      slideshow: 'packages/server/src/browser/slideshow/main.ts',
      upload: 'packages/server/src/browser/upload/main.ts',
      theme: 'packages/server/src/browser/theme/main.ts',
      reference: 'packages/server/src/browser/reference/main.ts',
      map: 'packages/server/src/browser/map/main.ts',
      zoom: 'packages/server/src/browser/zoom/main.ts',
      document: 'packages/server/src/browser/document/main.ts',
      'document-worker': 'node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs',
      panorama: 'packages/server/src/browser/panorama/main.ts',
      histogram: 'packages/server/src/browser/histogram/main.ts',
    },
    outDir: 'packages/server/themes/mosaic/assets',
    tsconfig: 'packages/server/src/browser/tsconfig.json',
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    // Of Leaflet's own markers and layers, which no page uses: its style sheet names them.
    loader: { '.png': 'dataurl' },
    splitting: false,
    outExtension: () => ({ js: '.js' }),
    // The page of the API is Swagger UI: its licences go where it goes.
    onSuccess: async () => {
      const texts = ['LICENSE', 'NOTICE', 'swagger-ui-es-bundle.js.LICENSE.txt'].map((name) =>
        readFileSync(`node_modules/swagger-ui-dist/${name}`, 'utf8'),
      )
      writeFileSync('packages/server/themes/mosaic/assets/reference.LICENSE.txt', texts.join('\n\n'))
      // And so do those of the maps and of the viewers.
      for (const [name, licence] of [
        ['map', 'leaflet/LICENSE'],
        ['zoom', 'photoswipe/LICENSE'],
        ['document', 'pdfjs-dist/LICENSE'],
        ['panorama', 'pannellum/COPYING'],
      ])
        writeFileSync(
          `packages/server/themes/mosaic/assets/${name}.LICENSE.txt`,
          readFileSync(`node_modules/${licence}`, 'utf8'),
        )
      // What documents may need and do not hold: encodings, fonts, and the decoder for JPEG 2000 that is no WebAssembly.
      for (const from of ['cmaps', 'standard_fonts', 'wasm'])
        cpSync(`node_modules/pdfjs-dist/${from}`, 'packages/server/themes/mosaic/assets/document-data', {
          recursive: true,
          filter: (path) => !/\.wasm$|LICENSE_(PDFJS_)?(JBIG2|QCMS)$/.test(path),
        })
      // Its package has the name of its licence alone.
      copyFileSync(
        'packages/server/src/browser/thumbhash.LICENSE.txt',
        'packages/server/themes/mosaic/assets/mosaic.LICENSE.txt',
      )
    },
  },
])
