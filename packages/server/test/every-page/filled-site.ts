import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { MailMessage } from '@vitrine/core'
import sharp from 'sharp'
import { useVisitedSite, type VisitedSite } from '../pages/visited-site.ts'

/** Real photos that a gallery shows well, where the corpus is; see `VITRINE_CORPUS`. */
const realFiles = [
  'camera-canon-40d.jpg',
  'camera-nikon-d70.jpg',
  'camera-iphone6-hdr-gps-altitude.jpg',
  'gps-n-w-reykjavik-utf8-city.jpg',
  'gps-s-e-auckland-plus1200.jpg',
  'iptc-utf8-title-caption-digikam.jpg',
  'metadata-xss.jpg',
  'orientation-6-landscape.jpg',
  'png-transparent-paper.png',
  'animated-loop3.webp',
  'panorama-gpano-equirectangular.jpg',
  'xmp-rich.jpg',
  'pdf-xmp-iptc.pdf',
  'video-vp9.webm',
  'video-h264.mp4',
  '写真 日本語 📷.jpg',
  'test image öüóőúéáű-.,.jpg',
]
/** More than a page of a list holds. */
const generated = 70

/** What the paths of pages are made of. */
export interface Filled {
  readonly site: VisitedSite
  readonly mails: MailMessage[]
  readonly album: { readonly id: number; readonly slug: string }
  readonly below: number
  readonly other: number
  readonly secret: number
  readonly tag: { readonly id: number; readonly name: string }
  readonly photo: number
  readonly video: number | null
  readonly link: { readonly id: number; readonly key: string }
  readonly closedKey: string
  readonly endedKey: string
  readonly webhook: number
}

/**
 * A gallery in which every page has something to show.
 *
 * @param say - What stands in a field: its own name, or something made of it.
 * @param options.isReal - Whether photos of the corpus are in it, too. Default `true`.
 */
export const useFilledSite = (
  chromium: string,
  say: (field: string) => string,
  { isReal = true }: { isReal?: boolean } = {},
): (() => Filled) => {
  let filled: Filled | undefined
  const mails: MailMessage[] = []
  useVisitedSite(
    chromium,
    (origin) => ({
      tools: false,
      mail: {
        mailer: { send: async (mail) => void mails.push(mail) },
        linkTo: ({ page }) => `${origin}/gallery/${page}`,
      },
    }),
    async (site) => {
      filled = { site, mails, ...(await fill(site, say, isReal)) }
    },
    { hasBaseUrl: true },
  )
  return () => {
    if (!filled) throw new Error('The gallery is filled before the first test.')
    return filled
  }
}

const picture = (at: number): Promise<Buffer> => {
  const [width, height] = [
    [120, 80],
    [80, 120],
    [100, 100],
    [160, 70],
  ][at % 4] as [number, number]
  return sharp({
    create: { width, height, channels: 3, background: { r: (at * 37) % 256, g: (at * 91) % 256, b: 99 } },
  })
    .jpeg()
    .toBuffer()
}

