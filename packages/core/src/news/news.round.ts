import { setImmediate as turn } from 'node:timers/promises'
import { userActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { insertJobs } from '../jobs/job.store.ts'
import type { JobHandler, Jobs } from '../jobs/job.types.ts'
import { canMail, type MailJob, mailAttempts, mailQueue } from '../mail/mail.queue.ts'
import { countNewPhotos, type Span } from './new-photos.store.ts'
import { countSubscriptions, moveMark, type Subscription, selectDueSubscriptions } from './news.store.ts'
import type { NewsRhythm } from './news.types.ts'
import { readNewsSettings } from './news-settings.ts'

export const newsRoundQueue = 'news.round'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Photos are as old as their transaction: those that began within a span have ended by then. */
const graceMs = 10_000
/** Members whose turn it is, read at once. */
const membersPerBlock = 50

/** The next time that letters go out after an instant: at an hour of the day, the weekly ones on Mondays. */
export const nextAfter = (rhythm: NewsRhythm, now: Date, hour: number): string | null => {
  if (rhythm === 'never') return null
  let at = Math.floor(now.getTime() / dayMs) * dayMs + hour * hourMs
  while (at <= now.getTime() || (rhythm === 'weekly' && new Date(at).getUTCDay() !== 1)) at += dayMs
  return new Date(at).toISOString()
}

type Parts = Pick<GalleryContext, 'clock'> & { readonly jobs: Pick<Jobs, 'enqueue'> }

/** Has the members gone through at the next full hour, or at once, by whichever process is first. */
export const planRound = async ({ jobs, clock }: Parts, { isNow = false } = {}): Promise<void> => {
  const now = clock().getTime()
  const at = (Math.floor(now / hourMs) + 1) * hourMs
  await jobs.enqueue(newsRoundQueue, null, {
    uniqueKey: `${newsRoundQueue}:${isNow ? 'now' : new Date(at).toISOString().slice(0, 13)}`,
    delayMs: isNow ? 0 : at - now,
  })
}

/** What a letter that is written now would tell. */
export const spanOf = ({ since }: Pick<Subscription, 'since'>, now: Date): Span => {
  const until = new Date(now.getTime() - graceMs).toISOString()
  return { since, until: until > since ? until : since }
}

/** How many photos are new to a member; none to whom nobody can write. */
export const countNewsOf = async (
  gallery: Pick<GalleryContext, 'access' | 'connections' | 'dialect'>,
  { user_id, email, is_disabled }: Subscription,
  span: Span,
): Promise<number> => {
  if (email === null || is_disabled !== 0 || span.since === span.until) return 0
  const { rights, denial } = await gallery.access.rightsOfTarget(userActor(user_id))
  return denial === null ? countNewPhotos(gallery.connections.read, gallery.dialect, rights, span) : 0
}

/**
 * Goes through all whose letter is due, a block at a time, and has a letter written where there is anything to tell. What was told is moved
 * on in the transaction that queues the letter: whatever ends this work, nobody is told the same again, and the next round goes on where
 * it stopped.
 */
export const createNewsRound =
  (gallery: GalleryContext, jobs: Jobs): JobHandler =>
  async (_, { signal, progress }) => {
    const { connections, clock } = gallery
    const db = connections.write
    const settings = await readNewsSettings(db)
    if (!settings.enabled || !canMail(gallery) || (await countSubscriptions(db)).count === 0) return
    // First of all: what goes wrong with this round does not end the others.
    await planRound({ jobs, clock })
    const now = clock()
    for (let done = 0; ; ) {
      const rows = await selectDueSubscriptions(db, now.toISOString(), membersPerBlock)
      for (const row of rows) {
        signal.throwIfAborted()
        await settle(gallery, row, now, settings.hour)
        progress(++done, done)
      }
      if (rows.length < membersPerBlock) return
      await turn()
    }
  }

const settle = async (gallery: GalleryContext, row: Subscription, now: Date, hour: number): Promise<void> => {
  const span = spanOf(row, now)
  const count = await countNewsOf(gallery, row, span)
  // What is due has a rhythm.
  const nextAt = nextAfter(row.rhythm, now, hour) as string
  await gallery.connections.write.transaction().execute(async (db) => {
    const isOurs = await moveMark(db, row, { since: span.until, nextAt })
    if (!isOurs || count === 0) return
    const job: MailJob = { letter: 'news', userId: row.user_id, ...span }
    await insertJobs(db, mailQueue, [{ payload: job, total: 1, maxAttempts: mailAttempts }], now.toISOString())
  })
}
