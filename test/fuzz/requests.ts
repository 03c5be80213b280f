import fc, { type Arbitrary } from 'fast-check'
import { nearly } from './damage.ts'
import { type Described, described } from './document.ts'
import { hostileText } from './texts.ts'
import { fewOf, valuesOf } from './values.ts'

export const actorNames = [
  'guest',
  'viewer',
  'holder',
  'stranger',
  'admin',
  'readKey',
  'fullKey',
  'adminKey',
  'link',
  'preview',
  'revokedLink',
  'expiredKey',
] as const
export type ActorName = (typeof actorNames)[number]

export type DrawnBody =
  | { readonly type: 'none' }
  | { readonly type: 'raw'; readonly contentType: string | null; readonly text: string }
  | {
      readonly type: 'form'
      readonly fields: readonly (readonly [string, string])[]
      readonly file: { readonly name: string; readonly of: FileKind } | null
    }

export const fileKinds = ['picture', 'cut', 'text', 'empty', 'table', 'wrongTable', 'svg', 'zeros'] as const
export type FileKind = (typeof fileKinds)[number]

/** A request as plain data: it prints, and it can be sent again. */
export interface Drawn {
  readonly operation: string
  readonly actor: ActorName
  readonly method: string
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly headers: readonly (readonly [string, string])[]
  readonly body: DrawnBody
  readonly bySocket: boolean
}

/** A copy: a damaged list may have a `constructor` of its own. */
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? [...value].slice(0, 20) : [value])

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Well-formed, for what stands in an address. */
const inAddress = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Of themes there are but a few. */
const themeNames = fc.constantFrom('mosaic', 'darkroom', 'base')

const pathOf = ({ id: operation, path, pathSchemas }: Described): Arbitrary<string> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(pathSchemas).map(([name, schema]) => [
          name,
          fc.oneof(
            {
              weight: 12,
              arbitrary: operation.startsWith('themes.') ? themeNames : valuesOf(schema, name).map(toText),
            },
            { weight: 1, arbitrary: hostileText },
          ),
        ]),
      ),
    )
    .map((values) =>
      path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress((values as Record<string, string>)[name] ?? '')),
    )

type Pairs = readonly (readonly [string, string])[]

const queryOf = ({ querySchemas }: Described): Arbitrary<Pairs> => {
  const entries = Object.entries(querySchemas)
  const required = entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name)
  const values = fewOf(
    Object.fromEntries(entries.map(([name, { schema }]) => [name, valuesOf(schema, name)])),
    required,
  )
  const pairs = nearly(values, entries.length === 0 ? 20 : 5).map((drawn): [string, string][] =>
    typeof drawn === 'object' && drawn !== null
      ? Object.entries(drawn)
          .flatMap(([name, value]): [string, string][] =>
            listOf(value).map((each) => [name.toWellFormed(), toText(each).toWellFormed()]),
          )
          .slice(0, 60)
      : [],
  )
  // Said twice.
  return fc.tuple(pairs, fc.nat(19)).map(([drawn, at]) => (at === 0 && drawn[0] ? [...drawn, drawn[0]] : drawn))
}

const raw = (contentType: string | null, text: string): DrawnBody => ({ type: 'raw', contentType, text })

