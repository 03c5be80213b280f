import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { inputInvalid } from '../errors/vitrine-error.ts'
import { type ChangeRow, findPlaceAt } from '../events/event.store.ts'
import { eventTypes } from '../events/event-types.ts'
import { instant } from '../input/instant.ts'
import { id, pageLimit, validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { readNames, subjectOfActor } from './activity.names.ts'
import { type ActivityFilter, selectActivity, selectMaxChangeId, toActivityType } from './activity.store.ts'
import type { ActivityEntry, ActivityOptions, ActivityPage, ActivityService } from './activity.types.ts'

/** Entries that are looked through by one statement, a few milliseconds, and in one call. */
const perStatement = 20_000
const perCall = 200_000

const activityList = v.strictObject({
  types: v.optional(eventTypes),
  subjectId: v.optional(id),
  userId: v.optional(id),
  from: v.optional(instant),
  to: v.optional(instant),
  limit: pageLimit(500, 50),
  cursor: v.optional(v.string('Must be text.')),
})

export const createActivityService = (gallery: GalleryContext, actor: Actor): ActivityService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  return {
    list: (options: ActivityOptions = {}): Promise<ActivityPage> =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { limit, cursor, from, to, ...asked } = validate(activityList, options)
        const filter = toFilter(asked)
        const mark = ['activity', asked, from, to]
        const maxId = await selectMaxChangeId(db)
        const lowest = from === undefined ? 1 : await findPlaceAt(db, 'id', from, maxId)
        let beforeId =
          cursor !== undefined
            ? (decodeCursor(cursor, mark, ['number'])[0] as number)
            : to === undefined
              ? maxId + 1
              : await findPlaceAt(db, 'id', to, maxId)
        // All that happened to one thing is found by an index, and needs no parts.
        const isIndexed = filter.subjectId !== null
        const step = isIndexed ? Number.MAX_SAFE_INTEGER : perStatement
        const stop = isIndexed ? lowest : Math.max(lowest, beforeId - perCall)
        const found: ChangeRow[] = []
        while (beforeId > stop && found.length <= limit) {
          const fromId = Math.max(lowest, beforeId - step)
          found.push(...(await selectActivity(db, filter, { fromId, beforeId, limit: limit + 1 - found.length })))
          beforeId = fromId
        }
        const shown = found.slice(0, limit)
        const next = found.length > limit ? (shown.at(-1) as ChangeRow).id : beforeId > lowest ? beforeId : null
        return {
          items: await toEntries(shown),
          nextCursor: next === null ? null : encodeCursor(mark, [next]),
        }
      }),
  }

  async function toEntries(rows: readonly ChangeRow[]): Promise<ActivityEntry[]> {
    const actors = rows.flatMap(({ actor_kind, actor_id }) => {
      const type = subjectOfActor(actor_kind)
      return type === null || actor_id === null ? [] : [{ type, id: actor_id }]
    })
    const nameOf = await readNames(db, dialect, [
      ...actors,
      ...rows.map((row) => ({ type: row.subject, id: row.subject_id })),
    ])
    return rows.map((row) => {
      const whose = subjectOfActor(row.actor_kind)
      return {
        id: row.id,
        at: row.at,
        actor: {
          kind: row.actor_kind,
          id: row.actor_id,
          name: whose === null || row.actor_id === null ? row.reason : nameOf(whose, row.actor_id),
        },
        type: `${row.subject}.${row.action}`,
        subject: { type: row.subject, id: row.subject_id, name: nameOf(row.subject, row.subject_id) },
        batchId: row.batch_id,
        before: row.before === null ? null : JSON.parse(row.before),
        after: row.after === null ? null : JSON.parse(row.after),
      }
    })
  }
}

/** @throws {VitrineError} `INPUT_INVALID` */
const toFilter = ({
  types,
  subjectId = null,
  userId = null,
}: {
  types?: string[] | undefined
  subjectId?: number | null | undefined
  userId?: number | null | undefined
}): ActivityFilter => {
  const parsed = types?.map(toActivityType)
  if (subjectId !== null && new Set(parsed?.map(({ subject }) => subject)).size !== 1)
    throw inputInvalid([{ path: 'types', message: 'Must name types of one subject, such as photo.*.' }])
  return { types: parsed ?? null, subjectId, userId }
}
