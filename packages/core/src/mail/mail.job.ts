import type { Actor } from '../access/actor.ts'
import { readAccountSettings } from '../accounts/account-settings.ts'
import {
  insertAccountToken,
  renewAccountToken,
  selectAccountTokenById,
  selectAccountTokensOf,
  takeAccountToken,
} from '../accounts/account-token.store.ts'
import { forgetExpired } from '../accounts/forget-expired.ts'
import { deleteRegistration, renewRegistrationToken, selectRegistration } from '../accounts/registration.store.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { ActorGallery } from '../gallery.types.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { JobContext, JobHandler } from '../jobs/job.types.ts'
import { newsLetter } from '../news/news.letter.ts'
import { selectSubscription } from '../news/news.store.ts'
import { readNewsSettings } from '../news/news-settings.ts'
import { readNews } from '../news/read-news.ts'
import { readSite } from '../settings/site.store.ts'
import type { Unit } from '../transaction.ts'
import {
  selectIdsToNotify,
  selectUser,
  selectUserByName,
  selectUsersByEmail,
  type UserWithRole,
} from '../users/user.store.ts'
import { type Letters, lettersIn } from './mail.letters.ts'
import { linkTo, type MailJob, mailAttempts, mailQueue, requireMailer } from './mail.queue.ts'
import { type Letter, toMessage } from './mail.render.ts'
import { english, type MailLanguage } from './mail.sentences.ts'
import { toToldComments } from './told-comments.ts'

const resetMs = 3_600_000
/** Nobody is written to about the same more often, whoever asks. */
const resetPauseMs = 5 * 60_000
/** A mail server that does not answer must not hold the queue. */
const timeoutMs = 60_000

type Desk = ReturnType<typeof createDesk>

/** Somebody at an address. `language`: BCP 47; `null`: nobody knows, so that of the gallery. */
interface Addressee {
  readonly email: string
  readonly language: string | null
}

const languageFor = (
  { options: { mail } }: Pick<GalleryContext, 'options'>,
  { language }: Pick<Addressee, 'language'>,
  site: { readonly language: string },
): MailLanguage => mail.languages?.([...(language === null ? [] : [language]), site.language]) ?? english

type Writing = (letters: Letters, language: MailLanguage) => Letter

const createDesk = (
  gallery: GalleryContext,
  { signal, attempt }: JobContext,
  { site, as }: { site: { title: string; language: string }; as: (actor: Actor) => ActorGallery },
) => {
  const compose = (to: Addressee, letter: Writing) => {
    const language = languageFor(gallery, to, site)
    return toMessage(to.email, letter(lettersIn(language), language), { title: site.title, language })
  }
  return {
    gallery,
    attempt,
    as,
    site: site.title,
    db: gallery.connections.write,
    compose,
    send: async (to: Addressee, letter: Writing): Promise<void> => {
      const mailer = requireMailer(gallery)
      const ending = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      try {
        await mailer.send(compose(to, letter), { signal: ending })
      } catch (error) {
        // It will never be taken: to try again helps nobody.
        if (!VitrineError.has(error, 'MAIL_REFUSED')) throw error
        gallery.log.warn('A mail was refused', { error })
      }
    },
  }
}

/** The user with an address, as long as there is one to write to. */
const addressee = async ({ db }: Desk, userId: number): Promise<(UserWithRole & { email: string }) | null> => {
  const user = await selectUser(db, userId)
  return user && user.email !== null && user.is_disabled === 0 ? { ...user, email: user.email } : null
}

/** Each a job of its own: one address that fails is not a reason to write to the others again. */
const writeToEach = async (
  { db, gallery }: Desk,
  userIds: readonly number[],
  toJob: (userId: number) => MailJob,
): Promise<void> => {
  const jobs = userIds.map((userId) => ({ payload: toJob(userId), total: 1, maxAttempts: mailAttempts }))
  const at = gallery.clock().toISOString()
  await db.transaction().execute((writer: Unit['db']) => insertJobs(writer, mailQueue, jobs, at))
}

