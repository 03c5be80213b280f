import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type ActorGallery, createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import sharp from 'sharp'
import { createTestClock, type TestClock, testPasswordCost } from '../../packages/core/src/testing/test-gallery.ts'
import { password, pictureOf } from '../../packages/core/test/world.ts'
import { canary } from './texts.ts'

/** Ids up to this one are those of hidden things, of whatever kind. */
export const lastHiddenId = 4
/** A public album, in which a hidden photo waits for its review. */
export const seaId = lastHiddenId + 1

/** A gallery that was closed: every world is a copy of it. */
export interface Template {
  readonly folder: string
  /** What must never be told to anybody but administrators. */
  readonly secrets: readonly string[]
  readonly people: Readonly<Record<'admin' | 'holder' | 'viewer' | 'stranger', number>>
  /** Private; the holder may do everything with it, the viewer see it, and the link leads to it. */
  readonly family: number
  readonly keys: Readonly<Record<'expired' | 'link' | 'revoked', string>>
}

/** When a world begins. Its clock stands still: what a run does depends on nothing but its seed. */
export const startsAt = '2024-06-01T12:00:00.000Z'

export const openIn = (folder: string, clock: TestClock): Promise<Gallery> =>
  createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
    cacheFolder: join(folder, 'cache'),
    stagingFolder: join(folder, 'incoming'),
    passwordCost: testPasswordCost,
    tools: false,
    clock,
    secret: 'a secret of thirty-two characters and more',
    passkeys: { origin: 'https://gallery.test' },
    // Nobody takes mails out of the queue.
    mail: {
      mailer: { send: () => Promise.resolve() },
      linkTo: ({ page }) => `https://photos.example.org/${page}`,
    },
  })

export const makeTemplate = async (): Promise<Template> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-fuzz-'))
  // Some days earlier, for what has come to its end meanwhile.
  const early = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
    passwordCost: testPasswordCost,
    tools: false,
    clock: createTestClock('2024-05-01T12:00:00.000Z'),
  })
  const made = await fill(early)
  await early.close()
  return { folder, ...made }
}

export const copyTemplate = async ({ folder }: Template): Promise<{ folder: string; remove(): Promise<void> }> => {
  const copy = await mkdtemp(join(tmpdir(), 'vitrine-fuzz-'))
  await cp(folder, copy, { recursive: true })
  return { folder: copy, remove: () => rm(copy, { recursive: true, force: true }) }
}

