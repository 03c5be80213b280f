import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { managesEverything, type Rights, sees } from '../access/rights.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { pageLimit, validate } from '../input/validate.ts'
import { selectGuarded } from '../photos/photo.guarded.store.ts'
import { keepVisible } from '../photos/visible-rows.ts'
import type { EventsService, FullGalleryEvent, GalleryEvent } from './event.types.ts'
import { beginning, endOf, fromCursor, toCursor } from './event-cursor.ts'
import type { EventLog } from './event-log.ts'
import { createTypeFilter, eventTypes } from './event-types.ts'

const listOptions = v.strictObject({
  after: v.optional(v.string('Must be text.')),
  types: v.optional(eventTypes),
  limit: pageLimit(500, 100),
})

export const createEventsService = (
  gallery: GalleryContext,
  actor: Actor,
  { events }: { events: EventLog },
): EventsService => ({
  list: (options = {}) =>
    call(gallery, actor, async (context) => {
      const { after, types, limit } = validate(listOptions, options)
      const page = await events.read(after === undefined ? beginning : fromCursor(after), limit)
      const isWanted = createTypeFilter(types)
      const wanted = page.events.filter((event) => isWanted(event.type))
      // With the rights of after the events: what was hidden in between is left out.
      const visible = await keepKnown(context, wanted)
      return { items: visible, cursor: toCursor(page.last), hasMore: page.hasMore }
    }),

  latest: () => call(gallery, actor, async () => toCursor(endOf((await gallery.access.versions()).commit))),
})

/** What of the events the actor may learn. Whatever is not named here is for administrators alone. */
const keepKnown = async (context: CallContext, events: readonly FullGalleryEvent[]): Promise<GalleryEvent[]> => {
  const { gallery, actor } = context
  const rights = await gallery.access.rightsOf(actor)
  if (managesEverything(rights)) return events.map(toPlain)
  if (rights.shutOut || events.length === 0) return []
  const { enabled } = await gallery.lookups.comments(rights.commit)
  const isOfSite = enabled && rights.linkId === null
  // A comment is as hidden as what it is about. What waits, and what is said by links, is for administrators alone.
  const aboutOf = (event: FullGalleryEvent): { readonly type: string; readonly id: number } | null => {
    if (event.subject.type !== 'comment') return event.subject
    const { photo, album, link, state } = event.after ?? {}
    if (!isOfSite || link !== null || state !== 'shown') return null
    if (typeof photo === 'number') return { type: 'photo', id: photo }
    return typeof album === 'number' ? { type: 'album', id: album } : null
  }
  const told = events.map((event) => ({ event, about: aboutOf(event) }))
  const photoIds = new Set(told.flatMap(({ about }) => (about?.type === 'photo' ? [about.id] : [])))
  const seen = photoIds.size === 0 ? new Set<number>() : await seenPhotos(gallery, rights, photoIds)
  const isKnown = (about: { readonly type: string; readonly id: number } | null): boolean =>
    about !== null &&
    ((about.type === 'photo' && seen.has(about.id)) || (about.type === 'album' && sees(rights, about.id)))
  return told.filter(({ about }) => isKnown(about)).map(({ event }) => ({ ...toPlain(event), batchId: null }))
}

const seenPhotos = async (
  { connections: { read }, dialect }: GalleryContext,
  rights: Rights,
  ids: ReadonlySet<number>,
): Promise<ReadonlySet<number>> => {
  const rows = await selectGuarded(read, dialect, ids)
  return new Set((await keepVisible(read, dialect, rights, rows)).map((row) => row.id))
}

const toPlain = ({ id, type, at, subject, batchId }: FullGalleryEvent): GalleryEvent => ({
  id,
  type,
  at,
  subject,
  batchId,
})
