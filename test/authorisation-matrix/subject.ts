import type { Client } from '@vitrine/sdk'
import { insertAccountToken, renewAccountToken } from '../../packages/core/src/accounts/account-token.store.ts'
import { insertRegistration, renewRegistrationToken } from '../../packages/core/src/accounts/registration.store.ts'
import type { Connections } from '../../packages/core/src/db/dialect.ts'
import { film } from '../../packages/core/test/media-fixtures.ts'
import { password } from '../../packages/core/test/world.ts'
import { pictureFile } from './pictures.ts'

/** Stands in every name and text of the thing in question: who does not see it never meets the word. */
export const canary = 'canary'
/** Stands in the names of what nobody but administrators see. */
export const abyss = 'abyss'

/** Ids of the thing in question and all that belongs to it. */
export interface Subject {
  /** Private; who was granted what, the list of actors says. */
  readonly album: number
  /** Two albums below it, which inherit. */
  readonly below: number
  readonly aside: number
  /** One that has a permalink, and had another. */
  readonly withPermalinks: number
  readonly permalink: string
  /** The one that it gave up. */
  readonly formerPermalink: number
  readonly photo: number
  readonly otherPhoto: number
  readonly film: number
  /** A photo with a former original and another format. */
  readonly photoWithFiles: number
  readonly version: number
  readonly format: number
  /** Two tags of that photo. */
  readonly tag: number
  readonly otherTag: number
  readonly field: number
  /** The account of the member with the right. */
  readonly owner: number
  /** The account of nobody in the list. */
  readonly user: number
  readonly group: number
  readonly otherGroup: number
  readonly role: number
  /** A key and a link that the member with the right made. */
  readonly key: number
  readonly share: number
  /** Of that link, which asks for the password that everybody has. */
  readonly shareKey: string
  /** On a photo in the album, by the member with the right. */
  readonly comment: number
  /** What the member with the right changed of a photo in the album. */
  readonly batch: string
  readonly webhook: number
  readonly delivery: number
  readonly root: number
  readonly metadataJob: number
  readonly warmUpJob: number
  readonly mailJob: number
  /** Where the member with the right is signed in once more. */
  readonly session: string
  /** Photos that the member with the right sent in to an album below, which it may edit: one waits, one came back. */
  readonly waiting: number
  readonly returned: number
  /** Somebody who registered and waits for an administrator. */
  readonly registration: number
  /** What opens the links that were sent to somebody who registered, and to the account of nobody in the list. */
  readonly registrationToken: string
  readonly resetToken: string
  readonly emailToken: string
}

/** What of it can be had anew, for operations that use it up. */
export type Part =
  | 'album'
  | 'permalinks'
  | 'photo'
  | 'film'
  | 'files'
  | 'tags'
  | 'field'
  | 'user'
  | 'groups'
  | 'role'
  | 'key'
  | 'share'
  | 'comment'
  | 'batch'
  | 'webhook'
  | 'session'
  | 'reviews'
  | 'registration'
  | 'tokens'
  | 'mail'

const nobody = 8_000_000_000

/** The same shape with ids of nothing: what is not seen must answer like this. */
export const ghost: Subject = {
  album: nobody + 0,
  below: nobody + 1,
  aside: nobody + 2,
  withPermalinks: nobody + 3,
  formerPermalink: nobody + 4,
  photo: nobody + 5,
  otherPhoto: nobody + 6,
  film: nobody + 7,
  photoWithFiles: nobody + 8,
  version: nobody + 9,
  format: nobody + 10,
  tag: nobody + 11,
  otherTag: nobody + 12,
  field: nobody + 13,
  owner: nobody + 14,
  user: nobody + 15,
  group: nobody + 16,
  otherGroup: nobody + 17,
  role: nobody + 18,
  key: nobody + 19,
  share: nobody + 20,
  webhook: nobody + 21,
  delivery: nobody + 22,
  root: nobody + 23,
  metadataJob: nobody + 24,
  warmUpJob: nobody + 25,
  mailJob: nobody + 26,
  waiting: nobody + 27,
  returned: nobody + 28,
  comment: nobody + 30,
  registration: nobody + 29,
  batch: '00000000-0000-4000-8000-000000000000',
  permalink: 'no/such/place',
  shareKey: 'no-such-key',
  session: 'no-such-session',
  registrationToken: 'no-such-token',
  resetToken: 'no-such-token',
  emailToken: 'no-such-token',
}

/** Who makes them, through the API as far as it goes. */
export interface Makers {
  readonly admin: Client
  /** The member with the right, signed in anew. */
  readonly owner: () => Promise<Client>
  readonly db: Connections
  readonly clock: () => Date
  /** Private; the member with the right may send photos in, and edit them. */
  readonly inbox: number
}

let made = 0
const named = (what: string): string => `${canary} ${what} ${++made}`

