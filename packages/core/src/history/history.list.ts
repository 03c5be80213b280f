import { readNames } from '../activity/activity.names.ts'
import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { networkOf } from '../shares/network.ts'
import { keptAddress, readSalt } from './address-digest.ts'
import { visitList } from './history.schema.ts'
import type { Visit, VisitedThing, VisitListOptions, VisitPage } from './history.types.ts'
import {
  findVisitAt,
  selectFittingVisits,
  selectIdsOfFile,
  selectLastExamined,
  selectMaxVisitId,
  selectVisitsAlong,
  type VisitFilter,
  type VisitKey,
  type VisitRange,
} from './visit.store.ts'
import type { VisitRow } from './visit.table.ts'

/** Lines that are examined by one statement, some ten milliseconds, and how many such statements there are in one call. */
const perStatement = 20_000
const statements = 10
/** Photos of one file name that are looked for. */
const maxPhotos = 20

export const listVisits = async ({ gallery }: CallContext, options: VisitListOptions): Promise<VisitPage> => {
  const db = gallery.connections.read
  const { limit, cursor, from, to, fileName, address, ...asked } = validate(visitList, options)
  const mark = ['history', asked, fileName, address, from, to]
  const photoIds = await photosAsked(gallery, asked.photoId, fileName)
  const lastId = await selectMaxVisitId(db)
  const fromId = from === undefined ? 1 : await findVisitAt(db, from, lastId)
  const beforeId =
    cursor !== undefined
      ? (decodeCursor(cursor, mark, ['number'])[0] as number)
      : to === undefined
        ? lastId + 1
        : await findVisitAt(db, to, lastId)
  const range = { fromId, beforeId, limit: limit + 1 }
  const filter = { ...asked, addresses: address === undefined ? undefined : await addressesLike(gallery, address) }
  const look = (key: VisitKey, rest: VisitFilter) => readAlong(gallery, key, rest, range)
  const { userId, ...besideUser } = filter
  const found =
    photoIds !== null
      ? await Promise.all(photoIds.map((id) => look({ column: 'photo_id', id }, { ...filter, photoId: undefined })))
      : [await (userId === undefined ? look(null, filter) : look({ column: 'user_id', id: userId }, besideUser))]
  // Of several lists only what all of them have been read down to is known to be whole.
  const readDownTo = Math.max(fromId, ...found.map(({ restBefore }) => restBefore ?? fromId))
  const rows = found
    .flatMap((each) => each.rows)
    .filter(({ id }) => id >= readDownTo)
    .sort((a, b) => b.id - a.id)
  const shown = rows.slice(0, limit)
  const isMore = rows.length > limit || found.some(({ restBefore }) => restBefore !== null)
  const next = rows.length > limit ? (shown.at(-1) as VisitRow).id : readDownTo
  return { items: await toVisits(gallery, shown), nextCursor: isMore ? encodeCursor(mark, [next]) : null }
}

/** `null`: lines of all photos, and of none. */
const photosAsked = async (
  { connections }: CallContext['gallery'],
  photoId: number | undefined,
  fileName: string | undefined,
): Promise<readonly number[] | null> => {
  if (fileName === undefined) return photoId === undefined ? null : [photoId]
  const ids = await selectIdsOfFile(connections.read, fileName, maxPhotos)
  return photoId === undefined ? ids : ids.filter((id) => id === photoId)
}

/** What lines of an address may have kept of it. */
const addressesLike = async ({ connections }: CallContext['gallery'], address: string): Promise<string[]> => {
  const salt = await readSalt(connections.read)
  const digest = salt === null ? null : keptAddress(address, 'digest', salt.salt)
  return [...new Set([address, networkOf(address), digest].filter((each) => each !== null))]
}

/** The newest lines along an index that fit. `restBefore`: where there is more to look through, what was looked at ended there. */
const readAlong = async (
  { connections: { read: db } }: CallContext['gallery'],
  key: VisitKey,
  filter: VisitFilter,
  { limit, ...range }: VisitRange & { readonly limit: number },
): Promise<{ rows: VisitRow[]; restBefore: number | null }> => {
  const toRest = (rows: VisitRow[]) => (rows.length < limit ? null : (rows.at(-1) as VisitRow).id)
  if (Object.values(filter).every((value) => value === undefined)) {
    const rows = await selectVisitsAlong(db, key, { ...range, limit })
    return { rows, restBefore: toRest(rows) }
  }
  const rows: VisitRow[] = []
  let { beforeId } = range
  for (let done = 0; done < statements; done++) {
    const part = { fromId: range.fromId, beforeId, examined: perStatement }
    rows.push(...(await selectFittingVisits(db, key, filter, { ...part, limit: limit - rows.length })))
    if (rows.length >= limit) return { rows, restBefore: toRest(rows) }
    const last = await selectLastExamined(db, key, part)
    if (last === null) return { rows, restBefore: null }
    beforeId = last
  }
  return { rows, restBefore: beforeId }
}

const toVisits = async (
  { connections, dialect }: CallContext['gallery'],
  rows: readonly VisitRow[],
): Promise<Visit[]> => {
  const things = (['user', 'link', 'album', 'tag', 'photo'] as const).flatMap((type) =>
    rows.flatMap((row) => {
      const id = row[`${type}_id`]
      return id === null ? [] : [{ type, id }]
    }),
  )
  const nameOf = await readNames(connections.read, dialect, things)
  const thing = (type: (typeof things)[number]['type'], id: number | null): VisitedThing | null =>
    id === null ? null : { id, name: nameOf(type, id) }
  return rows.map(({ id, at, who, section, type, address, ...row }) => ({
    id,
    at,
    who,
    user: thing('user', row.user_id),
    link: thing('link', row.link_id),
    section,
    type,
    album: thing('album', row.album_id),
    tag: thing('tag', row.tag_id),
    photo: thing('photo', row.photo_id),
    address,
  }))
}