const fill = async (gallery: Gallery): Promise<Omit<Template, 'folder'>> => {
  const system = gallery.asSystem('test')
  const four = [1, 2, 3, 4] as const
  const person = async (username: string, role: 'user' | 'webmaster' = 'user') =>
    (await system.users.create({ username, password, role, level: role === 'user' ? 0 : 8 })).id
  const admin = await person('admin', 'webmaster')
  // First of all what is hidden: it has the lowest ids of each kind.
  const canaries: number[] = []
  for (const at of four.slice(1)) canaries.push(await person(`${canary} user ${at}`))
  const people = {
    admin,
    holder: await person('holder'),
    viewer: await person('viewer'),
    stranger: await person('stranger'),
  }
  const vault = await system.albums.create({ name: `${canary} vault`, visibility: 'private' })
  await system.albums.update(vault.id, { permalink: `${canary}/vault` })
  await system.albums.create({ name: `${canary} below`, parentId: vault.id })
  const locked = await system.albums.create({ name: `${canary} locked` })
  await system.albums.create({ name: `${canary} empty`, parentId: vault.id })
  await system.albums.update(locked.id, { locked: true })
  const sea = await system.albums.create({ name: 'Sea' })
  const photo = async (album: number, title: string, tags: string[]) => {
    const content = Readable.from([await pictureOf(title, '2020:12:25 10:00:00')])
    return (await system.photos.add({ content, fileName: `${title}.jpg`, album, title, author: title, tags })).photo
  }
  // Waits in a public album, where nobody sees it.
  const sendIn = async (title: string, userId: number) => {
    await system.albums.setGrants(sea.id, {
      inherit: true,
      grants: [canaries[0] as number, people.stranger].map((id) => ({
        principal: { type: 'user' as const, id },
        capabilities: ['submit' as const],
      })),
    })
    const sender = gallery.as({ kind: 'user', userId })
    const content = Readable.from([await pictureOf(title, '2020:12:25 10:00:00')])
    const sent = await sender.photos.add({ content, fileName: `${title}.jpg`, album: sea.id, title })
    if (!sent.waits) throw new Error('Expected that it waits for its review.')
    return sent.photo
  }
  const hidden = [
    await photo(vault.id, `${canary} one`, [`${canary} tag 1`, `${canary} tag 2`]),
    await sendIn(`${canary} two`, canaries[0] as number),
    await photo(locked.id, `${canary} three`, [`${canary} tag 3`, `${canary} tag 4`]),
    await photo(vault.id, `${canary} of a level`, []),
  ]
  const coast = await system.albums.create({ name: 'Coast', parentId: sea.id })
  await system.photos.update(hidden[3]?.id as number, { albumIds: [sea.id], level: 8 })
  const family = await system.albums.create({ name: 'Family', visibility: 'private' })
  await system.albums.create({ name: 'Summer', parentId: family.id })
  await system.albums.create({ name: 'Of the sea', query: 'sea' })
  for (const album of [sea, coast, family])
    for (const at of four.slice(1)) await photo(album.id, `sea ${album.name} ${at}`, ['sea', `tag ${at}`])
  for (const at of four.slice(1)) await sendIn(`sent in ${at}`, people.stranger)
  await system.comments.setSettings({ enabled: true, floodSeconds: 0 })
  const asAdmin = gallery.as({ kind: 'user', userId: admin })
  for (const at of four) await asAdmin.comments.add({ albumId: vault.id }, { body: `${canary} words ${at}` })
  for (const at of four) await asAdmin.comments.add({ photoId: lastHiddenId + at }, { body: `Words ${at}` })
  await system.settings.setAccounts({ registration: 'approval', emailRequired: false })
  // Each from a place of its own: few may register from one.
  for (const username of [...four.map((at) => `${canary} newcomer ${at}`), ...four.map((at) => `newcomer ${at}`)])
    await gallery.accounts.register({ username, password, address: username })
  for (const at of four) {
    await system.groups.create({ name: `${canary} group ${at}` })
    await system.webhooks.create({ url: `https://${canary}.invalid/${at}`, types: ['group.created'] })
  }
  for (const at of four) {
    await system.groups.create({ name: `Group ${at}` })
    await system.webhooks.create({ url: `https://hooks.invalid/${at}`, types: ['group.created'] })
    await system.fields.create({ subject: 'photo', name: `Film ${at}`, type: 'choice', choices: ['Slide', 'Print'] })
    await system.fields.create({ subject: 'album', name: `Place ${at}`, type: 'text' })
    await system.roles.create({ name: `Helper ${at}`, visible: ['view'] })
    await person(`somebody ${at}`)
    await withFiles(system, lastHiddenId + at)
  }
  // Administrators ask about those after the first four.
  gallery.jobs.define('fails', () => Promise.reject(new Error('as it should')))
  for (const at of [...four, ...four]) await gallery.jobs.enqueue('fails', { at }, { maxAttempts: 1 })
  while (await gallery.jobs.runNext());
  await system.albums.update(sea.id, { permalink: 'the/sea' })
  await system.albums.update(coast.id, { permalink: 'the/coast' })
  await system.albums.setGrants(family.id, { inherit: true, grants: grantsOf(people) })
  const secretLink = async () => system.shares.create({ name: `${canary} link`, albumIds: [vault.id] })
  await secretLink()
  await secretLink()
  const grants = [{ albumId: family.id, capabilities: ['view', 'download', 'upload'] as const }]
  const revoked = await system.shares.create({ name: 'Revoked', grants })
  await system.shares.revoke(revoked.link.id)
  const link = await system.shares.create({ name: 'Family', grants })
  const holder = gallery.as({ kind: 'user', userId: people.holder })
  for (const at of four) await holder.shares.create({ name: `Link ${at}`, albumIds: [family.id] })
  const expired = await holder.keys.create({ name: 'Expired', scopes: ['manage'], expiresInDays: 1 })
  return {
    secrets: [canary, ...hidden.map(({ sha256 }) => sha256)],
    people,
    family: family.id,
    keys: { expired: expired.key, link: link.key, revoked: revoked.key },
  }
}

/** A former original and another format. */
const withFiles = async (system: ActorGallery, id: number): Promise<void> => {
  const bytes = await pictureOf(`anew ${id}`)
  const tiff = await sharp(bytes).tiff().toBuffer()
  await system.photos.replaceFile(id, { content: Readable.from([bytes]), fileName: 'anew.jpg' })
  await system.photos.formats.add(id, { content: Readable.from([tiff]), fileName: 'anew.tiff' })
}

export const grantsOf = ({ holder, viewer }: Pick<Template['people'], 'holder' | 'viewer'>) => [
  {
    principal: { type: 'user' as const, id: holder },
    capabilities: ['view', 'download', 'upload', 'edit', 'organise', 'share', 'manage'] as const,
  },
  { principal: { type: 'user' as const, id: viewer }, capabilities: ['view'] as const },
]