/** Makes one part anew; the album of the subject stays where photos and albums go into it. */
export const makePart = async (
  makers: Makers,
  part: Part,
  { album }: Pick<Subject, 'album'>,
): Promise<Partial<Subject>> => {
  const { admin, owner, db, clock, inbox } = makers
  switch (part) {
    case 'album': {
      const { id } = await admin.albums.create({ name: named('album'), parentId: album })
      return { album: id, ...(await makeChildren(admin, id)) }
    }
    case 'permalinks': {
      const permalink = `${canary}/${++made}`
      const { id } = await admin.albums.create({ name: named('album'), parentId: album })
      for (const path of [`${permalink}-former`, permalink]) await admin.albums.update({ id, permalink: path })
      const { items } = await admin.albums.permalinks({ id })
      return { withPermalinks: id, permalink, formerPermalink: idOf(items.find(({ isCurrent }) => !isCurrent)) }
    }
    case 'photo':
      return { photo: await upload(admin, album), otherPhoto: await upload(admin, album) }
    case 'film':
      return { film: await upload(admin, album, new File([new Uint8Array(film())], `${named('film')}.mp4`)) }
    case 'files': {
      const id = await upload(admin, album)
      await admin.photos.replaceFile({ id, file: await pictureFile(named('replaced'), 'jpeg') })
      await admin.formats.add({ id, file: await pictureFile(named('format'), 'tiff') })
      const [version] = (await admin.versions.list({ id })).items
      const [format] = (await admin.formats.list({ id })).items
      return { photoWithFiles: id, version: idOf(version), format: idOf(format) }
    }
    case 'tags': {
      const names = [named('tag'), named('tag')] as const
      const { tags } = await admin.photos.update({ id: await upload(admin, album), tags: [...names] })
      return { tag: idOf(tags[0]), otherTag: idOf(tags[1]) }
    }
    case 'field':
      return { field: idOf(await admin.fields.create({ subject: 'photo', name: `Field ${++made}`, type: 'text' })) }
    case 'user':
      return { user: idOf(await admin.users.create({ username: named('user'), password: named('password') })) }
    case 'groups':
      return {
        group: idOf(await admin.groups.create({ name: named('group') })),
        otherGroup: idOf(await admin.groups.create({ name: named('group') })),
      }
    case 'role':
      return { role: idOf(await admin.roles.create({ name: named('role') })) }
    case 'key': {
      const { apiKey } = await (await owner()).keys.create({ name: named('key'), scopes: ['read'], expiresInDays: 1 })
      return { key: apiKey.id }
    }
    case 'batch': {
      const ids = [await upload(admin, album)]
      const { batchId } = await (await owner()).batches.run({
        select: { ids },
        change: { set: { author: named('author') } },
      })
      return { batch: batchId ?? '' }
    }
    case 'share': {
      const draft = { name: named('share'), albumIds: [album], password }
      const { link, key } = await (await owner()).shares.create(draft)
      return { share: link.id, shareKey: key }
    }
    case 'comment': {
      const id = await upload(admin, album)
      return { comment: idOf(await (await owner()).comments.addToPhoto({ id, body: named('comment') })) }
    }
    case 'webhook': {
      const { webhook } = await admin.webhooks.create({ url: `https://${canary}.invalid/`, types: ['group.created'] })
      const event = (await admin.events.list({ after: '0-0', types: ['group.created'], limit: 500 })).items[0]
      if (!event) throw new Error('Expected that a group was made before.')
      const delivery = await db.write
        .insertInto('webhook_deliveries')
        .values({
          webhook_id: webhook.id,
          event_id: event.id,
          event_type: 'group.created',
          state: 'dead',
          attempts: 12,
          status: 500,
          duration_ms: 1,
          at: webhook.createdAt,
        })
        .executeTakeFirstOrThrow()
      return { webhook: webhook.id, delivery: Number(delivery.insertId) }
    }
    case 'session': {
      const { items } = await (await owner()).account.sessions()
      return { session: items.find(({ current }) => current)?.id as string }
    }
    case 'reviews': {
      const sender = await owner()
      const [waiting, returned] = [await upload(sender, inbox), await upload(sender, inbox)]
      await admin.reviews.sendBack({ photoIds: [returned], note: named('note') })
      return { waiting, returned }
    }
    case 'mail':
      return { mailJob: (await admin.mail.test({ to: 'somebody@example.org' })).jobId }
    case 'registration':
      return { registration: await register(makers, 'waiting') }
    case 'tokens': {
      // Mails hold them, and nothing else: what writes the mails makes them like this.
      const id = await register(makers, 'unconfirmed')
      const { user } = await makePart(makers, 'user', { album })
      const of = { user_id: user as number, created_at: clock().toISOString(), expires_at: tomorrow(clock()) }
      const email = `${canary}-${++made}@example.org`
      const resetId = await insertAccountToken(db.write, { ...of, kind: 'reset', email: null })
      const emailId = await insertAccountToken(db.write, { ...of, kind: 'email', email })
      return {
        registrationToken: tokenOf(await renewRegistrationToken(db.write, id)),
        resetToken: tokenOf(await renewAccountToken(db.write, resetId)),
        emailToken: tokenOf(await renewAccountToken(db.write, emailId)),
      }
    }
  }
}

export const makeChildren = async (admin: Client, parentId: number): Promise<Pick<Subject, 'below' | 'aside'>> => ({
  below: idOf(await admin.albums.create({ name: named('below'), parentId })),
  aside: idOf(await admin.albums.create({ name: named('aside'), parentId })),
})

const upload = async (admin: Client, album: number, given?: File): Promise<number> => {
  const file = given ?? (await pictureFile(named('photo'), 'jpeg'))
  return (await admin.photos.upload({ file, album, title: named('photo'), tags: [named('tag')] })).photo.id
}

const tomorrow = (now: Date): string => new Date(now.getTime() + 24 * 3_600_000).toISOString()

const register = ({ db, clock }: Makers, state: 'waiting' | 'unconfirmed'): Promise<number> => {
  const username = named('newcomer')
  const row = {
    username,
    username_key: username,
    email: `${username.replaceAll(' ', '-')}@example.org`,
    password_hash: 'none',
    state,
    created_at: clock().toISOString(),
    expires_at: state === 'waiting' ? null : tomorrow(clock()),
  }
  return db.write.transaction().execute((transaction) => insertRegistration(transaction, row))
}

const tokenOf = (token: string | null): string => {
  if (token === null) throw new Error('Expected that it was made.')
  return token
}

const idOf = (made: { readonly id: number } | undefined): number => {
  if (!made) throw new Error('Expected that it was made.')
  return made.id
}