const fill = async (
  { system, gallery }: VisitedSite,
  say: (field: string) => string,
  isReal: boolean,
): Promise<Omit<Filled, 'site' | 'mails'>> => {
  await system.settings.setSite({ title: say('Gallery').slice(0, 100) })
  await system.settings.setAccounts({ registration: 'approval', emailRequired: false })
  await system.comments.setSettings({
    enabled: true,
    guests: true,
    moderation: 'none',
    floodSeconds: 0,
    maxLinks: 100,
    mailOn: ['added', 'pending'],
    mailMinutes: 0,
  })
  await system.ratings.setSettings({ enabled: true })
  await system.history.setSettings({ guests: true, users: true })
  const users = (await system.users.list({ limit: 10 })).items
  const [admin, viewer] = ['admin', 'viewer'].map((name) => users.find(({ username }) => username === name))
  if (!admin || !viewer) throw new Error('Expected an administrator and a viewer.')
  await system.users.update(admin.id, { email: 'admin@example.org' })

  const named = (field: string, more: object = {}) =>
    system.albums.create({
      name: say(`Album ${field}`),
      description: say(`Description of album ${field}`),
      ...more,
    })
  const album = await named('sea')
  const below = await named('coast', { parentId: album.id })
  const other = await named('hills')
  const secret = await named('secret', { visibility: 'private' })
  await named('smart', { query: 'tag:*' })

  const field = await system.fields.create({ subject: 'photo', name: say('Field film').slice(0, 60), type: 'text' })
  const add = async (into: number, fileName: string, content: Buffer, more: object = {}) =>
    (await system.photos.add({ content: Readable.from([content]), fileName, album: into, ...more })).photo
  const photos: number[] = []
  for (let at = 0; at < generated; at++) {
    const into = at < 64 ? album.id : at < 67 ? below.id : at < 69 ? other.id : secret.id
    const { id } = await add(into, `${say(`file ${at}`).replaceAll('/', '∕').slice(0, 200)}.jpg`, await picture(at), {
      title: say(`Photo ${at}`),
      description: say(`Description of photo ${at}`),
      author: say('Author'),
      tags: [say(`tag ${at % 5}`), say('tag all')],
    })
    photos.push(id)
  }
  let video: number | null = null
  const corpus = process.env.VITRINE_CORPUS
  if (corpus && isReal)
    for (const file of realFiles.filter((name) => existsSync(join(corpus, name)))) {
      const { id } = await add(other.id, file, await readFile(join(corpus, file)))
      if (/\.(?:webm|mp4)$/.test(file)) video = id
    }
  const photo = photos[3] as number
  await system.photos.update(photo, {
    takenAt: '2020-02-03T10:00:00Z',
    latitude: 60,
    longitude: 10,
    fields: { [field.key]: say('Value of a field') },
  })
  for (const [at, id] of photos.slice(4, 20).entries())
    await system.photos.update(id, {
      takenAt: `2020-02-${String(at + 4).padStart(2, '0')}T10:00:00Z`,
      latitude: at * 3,
      longitude: at * 5,
    })
  await system.photos.update(photos[10] as number, { albumIds: [album.id, other.id] })

  const asViewer = gallery.as({ kind: 'user', userId: viewer.id })
  const first = await asViewer.comments.add({ photoId: photo }, { body: say('Words on a photo') })
  await asViewer.comments.add({ photoId: photo }, { body: say('An answer'), parentId: first.id })
  await asViewer.comments.add({ albumId: album.id }, { body: say('Words on an album') })
  const asGuest = gallery.as({ kind: 'guest' })
  await asGuest.comments.add({ photoId: photo }, { body: say('Words of a guest'), name: say('Guest').slice(0, 60) })
  await asViewer.favourites.add(photos.slice(3, 9))
  await asViewer.ratings.set(photo, 4)
  await asViewer.keys.create({ name: say('Key').slice(0, 60), scopes: ['upload'], expiresInDays: null })
  const grantee = { principal: { type: 'user' as const, id: viewer.id }, capabilities: ['view', 'submit'] as const }
  await system.albums.setGrants(other.id, { inherit: true, grants: [grantee] })
  await add(other.id, 'x.jpg', await picture(200))
  await asViewer.photos.add({
    content: Readable.from([await picture(201)]),
    fileName: `${say('sent in').replaceAll('/', '∕').slice(0, 200)}.jpg`,
    album: other.id,
    title: say('Sent in'),
  })
  const group = await system.groups.create({ name: say('Group').slice(0, 60) })
  await system.groups.setMembers(group.id, [viewer.id])
  await system.roles.create({ name: say('Role').slice(0, 60), visible: ['view'] })
  const { webhook } = await system.webhooks.create({ url: 'https://hooks.invalid/1', types: ['photo.added'] })
  const draft = { albumIds: [album.id], withBelow: true, feedback: ['comment', 'favourite', 'rate'] as const }
  const { link, key } = await system.shares.create({
    ...draft,
    name: say('Link').slice(0, 60),
    recipient: say('Recipient').slice(0, 60),
  })
  const { key: closedKey } = await system.shares.create({
    ...draft,
    name: say('Closed').slice(0, 60),
    password: 'secret',
  })
  const { key: endedKey, link: ended } = await system.shares.create({ ...draft, name: say('Ended').slice(0, 60) })
  await system.shares.revoke(ended.id)
  const tag = (await system.tags.list()).items.find(({ photos }) => photos > 10)
  if (!tag) throw new Error('Expected a tag of many photos.')
  while (await gallery.jobs.runNext());
  return {
    album: await system.albums.get(album.id),
    below: below.id,
    other: other.id,
    secret: secret.id,
    tag,
    photo,
    video,
    link: { id: link.id, key },
    closedKey,
    endedKey,
    webhook: webhook.id,
  }
}