/** Made once: a text of many pieces takes its room when it is first sent, and each operation would have its own. */
const oddBodies = fc.constantFrom(
  raw('application/json', ''),
  raw('application/json', '[['.repeat(20_000)),
  raw('application/json', `${'['.repeat(9_000)}${']'.repeat(9_000)}`),
  raw('application/json', `{"query":${'{"type":"not","term":'.repeat(3_000)}1${'}'.repeat(3_001)}`),
  raw('application/json', '{"a":'.repeat(9_000)),
  raw('application/json', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
  raw('application/json', '{"id":1,"id":2}'),
  raw('application/json', `{"name":${'9'.repeat(4_000)}}`),
  raw('application/json', `\ufeff{}`),
)

const jsonBody = (body: NonNullable<Described['body']>): Arbitrary<DrawnBody> => {
  const value = nearly(valuesOf(body.schema, ''))
  return fc.oneof(
    { weight: 24, arbitrary: value.map((drawn) => raw('application/json', JSON.stringify(drawn) ?? '')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value, fc.nat(30))
        .map(([drawn, at]) => raw('application/json', (JSON.stringify(drawn) ?? '').slice(0, -1 - at))),
    },
    { weight: 1, arbitrary: hostileText.map((text) => raw('application/json', text)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          value,
          fc.constantFrom(
            null,
            '',
            'text/plain',
            'application/x-www-form-urlencoded',
            'multipart/form-data',
            'multipart/form-data; boundary=',
            'application/json; charset=utf-16',
            'APPLICATION/JSON',
            'application/json, text/plain',
            'application/vnd.api+json',
          ),
        )
        .map(([drawn, type]) => raw(type, JSON.stringify(drawn) ?? '')),
    },
    {
      weight: 1,
      arbitrary: oddBodies,
    },
  )
}

/** More than is taken. Seldom: it is a megabyte. */
const tooMuch = fc.constant<DrawnBody>({
  type: 'raw',
  contentType: 'application/json',
  text: `{"name":"${'x'.repeat(1_100_000)}"}`,
})

const formBody = (body: NonNullable<Described['body']>): Arbitrary<DrawnBody> => {
  const { properties = {}, required = [] } = body.schema
  const { file: _file, ...fields } = properties
  const values = valuesOf(
    { type: 'object', properties: fields, required: required.filter((one) => one !== 'file') },
    '',
  )
  const file = fc.option(
    fc.record({
      name: fc.oneof(fc.constantFrom('a.jpg', 'b.png', 'c.csv', 'd', 'IMG_1.tiff'), hostileText),
      // A real picture is decoded and stored, which takes a hundred times as long as anything else.
      of: fc.oneof(
        { weight: 1, arbitrary: fc.constant('picture' as const) },
        { weight: 9, arbitrary: fc.constantFrom(...fileKinds.slice(1)) },
      ),
    }),
    { freq: 12 },
  )
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(nearly(values), file).map(
        ([drawn, part]): DrawnBody => ({
          type: 'form',
          fields:
            typeof drawn === 'object' && drawn !== null
              ? Object.entries(drawn)
                  .slice(0, 40)
                  .flatMap(([name, value]) => listOf(value).map((each) => [name, toText(each)] as const))
              : [],
          file: part,
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<DrawnBody>(
        { type: 'none' },
        { type: 'raw', contentType: 'multipart/form-data', text: '' },
        { type: 'raw', contentType: 'multipart/form-data; boundary=x', text: '--x\r\n' },
        { type: 'raw', contentType: 'multipart/form-data; boundary=x', text: '--x\r\n\r\n\r\n--x--' },
        {
          type: 'raw',
          contentType: 'multipart/form-data; boundary=x',
          text: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
        },
        { type: 'raw', contentType: 'application/json', text: '{}' },
      ),
    },
  )
}

const oddHeaders: Arbitrary<Pairs> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Pairs>([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.constantFrom<readonly [string, string]>(
        ['range', 'bytes=0-'],
        ['range', 'bytes=5-2'],
        ['range', 'bytes=-99999999999999999999'],
        ['range', 'bytes=0-1,3-4,6-7'],
        ['range', 'lines=1'],
        ['if-none-match', '*'],
        ['if-none-match', `"${'x'.repeat(3_000)}"`],
        ['if-modified-since', 'yesterday'],
        ['if-range', '"x"'],
        ['accept', 'text/html'],
        ['accept', ', ;q=x'],
        ['accept-language', 'de;q=2,*;;'],
        ['accept-encoding', 'gzip;q=-1'],
        ['content-encoding', 'gzip'],
        ['content-encoding', 'br, br'],
        ['x-forwarded-for', '127.0.0.1'],
        ['x-forwarded-host', 'evil.example'],
        ['x-forwarded-proto', 'javascript'],
        ['x-http-method-override', 'DELETE'],
        ['x-request-id', '<script>'],
        ['origin', 'https://evil.example'],
        ['origin', 'null'],
        ['sec-fetch-site', 'cross-site'],
        ['cookie', 'vitrine_session=x; vitrine_link=%%%; vitrine_view_as=e30'],
        ['cookie', ';;;=;='],
        ['authorization', 'Bearer'],
        ['authorization', 'Bearer x y'],
        ['authorization', 'Basic YTpi'],
        ['authorization', `Bearer ${'x'.repeat(4_000)}`],
        ['x-vitrine-link', 'x'],
        ['last-event-id', '0-0'],
        ['last-event-id', '\u00e9'],
        ['x-csrf-token', ''],
        ['tus-resumable', '9'],
        ['user-agent', 'x'.repeat(3_000)],
      ),
      { minLength: 1, maxLength: 3 },
    ),
  },
)

/** Seldom asked: each ends much that others are about, or is slow, or writes a mail, of which few are let through. */
const seldom: readonly string[] = [
  'session.delete',
  'keys.revokeAll',
  'account.changePassword',
  'account.endSessions',
  'account.delete',
  'users.delete',
  'users.setPassword',
  'users.endSessions',
  'settings.setAccounts',
  'shares.revokeAll',
  'albums.delete',
  'openapi.get',
  'account.changeEmail',
  'registration.create',
  'recovery.requestReset',
  'mail.test',
  'webhooks.test',
  'webhooks.resend',
  'storage.check',
  'tools.refresh',
]

/** Asked more often, for they are refused less. */
const able: readonly ActorName[] = [
  'admin',
  'admin',
  'admin',
  'admin',
  'adminKey',
  'adminKey',
  'holder',
  'holder',
  'fullKey',
]

const requestsTo = (one: Described): Arbitrary<Drawn> => {
  const usual =
    one.body === null
      ? fc.constant<DrawnBody>({ type: 'none' })
      : one.body.type === 'json'
        ? jsonBody(one.body)
        : formBody(one.body)
  return fc
    .record({
      actor: fc.constantFrom(...actorNames, ...able),
      method: fc.oneof(
        { weight: 40, arbitrary: fc.constant(one.method) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE') },
      ),
      path: pathOf(one),
      query: queryOf(one),
      headers: oddHeaders,
      body: one.body === null ? usual : fc.oneof({ weight: 400, arbitrary: usual }, { weight: 1, arbitrary: tooMuch }),
      bySocket: fc.nat(19).map((drawn) => drawn === 19),
    })
    .map((drawn) => ({ operation: one.id, ...drawn }))
}

export const requests: Arbitrary<Drawn> = fc.oneof(
  ...described.map((one) => ({ weight: seldom.includes(one.id) ? 1 : 8, arbitrary: requestsTo(one) })),
)
