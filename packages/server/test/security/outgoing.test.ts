import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folders = ['packages/core/src', 'packages/server/src', 'packages/plugins/src']

const sources = folders.flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter(
      (path) =>
        path.endsWith('.ts') &&
        !/\.(test|test-d)\.ts$|\/src\/testing\//.test(path) &&
        // What runs on the page asks the page's own server.
        !path.startsWith('packages/server/src/browser/'),
    ),
)

const holding = (pattern: RegExp): string[] =>
  sources.filter((path) =>
    readFileSync(`${root}${path}`, 'utf8')
      .split('\n')
      .some((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && pattern.test(line)),
  )

// The linter and the rules of arrows forbid the same while one writes. This list is exact: what is not needed any more has to go from it.
it('SS-06: nothing reaches out but the guarded client, and what speaks with servers that the owner names', () => {
  expect(sources.length).toBeGreaterThan(700)
  expect(holding(/(?<![.\w])fetch\((?!\w+: )|globalThis\b.*\bfetch\b|\bfetch\b.*=\s*globalThis/)).toEqual([
    'packages/core/src/storage/s3/s3-client.ts',
  ])
  expect(holding(/\bnew (WebSocket|EventSource|XMLHttpRequest)\b/)).toEqual([])
  expect(holding(/['"]undici['"]/)).toEqual([
    'packages/server/src/outbound/guarded-agent.ts',
    'packages/server/src/outbound/guarded-fetch.ts',
    'packages/server/src/outbound/guarded-request.ts',
  ])
  expect(
    holding(/(?:from |import\()['"](openid-client|oauth4webapi|aws4fetch|nodemailer|mysql2\b[^'"]*)['"]/).sort(),
  ).toEqual([
    'packages/core/src/db/dialects/mysql.ts',
    'packages/core/src/storage/s3/s3-client.ts',
    'packages/server/src/mail/smtp-mailer.ts',
    'packages/server/src/oidc/oidc-client.ts',
  ])
  expect(holding(/(?:from |import\()['"](node:)?(https|http2|tls|dgram)['"]/)).toEqual([])
  expect(holding(/\b(http|net)\.(request|get|connect|createConnection)\(|(?<![.\w])connect\(\d|new Socket\(/)).toEqual(
    [],
  )
})

it('IN-10: parts of statements that are put in as they are, are constants and whole numbers', () => {
  // `min` and `max` in one; ids and places of photos in the other. Everything else is a parameter or an identifier that Kysely quotes.
  expect(holding(/\bsql\.raw\(/)).toEqual([
    'packages/core/src/albums/album-covers.store.ts',
    'packages/core/src/db/dialects/mysql.ts',
  ])
})