const write: { [K in MailJob['letter']]: (desk: Desk, job: Extract<MailJob, { letter: K }>) => Promise<void> } = {
  // Sent as it is: whoever asked for the test wants to know.
  test: async ({ gallery, site, compose }, { to }) => {
    const message = compose({ email: to, language: null }, (letters) => letters.test({ site }))
    await requireMailer(gallery).send(message, {
      signal: AbortSignal.timeout(timeoutMs),
    })
  },

  confirmRegistration: async (desk, { registrationId }) => {
    const { db, gallery, site } = desk
    const row = await selectRegistration(db, registrationId)
    if (!row || row.email === null || row.state !== 'unconfirmed') return
    const [owner] = await selectUsersByEmail(db, row.email)
    if (owner?.email) {
      await desk.send({ ...owner, email: owner.email }, (letters) =>
        letters.addressInUse({ site, url: linkTo(gallery, { page: 'forgot' }) }),
      )
      await deleteRegistration(db, row.id, 'unconfirmed')
      return
    }
    const token = await renewRegistrationToken(db, row.id)
    if (token === null) return
    const url = linkTo(gallery, { page: 'confirm-registration', token })
    await desk.send({ email: row.email, language: null }, (letters) => letters.confirmRegistration({ site, url }))
  },

  newcomers: async (desk, { username, isWaiting }) => {
    const { db, gallery } = desk
    const { notify, notifyGroupId } = await readAccountSettings(db, gallery)
    if (notify === 'none' || (notify === 'group' && notifyGroupId === null)) return
    const ids = await selectIdsToNotify(db, notify === 'group' ? notifyGroupId : null)
    await writeToEach(desk, ids, (userId) => ({ letter: 'newcomer', userId, username, isWaiting }))
  },

  newcomer: async (desk, { userId, username, isWaiting }) => {
    const user = await addressee(desk, userId)
    const url = linkTo(desk.gallery, { page: 'registrations' })
    if (user) await desk.send(user, (letters) => letters.newcomer({ site: desk.site, username, isWaiting, url }))
  },

  approved: async (desk, { userId }) => {
    const user = await addressee(desk, userId)
    const url = linkTo(desk.gallery, { page: 'sign-in' })
    if (user) await desk.send(user, (letters) => letters.approved({ site: desk.site, username: user.username, url }))
  },

  refused: (desk, { to }) =>
    desk.send({ email: to, language: null }, (letters) => letters.refused({ site: desk.site })),

  reset: async (desk, { who }) => {
    const { db, gallery, site, attempt } = desk
    const [byName, byEmail] = [await selectUserByName(db, who), await selectUsersByEmail(db, who)]
    const found = new Map([...byEmail, ...(byName ? [byName] : [])].map((user) => [user.id, user]))
    const now = gallery.clock().getTime()
    const at = new Date(now).toISOString()
    await forgetExpired(db, at)
    for (const user of found.values()) {
      // Several people share such an account: none of them may take it from the others.
      if (user.email === null || user.is_disabled !== 0 || user.role_key === 'generic') continue
      const [latest] = await selectAccountTokensOf(db, user.id, 'reset')
      const isRecent = latest && Date.parse(latest.created_at) + resetPauseMs > now
      if (isRecent && attempt === 1) continue
      const expires_at = new Date(now + resetMs).toISOString()
      const row = { user_id: user.id, kind: 'reset' as const, email: null, created_at: at, expires_at }
      const id = await insertAccountToken(db, row)
      const token = await renewAccountToken(db, id)
      try {
        const url = linkTo(gallery, { page: 'reset', token: token ?? '' })
        await desk.send({ ...user, email: user.email }, (letters) =>
          letters.reset({ site, username: user.username, url }),
        )
      } catch (error) {
        await takeAccountToken(db, id)
        throw error
      }
    }
  },

  passwordChanged: async (desk, { userId }) => {
    const user = await addressee(desk, userId)
    const url = linkTo(desk.gallery, { page: 'forgot' })
    if (user)
      await desk.send(user, (letters) => letters.passwordChanged({ site: desk.site, username: user.username, url }))
  },

  factorChanged: async (desk, { userId, change }) => {
    const user = await addressee(desk, userId)
    const url = linkTo(desk.gallery, { page: 'forgot' })
    if (user)
      await desk.send(user, (letters) =>
        letters.factorChanged({ site: desk.site, username: user.username, change, url }),
      )
  },

  confirmEmail: async (desk, { tokenId }) => {
    const { db, gallery, site } = desk
    const row = await selectAccountTokenById(db, tokenId)
    const user = row && (await selectUser(db, row.user_id))
    if (!row || !user || row.email === null) return
    const owner = (await selectUsersByEmail(db, row.email)).find(({ id }) => id !== user.id)
    if (owner?.email) {
      await desk.send({ ...owner, email: owner.email }, (letters) =>
        letters.addressInUse({ site, url: linkTo(gallery, { page: 'forgot' }) }),
      )
      return
    }
    const token = await renewAccountToken(db, tokenId)
    if (token === null) return
    const url = linkTo(gallery, { page: 'confirm-email', token })
    await desk.send({ ...user, email: row.email }, (letters) => letters.confirmEmail({ site, url }))
  },

  emailChanged: async (desk, { userId, to }) => {
    const user = await addressee(desk, userId)
    if (user)
      await desk.send({ ...user, email: to }, (letters) =>
        letters.emailChanged({ site: desk.site, username: user.username, email: user.email }),
      )
  },

  comments: async (desk, { pieces, count }) => {
    const ids = await selectIdsToNotify(desk.db, null)
    await writeToEach(desk, ids, (userId) => ({ letter: 'comment', userId, pieces, count }))
  },

  comment: async (desk, { userId, pieces, count }) => {
    const user = await addressee(desk, userId)
    if (!user) return
    const told = await toToldComments(desk.db, pieces)
    // All of it is gone by now, or was decided on: nobody need come.
    if (told.length === 0) return
    const more = Math.max(0, count - pieces.length)
    const url = linkTo(desk.gallery, { page: 'comments' })
    await desk.send(user, (letters) => letters.comment({ site: desk.site, told, more, url }))
  },

  news: async (desk, { userId, since, until }) => {
    const { db, gallery, as } = desk
    const user = await addressee(desk, userId)
    const subscription = user && (await selectSubscription(db, userId))
    // Taken back in the meantime.
    if (!user || !subscription || subscription.rhythm === 'never') return
    const settings = await readNewsSettings(db)
    const news = settings.enabled ? await readNews(gallery, { userId, since, until }, { settings, as }) : null
    if (!news) return
    await desk.send(user, (_, language) =>
      newsLetter(language, news, {
        site: desk.site,
        username: user.username,
        since,
        text: settings.text,
        unsubscribeKey: subscription.unsubscribe_key,
        linkTo: (page) => linkTo(gallery, page),
      }),
    )
  },
}

/** Writes one letter and hands it to the mailer. */
export const createMailJob =
  (gallery: GalleryContext, services: { readonly as: (actor: Actor) => ActorGallery }): JobHandler =>
  async (job: MailJob, context: JobContext) => {
    const site = await readSite(gallery.connections.read, gallery.options)
    await (write[job.letter] as (desk: Desk, job: MailJob) => Promise<void>)(
      createDesk(gallery, context, { site, ...services }),
      job,
    )
  }
