import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { createOwnAccount } from '../accounts/own-account.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { canMail, requireMail } from '../mail/mail.queue.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { createToken, hashToken } from '../sessions/token.ts'
import { transact, type Unit } from '../transaction.ts'
import { selectUser } from '../users/user.store.ts'
import { countNewsOf, nextAfter, planRound, spanOf } from './news.round.ts'
import {
  countSubscriptions,
  deleteFeed,
  makeAllDue,
  replaceFeed,
  type Subscription,
  selectFeed,
  selectFirstSubscriptions,
  selectSubscription,
  selectSubscriptions,
  selectSubscriptionWithUser,
  setRhythm,
} from './news.store.ts'
import { type NewsRhythm, type NewsService, type NewsSubscriber, newsRhythms } from './news.types.ts'
import { newsSettingsPatch, readNewsSettings, writeNewsSettings } from './news-settings.ts'

const choice = v.strictObject({ rhythm: v.picklist(newsRhythms, `Must be one of ${newsRhythms.join(', ')}.`) })
const page = v.strictObject({ limit: pageLimit(200, 50), cursor: v.optional(v.string('Must be text.')) })
/** A preview counts the photos of each: that many are a matter of a second or two. */
const membersPreviewed = 100
const list = ['news.subscribers']

const canBeWrittenTo = ({ email, is_disabled }: Subscription): boolean => email !== null && is_disabled === 0

const toSubscriber = (row: Subscription): NewsSubscriber => ({
  userId: row.user_id,
  username: row.username,
  rhythm: row.rhythm,
  since: row.since,
  nextAt: row.next_at,
  canBeWrittenTo: canBeWrittenTo(row),
})

export const createNewsService = (
  gallery: GalleryContext,
  actor: Actor,
  { jobs }: { readonly jobs: Jobs },
): NewsService => {
  const { read } = gallery.connections
  const { asSelf, asOwner } = createOwnAccount(gallery, actor)
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })
  const plan = (options?: { isNow: boolean }) => planRound({ jobs, clock: gallery.clock }, options)

  const ownOf = async (userId: number) => {
    const [row, feed, settings] = await Promise.all([
      selectSubscription(read, userId),
      selectFeed(read, userId),
      readNewsSettings(read),
    ])
    return {
      rhythm: row?.rhythm ?? 'never',
      since: row?.since ?? null,
      nextAt: row?.next_at ?? null,
      isOffered: settings.enabled && canMail(gallery),
      feedMadeAt: feed?.made_at ?? null,
    } as const
  }

  const setFor = async (unit: Unit, userId: number, rhythm: NewsRhythm): Promise<void> => {
    const { hour } = await readNewsSettings(unit.db)
    const nextAt = nextAfter(rhythm, new Date(unit.at), hour)
    const was = await setRhythm(unit.db, userId, { rhythm, nextAt, at: unit.at })
    if (was === rhythm) return
    unit.record({ subject: 'user', id: userId, action: 'updated', before: { news: was }, after: { news: rhythm } })
  }

  return {
    own: () => asSelf(({ id }) => ownOf(id)),

    choose: (input) =>
      asOwner(async ({ id }) => {
        const { rhythm } = validate(choice, input)
        await transact(gallery, actor, (unit) => setFor(unit, id, rhythm))
        if (rhythm !== 'never') await plan()
        return ownOf(id)
      }),

    makeFeed: () =>
      asOwner(async ({ id }) => {
        const key = createToken('vf')
        await transact(gallery, actor, async (unit) => {
          await replaceFeed(unit.db, id, hashToken(key), unit.at)
          unit.record({ subject: 'user', id, action: 'updated', after: { newsFeed: 'made' } })
        })
        return { key }
      }),

    removeFeed: () =>
      asOwner(async ({ id }) =>
        transact(gallery, actor, async (unit) => {
          if (await deleteFeed(unit.db, id))
            unit.record({ subject: 'user', id, action: 'updated', after: { newsFeed: 'removed' } })
        }),
      ),

    settings: () => asAdmin(() => readNewsSettings(read)),

    setSettings: (patch) =>
      asAdmin(async () => {
        const checked = validate(newsSettingsPatch, patch)
        const settings = await transact(gallery, actor, (unit) => writeNewsSettings(unit, checked))
        if (settings.enabled) await plan()
        return settings
      }),

    state: () =>
      asAdmin(async () => {
        const [{ enabled }, { count, nextAt }] = await Promise.all([readNewsSettings(read), countSubscriptions(read)])
        return { isOffered: enabled && canMail(gallery), subscribers: count, nextAt }
      }),

    subscribers: (options = {}) =>
      asAdmin(async () => {
        const { limit, cursor } = validate(page, options)
        const [afterId] = cursor === undefined ? [0] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, { count }] = await Promise.all([
          selectSubscriptions(read, { limit: limit + 1, afterId }),
          countSubscriptions(read),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toSubscriber),
          nextCursor: last ? encodeCursor(list, [last.user_id]) : null,
          total: count,
        }
      }),

    chooseFor: (userId, input) =>
      asAdmin(async () => {
        const { rhythm } = validate(choice, input)
        const user = isId(userId) ? await selectUser(read, userId) : undefined
        if (!user) throw new VitrineError('USER_NOT_FOUND')
        if (user.role_key === 'generic') throw new VitrineError('FORBIDDEN')
        await transact(gallery, actor, (unit) => setFor(unit, userId, rhythm))
        if (rhythm !== 'never') await plan()
        return toSubscriber((await selectSubscriptionWithUser(gallery.connections.write, userId)) as Subscription)
      }),

    preview: () =>
      asAdmin(async () => {
        const rows = await selectFirstSubscriptions(read, membersPreviewed + 1)
        const counts: number[] = []
        for (const row of rows.slice(0, membersPreviewed))
          counts.push(await countNewsOf(gallery, row, spanOf(row, gallery.clock())))
        return {
          looked: counts.length,
          letters: counts.filter((count) => count > 0).length,
          mostPhotos: Math.max(0, ...counts),
          isComplete: rows.length <= membersPreviewed,
        }
      }),

    send: () =>
      asAdmin(async () => {
        if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
        if (!(await readNewsSettings(read)).enabled) throw new VitrineError('NEWS_OFF')
        requireMail(gallery)
        const { count } = await countSubscriptions(read)
        await transact(gallery, actor, async (unit) => {
          await makeAllDue(unit.db, unit.at)
          unit.record({ subject: 'setting', id: 0, action: 'updated', after: { newsSent: { members: count } } })
        })
        await plan({ isNow: true })
        return { members: count }
      }),
  }
}
