// The arrows of the house. Tests may import anything; everything else keeps to these rules.
const tests = String.raw`\.(test|test-d)\.ts$|^packages/[^/]+/test/|^packages/core/src/testing/`
const nouns = 'access|albums|changes|ingest|jobs|library|photos|search|sessions|settings|tags|users'
const leaves = 'derivatives|errors|hooks|media|metadata|previews|storage|text|tools'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no first file to read and no last one to load.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-by-published-name',
      comment: 'Import @vitrine/core, not ../../core/src/…: what a package does not export is its own business.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'no-development-dependencies-in-the-product',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      // Swagger UI and Leaflet are bundled into scripts of pages: see docs/decisions/0261 and 0366.
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/(swagger-ui-dist|leaflet|photoswipe|pdfjs-dist|pannellum|thumbhash)/',
      },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'What a package imports stands in its own package.json, not only in that of another workspace.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      // What is declared as a peer is given as that and as undeclared.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },

    {
      name: 'requests-leave-in-few-places',
      comment:
        'Whatever reaches out stands in a list: the guarded client, and what speaks with servers that the owner named.',
      severity: 'error',
      from: {
        path: '^packages/(core|server|plugins)/src/',
        pathNot: `^packages/server/src/(outbound/|oidc/oidc-client|mail/smtp-mailer)|^packages/core/src/(storage/s3/|db/dialects/)|${tests}`,
      },
      to: {
        path: 'node_modules/(undici|openid-client|oauth4webapi|aws4fetch|nodemailer|mysql2|axios|got|node-fetch|ws)/',
        dependencyTypesNot: ['type-only'],
      },
    },

    // core
    {
      name: 'core-knows-no-http',
      comment: 'The gallery works inside any program; requests, cookies and status codes belong to the server.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: tests },
      to: { path: '^(node:)?(http|https|http2)$|node_modules/(h3|listhen|srvx|crossws|undici|cookie-es|eta)/' },
    },
    {
      name: 'core-imports-no-other-package',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: tests },
      to: { path: '^packages/(server|sdk|plugins)/' },
    },
    {
      name: 'core-stores-call-no-services',
      comment: 'service → store → db: a store speaks SQL and knows no actor and no rule.',
      severity: 'error',
      from: { path: String.raw`^packages/core/src/.*(\.|/)(store|table)\.ts$` },
      to: { path: String.raw`^packages/core/src/.*(\.|/)service\.ts$` },
    },
    {
      name: 'core-db-knows-tables-only',
      comment:
        'service → store → db: the database layer lists the tables of the nouns and knows nothing else about them.',
      severity: 'error',
      from: { path: '^packages/core/src/db/', pathNot: tests },
      to: {
        path: `^packages/core/src/(${nouns})/`,
        pathNot: String.raw`(\.|/)tables?\.ts$`,
      },
    },
    {
      name: 'core-leaves-know-no-noun',
      comment: 'Readers, renderers, storage and hooks work on bytes and values, not on photos and albums.',
      severity: 'error',
      from: { path: `^packages/core/src/(${leaves})/`, pathNot: tests },
      to: { path: `^packages/core/src/(${nouns})/` },
    },

    // sdk
    {
      name: 'contract-imports-the-schema-library-only',
      severity: 'error',
      from: { path: '^packages/sdk/src/contract/', pathNot: tests },
      to: { pathNot: '^packages/sdk/src/contract/|node_modules/(valibot|@standard-schema/spec)/' },
    },
    {
      name: 'sdk-runs-in-a-browser',
      severity: 'error',
      from: { path: '^packages/sdk/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sdk-imports-no-other-package',
      severity: 'error',
      from: { path: '^packages/sdk/src/', pathNot: tests },
      to: { path: '^packages/(core|server|plugins)/' },
    },

    // server and plugins
    {
      name: 'server-imports-core-and-contract',
      severity: 'error',
      comment: 'Scripts of the pages use the API as any client does: through the SDK, which is bundled into them.',
      from: { path: '^packages/server/src/', pathNot: `^packages/server/src/browser/|${tests}` },
      to: { path: '^packages/(plugins|sdk)/', pathNot: '^packages/sdk/src/contract/' },
    },
    {
      name: 'plugins-import-core-only',
      severity: 'error',
      from: { path: '^packages/plugins/src/', pathNot: tests },
      to: { path: '^packages/(server|sdk)/' },
    },
    {
      name: 'browser-scripts-stand-alone',
      comment: 'They run on the page: nothing of Node and nothing of the server comes along.',
      severity: 'error',
      from: { path: '^packages/server/src/browser/', pathNot: tests },
      to: {
        pathNot:
          '^(packages/(server/src/browser|sdk/src)|node_modules/(swagger-ui-dist|leaflet|photoswipe|pdfjs-dist|pannellum|thumbhash))/',
      },
    },
    {
      name: 'server-does-not-import-browser-scripts',
      severity: 'error',
      from: { path: '^packages/server/src/', pathNot: `^packages/server/src/browser/|${tests}` },
      to: { path: '^packages/server/src/browser/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types draw arrows too: an `import type` of the wrong layer is a wrong layer.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
}
