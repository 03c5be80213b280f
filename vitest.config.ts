import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Which tests a mode runs: `vitest run` the quick ones, `--mode deep` the long ones, `--mode dist` those of the built packages, `--mode ci`
 * what CI asks for beside the quick ones, `--mode budget` what is measured, and wants the machine for itself.
 */
const suites: Readonly<Record<string, { include: string[]; exclude: string[] }>> = {
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'bench/**/*.test.ts', 'examples/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.{deep,ci,budget}.test.ts', 'test/published/**'],
  },
  deep: {
    include: ['packages/*/{src,test}/**/*.deep.test.ts', 'test/**/*.deep.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
  ci: {
    include: ['packages/*/{src,test}/**/*.ci.test.ts', 'test/**/*.ci.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
  budget: {
    include: ['packages/*/{src,test}/**/*.budget.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
  dist: { include: ['test/published/**/*.test.ts'], exclude: ['**/node_modules/**'] },
}

/** Suites of half a minute and more, the longest first. */
const longSuites = [
  'oracle/oracle.mysql.ci',
  'every-page/every-page.ci',
  'previews/hostile.ci',
  'library/crash.ci',
  'fuzz/fuzz.ci',
  'pages/viewers.ci',
  'metadata/round-trip.ci',
  'hosts/examples.ci',
  'cli/derivatives.ci',
  'cli/sync.ci',
  'pages/pictures.ci',
  'oracle/oracle.mysql',
  'oracle/oracle.sqlite',
  // While the server has few databases: a step asks it for the tables of all of them.
  'core/test/migrations',
  'cli/serve',
  'pages/browser',
  'sql/statements',
  'library/bad-input',
  'derivatives/hostile',
  'events/webhooks',
  'pages/accounts',
  'authorisation-matrix/matrix',
  'pages/security',
  'pages/admin-metadata',
  'two-worlds/two-worlds',
  'pages/passkeys',
]

/** The longest suites first: started last, they would run alone on one core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longSuites.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return place < 0 ? longSuites.length : place
    }
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig(({ mode }) => ({
  resolve: {
    // Tests run against the sources, except those of the built packages.
    alias:
      mode === 'dist'
        ? []
        : [
            { find: '@vitrine/core/testing', replacement: source('./packages/core/src/testing/index.ts') },
            { find: '@vitrine/core', replacement: source('./packages/core/src/index.ts') },
            { find: '@vitrine/sdk/contract', replacement: source('./packages/sdk/src/contract/index.ts') },
            { find: '@vitrine/sdk', replacement: source('./packages/sdk/src/index.ts') },
            { find: /^@vitrine\/plugins\/([\w-]+)$/, replacement: source('./packages/plugins/src/$1/index.ts') },
            { find: '@vitrine/plugins', replacement: source('./packages/plugins/src/index.ts') },
            { find: 'vitrine/testing', replacement: source('./packages/server/src/testing/index.ts') },
            { find: /^vitrine$/, replacement: source('./packages/server/src/index.ts') },
          ],
  },
  test: {
    ...(suites[mode] ?? suites.test),
    typecheck: {
      include: ['packages/*/{src,test}/**/*.test-d.ts', 'test/**/*.test-d.ts'],
      tsconfig: './tsconfig.json',
      // `npm run check:types` reports those, once.
      ignoreSourceErrors: true,
    },
    globalSetup: [mode === 'dist' ? './test/setup/pack.ts' : './test/setup/global-setup.ts'],
    testTimeout: mode === 'test' ? 180_000 : 600_000,
    hookTimeout: mode === 'test' ? 300_000 : 600_000,
    // Two more than the cores we promise to do with: tests wait a third of their time, for a browser, a program or a database.
    maxWorkers: mode === 'budget' ? 1 : 4,
    // Reading the sources costs seconds: the files that a worker runs share them. No test changes what others see.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
}))
