import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Gallery } from '@vitrine/core'
import { type Client, createClient } from '@vitrine/sdk'
import { createServer } from 'vitrine'
import { createTestClock } from '../../packages/core/src/testing/test-gallery.ts'
import { createPostbox } from '../../packages/core/test/accounts/accounts-world.ts'
import type { DialectContext } from '../../packages/core/test/dialects.ts'
import { password, pictureOf } from '../../packages/core/test/world.ts'
import { listen } from '../hosts/listen.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import { abyss, canary, type Makers, makeChildren, makePart, type Part, type Subject } from './subject.ts'

/** A gallery behind a socket, with everybody of the list of actors and a private album to ask about. */
export interface MatrixGallery {
  readonly gallery: Gallery
  readonly origin: string
  readonly credentials: Credentials
  readonly subject: Subject
  /** The subject with those parts made anew. */
  withOwn(parts: readonly Part[]): Promise<Subject>
  /** How many changes the log holds: a refusal adds none. */
  countChanges(): Promise<number>
  close(): Promise<void>
}

const dayMs = 24 * 3_600_000

export const openMatrixGallery = async ({ openTestGallery }: DialectContext): Promise<MatrixGallery> => {
  // Of today: a client lets go of cookies whose time is over by its own clock.
  const test = await openTestGallery({
    passkeys: { origin: 'https://gallery.test' },
    clock: createTestClock(new Date().toISOString()),
    // Nothing takes mails out of the queue: nothing changes while others are refused.
    mail: createPostbox().options,
  })
  const { gallery, system, db, clock, folder } = test
  const server = createServer(gallery, { log: () => {}, costlyPerMinute: null, trustProxy: true })
  const { origin, close } = await listen(server.nodeHandler)

  const member = (username: string) => system.users.create({ username, password })
  const people = {
    admin: await system.users.create({ username: 'admin', password, role: 'webmaster', level: 8 }),
    memberWithRight: await member('holder'),
    memberWithoutRight: await member('viewer'),
    otherMember: await member('stranger'),
  }
  // Not one of those who ask: their sessions end.
  await system.users.create({ username: 'maker', password, role: 'webmaster', level: 8 })
  const signedIn = async (username: string): Promise<Client> => {
    const client = createClient({ baseUrl: origin })
    await client.session.create({ username, password })
    return client
  }

  const album = await system.albums.create({ name: `${canary} album`, visibility: 'private' })
  const principal = (id: number) => ({ type: 'user' as const, id })
  await system.albums.setGrants(album.id, {
    inherit: true,
    grants: [
      {
        principal: principal(people.memberWithRight.id),
        capabilities: ['view', 'download', 'upload', 'edit', 'organise', 'share', 'manage'],
      },
      { principal: principal(people.memberWithoutRight.id), capabilities: ['view'] },
    ],
  })
  const inbox = await system.albums.create({ name: `${canary} inbox`, parentId: album.id })
  await system.albums.setGrants(inbox.id, {
    inherit: false,
    grants: [
      { principal: principal(people.memberWithRight.id), capabilities: ['view', 'submit', 'edit'] },
      { principal: principal(people.memberWithoutRight.id), capabilities: ['view'] },
    ],
  })
  await system.ratings.setSettings({ enabled: true })
  // Everybody asks in turn, and at once.
  await system.news.setSettings({ enabled: true })
  await system.comments.setSettings({ enabled: true, floodSeconds: 0 })
  await system.albums.create({ name: `${abyss} album`, visibility: 'private' })
  const open = await system.albums.create({ name: 'Open' })
  await test.addPhoto(open.id, { title: 'Open', tags: ['sea'] })

  // Its time is over when the matrix begins: sessions are begun after that.
  const expired = await gallery
    .as({ kind: 'user', userId: people.memberWithRight.id })
    .keys.create({ name: 'Expired', scopes: ['manage', 'edit'], expiresInDays: 1 })
  clock.advance(2 * dayMs)
  const grants = [{ albumId: album.id, capabilities: ['view', 'download', 'upload'] as const }]
  const link = await system.shares.create({ name: `${canary} link`, grants, withBelow: true })
  const revoked = await system.shares.create({ name: `${canary} link`, grants, withBelow: true })
  await system.shares.revoke(revoked.link.id)

  const makers: Makers = {
    admin: await signedIn('maker'),
    owner: () => signedIn('holder'),
    db,
    clock,
    inbox: inbox.id,
  }
  const subject = await makeSubject(makers, { album: album.id, owner: people.memberWithRight.id })
  const root = join(folder, `${canary} library`)
  await mkdir(root)
  await writeFile(join(root, `${canary}.jpg`), await pictureOf('in the library'))
  const { id: rootId } = await system.library.addRoot({ path: root, visibility: 'private' })
  // What a synchronisation finds later is nothing new: nothing changes while others are refused.
  await system.library.sync(rootId)

  return {
    gallery,
    origin,
    credentials: createCredentials({
      gallery,
      origin,
      people,
      keys: { expired: expired.key, link: link.key, revoked: revoked.key },
    }),
    subject: { ...subject, root: rootId },
    withOwn: async (parts) => {
      let own: Subject = { ...subject, root: rootId }
      for (const part of parts) own = { ...own, ...(await makePart(makers, part, own)) }
      return own
    },
    countChanges: async () => {
      const { count } = await db.read
        .selectFrom('changes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    close: async () => {
      await close()
      await server.close()
    },
  }
}

const makeSubject = async (makers: Makers, fixed: Pick<Subject, 'album' | 'owner'>): Promise<Omit<Subject, 'root'>> => {
  const { admin } = makers
  // Off at first: only then can files be written at all.
  await admin.metadata.setSettings({ writesFiles: true })
  const { jobId: metadataJob } = await admin.metadata.synchronise({})
  const { jobId: warmUpJob } = await admin.derivatives.warmUp({})
  if (metadataJob === null || warmUpJob === null) throw new Error('Expected two jobs.')
  await admin.settings.setAccounts({ registration: 'approval' })
  const parts: Partial<Subject>[] = []
  for (const part of [
    'permalinks',
    'photo',
    'film',
    'files',
    'tags',
    'field',
    'user',
    'groups',
    'role',
    'key',
    'share',
    'comment',
    'batch',
    'webhook',
    'session',
    'reviews',
    'registration',
    'tokens',
    'mail',
  ] as const)
    parts.push(await makePart(makers, part, fixed))
  // The permalinks are those of an album below, which inherits all that counts.
  return Object.assign({}, ...parts, fixed, await makeChildren(admin, fixed.album), { metadataJob, warmUpJob })
}
