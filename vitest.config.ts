import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    // Tests run against the sources; `npm run check:dist` covers the built packages.
    alias: [
      { find: '@vitrine/core/testing', replacement: source('./packages/core/src/testing/index.ts') },
      { find: '@vitrine/core', replacement: source('./packages/core/src/index.ts') },
      { find: '@vitrine/sdk/contract', replacement: source('./packages/sdk/src/contract/index.ts') },
      { find: '@vitrine/sdk', replacement: source('./packages/sdk/src/index.ts') },
      { find: '@vitrine/plugins', replacement: source('./packages/plugins/src/index.ts') },
      { find: /^vitrine$/, replacement: source('./packages/server/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'bench/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
