import { type Gallery, userActor, VitrineError } from '@vitrine/core'
import type { Scope } from '@vitrine/sdk/contract'
import { createServer, type VitrineServer } from 'vitrine'
import { createTestClock } from '../../packages/core/src/testing/test-gallery.ts'
import { password } from '../../packages/core/test/world.ts'
import { cookiesOf } from '../authorisation-matrix/credentials.ts'
import { listen } from '../hosts/listen.ts'
import type { ActorName } from './requests.ts'
import { copyTemplate, grantsOf, openIn, startsAt, type Template } from './template.ts'

type Headers = Readonly<Record<string, string>>
type Person = keyof Template['people']

/** One copy of the template, behind a server, with everybody who asks. */
export interface FuzzWorld {
  readonly server: VitrineServer
  /** Of the socket. */
  readonly origin: string
  headersOf(actor: ActorName): Headers
  /** What the server wrote into its log as errors since this was asked last. */
  takeErrors(): string[]
  /** Puts back what requests may rightly do to those who ask: accounts, roles, sessions, keys, what is open to guests. */
  mend(): Promise<void>
  close(): Promise<void>
}

const people = ['admin', 'holder', 'viewer', 'stranger'] as const satisfies readonly Person[]

export const openFuzzWorld = async (template: Template): Promise<FuzzWorld> => {
  const { folder, remove } = await copyTemplate(template)
  const clock = createTestClock(startsAt)
  const gallery = await openIn(folder, clock)
  const errors: string[] = []
  const server = createServer(gallery, {
    log: (level, message, fields) => {
      if (level === 'error') errors.push(`${message} ${JSON.stringify(fields)}`)
    },
    costlyPerMinute: null,
  })
  const socket = await listen(server.nodeHandler)
  const ids: Record<Person, number> = { ...template.people }
  const sessions = new Map<Person, Headers>()
  const keys = new Map<string, string>()
  let link = template.keys.link
  let preview: Headers = {}

  const signIn = async (person: Person): Promise<void> => {
    let response = await post(server, '/session', { username: person, password })
    const waitsSeconds = Number(response.headers.get('retry-after'))
    if (response.status === 429) {
      // Others have guessed at the name.
      clock.advance(1_000 * waitsSeconds)
      response = await post(server, '/session', { username: person, password })
    }
    const { csrfToken } = (await response.json()) as { csrfToken?: string }
    if (csrfToken === undefined) throw new Error(`Expected that ${person} signs in: ${response.status}`)
    sessions.set(person, { cookie: cookiesOf(response), 'x-csrf-token': csrfToken })
  }

  const makeKey = async (name: string, person: Person, scopes: Scope[]): Promise<void> => {
    const held = keys.get(name)
    if (held !== undefined && (await gallery.keys.open(held)) !== null) return
    const mine = gallery.as(userActor(ids[person]))
    keys.set(name, (await mine.keys.create({ name, scopes, expiresInDays: null })).key)
  }

  const mend = async (): Promise<void> => {
    await mendPeople(gallery, template, ids)
    for (const person of people) await signIn(person)
    await makeKey('readKey', 'holder', ['read'])
    await makeKey('fullKey', 'holder', ['upload', 'edit', 'organise', 'share', 'manage', 'administer'])
    await makeKey('adminKey', 'admin', ['upload', 'edit', 'organise', 'share', 'manage', 'administer'])
    if ((await gallery.shares.open(link)) === null) {
      const grants = [{ albumId: template.family, capabilities: ['view', 'upload'] as const }]
      link = await gallery
        .asSystem('test')
        .shares.create({ name: 'Family', grants })
        .then(({ key }) => key)
        // The album is gone: then there is nothing to lead to, for the rest of this world.
        .catch(passOver('ALBUM_NOT_FOUND', link))
    }
    const own = sessions.get('admin') as Headers
    const response = await post(server, '/view-as', { viewer: 'user', viewerId: ids.stranger }, own)
    preview = { ...own, cookie: `${own.cookie}; ${cookiesOf(response)}` }
  }

  await mend()
  return {
    server,
    origin: socket.origin,
    headersOf: (actor) => {
      switch (actor) {
        case 'guest':
          return {}
        case 'link':
          return { authorization: `Link ${link}` }
        case 'revokedLink':
          return { 'x-vitrine-link': template.keys.revoked }
        case 'expiredKey':
          return { authorization: `Bearer ${template.keys.expired}` }
        case 'readKey':
        case 'fullKey':
        case 'adminKey':
          return { authorization: `Bearer ${keys.get(actor)}` }
        case 'preview':
          return preview
        default:
          return sessions.get(actor) as Headers
      }
    },
    takeErrors: () => errors.splice(0),
    mend,
    close: async () => {
      await socket.close()
      await forgetConnections()
      await server.close()
      await gallery.close()
      await remove()
    },
  }
}

const dispatcher = Symbol.for('undici.globalDispatcher.1')

/** `fetch` keeps a pool for each address it ever asked, and each world has its own. */
const forgetConnections = async (): Promise<void> => {
  const holder = globalThis as unknown as Record<symbol, { constructor: new () => never; close(): Promise<void> }>
  const used = holder[dispatcher]
  if (!used) return
  holder[dispatcher] = new used.constructor()
  await used.close()
}

const post = (server: VitrineServer, path: string, body: object, headers: Headers = {}): Promise<Response> =>
  server.fetch(
    new Request(`http://gallery.test/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

const passOver =
  <T>(code: 'ALBUM_NOT_FOUND' | 'USER_NOT_FOUND', instead: T) =>
  (error: unknown): T => {
    if (VitrineError.has(error, code)) return instead
    throw error
  }

/** So that most of what strangers and owners ask for is done. */
const openToAll = {
  registration: 'approval',
  emailRequired: false,
  notify: 'none',
  notifyGroupId: null,
  selfDeletion: true,
  heirUserId: null,
  sessionIdleHours: 168,
  sessionMaxDays: 30,
  rememberDays: 60,
} as const

/** The four accounts as they were, anew where they are gone; and the roles that come with the gallery. */
const mendPeople = async (gallery: Gallery, template: Template, ids: Record<Person, number>): Promise<void> => {
  const system = gallery.asSystem('test')
  await system.secondFactor.setPolicy({ required: 'nobody' })
  await system.rights.setGuests({ enabled: true, level: 0 })
  await system.settings.setAccounts(openToAll)
  for (const { id, key } of await system.roles.list())
    if (key === 'user' || key === 'generic' || key === 'guest')
      await system.roles.update(id, { everywhere: [], visible: ['view', 'download'] })
  for (const person of people) {
    const role = person === 'admin' ? ('webmaster' as const) : ('user' as const)
    const level = person === 'admin' ? 8 : 0
    // Somebody else may have taken the name meanwhile.
    const { items } = await system.users.list({ q: person })
    for (const other of items)
      if (other.username === person && other.id !== ids[person])
        await system.users.update(other.id, { username: `other ${other.id}` })
    const isThere = await system.users.get(ids[person]).then(() => true, passOver('USER_NOT_FOUND', false))
    if (!isThere) ids[person] = (await system.users.create({ username: person, password, role, level })).id
    else {
      await system.users.update(ids[person], { username: person, role, level, disabled: false })
      await system.users.setPassword(ids[person], password)
    }
  }
  await system.albums
    .setGrants(template.family, { inherit: true, grants: grantsOf(ids) })
    .catch(passOver('ALBUM_NOT_FOUND', undefined))
}
