import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { packEntries } from './archive.entries.ts'
import { safeName } from './archive.names.ts'
import type { ArchivePlaces } from './archive.places.ts'
import { planArchive, requireSome } from './archive.plan.ts'
import { type AskedArchive, archiveOptions } from './archive.schema.ts'
import { zipStream } from './archive.stream.ts'
import type { ArchivesService } from './archive.types.ts'
import { changeArchiveSettings } from './archive-settings.change.ts'

/** A download that is paused for longer begins anew. */
const stallMs = 5 * 60_000

export const createArchivesService = (
  gallery: GalleryContext,
  actor: Actor,
  { places }: { readonly places: ArchivePlaces },
): ArchivesService => {
  const plan = async (context: CallContext, asked: AskedArchive, asksHooks: boolean) => {
    const settings = await gallery.lookups.archives(context.rights.commit)
    if (!settings.enabled) throw new VitrineError('ARCHIVES_OFF')
    return planArchive(context, asked, { settings, asksHooks })
  }

  return {
    estimate: (options) =>
      call(gallery, actor, async (context) => {
        const { photos, bytes, leftOut } = await plan(context, validate(archiveOptions, options), false)
        return { photos, bytes, leftOut }
      }),

    open: (options) =>
      call(gallery, actor, async (context) => {
        const asked = validate(archiveOptions, options)
        const leave = places.take(actor, context.rights)
        try {
          const planned = await plan(context, asked, true)
          requireSome(context, planned)
          const { photos, bytes, leftOut } = planned
          const stream = zipStream(
            (signal) => packEntries(gallery, actor, { plan: planned, size: asked.size, signal }),
            {
              signal: gallery.signal,
              stallMs,
              onEnd: leave,
            },
          )
          return { photos, bytes, leftOut, fileName: `${await titleOf(context, asked)}.zip`, stream }
        } catch (error) {
          leave()
          throw error
        }
      }),

    limits: () => call(gallery, actor, async ({ rights }) => gallery.lookups.archives(rights.commit)),

    setLimits: (patch) => call(gallery, actor, (context) => changeArchiveSettings(context, patch)),
  }
}

/** The album, or the gallery. */
const titleOf = async ({ gallery, rights }: CallContext, { album }: AskedArchive): Promise<string> => {
  const name =
    album === undefined
      ? (await gallery.lookups.site(rights.commit)).site.title
      : (await gallery.lookups.albums(rights.commit, [album])).get(album)?.name
  return safeName(name ?? '', 'photos')
}
