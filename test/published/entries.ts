/** Every entry that a package publishes: the name to import, and the declaration file behind it. */
export const entries = [
  { name: '@vitrine/core', package: '@vitrine/core', types: 'dist/index.d.ts' },
  { name: '@vitrine/core/testing', package: '@vitrine/core', types: 'dist/testing/index.d.ts' },
  { name: '@vitrine/sdk', package: '@vitrine/sdk', types: 'dist/index.d.ts' },
  { name: '@vitrine/sdk/contract', package: '@vitrine/sdk', types: 'dist/contract/index.d.ts' },
  { name: '@vitrine/plugins', package: '@vitrine/plugins', types: 'dist/index.d.ts' },
  {
    name: '@vitrine/plugins/title-from-file-name',
    package: '@vitrine/plugins',
    types: 'dist/title-from-file-name/index.d.ts',
  },
  { name: 'vitrine/testing', package: 'vitrine', types: 'dist/testing/index.d.ts' },
  { name: 'vitrine', package: 'vitrine', types: 'dist/index.d.ts' },
] as const
