import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemActor } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { JobContext } from '../jobs/job.types.ts'
import { readSize } from '../previews/raster.ts'
import { transact } from '../transaction.ts'
import { selectUnrendered, setMeasured, setRenderable, type UnrenderedRow } from './photo.renderable.store.ts'
import { openPreview } from './photo.source.ts'

/** Who marks the photos that pictures can be made of since other programs are installed. */
export const renderingQueue = 'photos.rendering'
/** Ids of one statement: along the primary key, some milliseconds. */
const idsPerRead = 5_000
/** One transaction. */
const photosPerUnit = 100

const because = systemActor('other programs are installed')

interface Payload {
  readonly mimeTypes: readonly string[]
  /** Kept once the job is done, so that it is not done again for the same programs. */
  readonly signature: string
}

/** Goes over the photos without a picture, and marks those of types that there are programs for. Safe to run again. */
export const createRenderingJob =
  (gallery: GalleryContext) =>
  async ({ mimeTypes, signature }: Payload, { signal, progress }: JobContext): Promise<void> => {
    const last = await gallery.connections.read
      .selectFrom('photos')
      .select((eb) => eb.fn.max('id').as('id'))
      .executeTakeFirst()
    const lastId = Number(last?.id ?? 0)
    for (let afterId = 0; afterId < lastId && mimeTypes.length > 0; afterId += idsPerRead) {
      signal.throwIfAborted()
      const rows = await selectUnrendered(gallery.connections.read, mimeTypes, {
        afterId,
        upToId: afterId + idsPerRead,
      })
      const measured = rows.filter((row) => row.width_px !== null && row.height_px !== null).map((row) => row.id)
      for (let start = 0; start < measured.length; start += photosPerUnit)
        await transact(gallery, because, (unit) =>
          setRenderable(unit, measured.slice(start, start + photosPerUnit), true),
        )
      for (const row of rows.filter(({ width_px, height_px }) => width_px === null || height_px === null)) {
        signal.throwIfAborted()
        await measure(gallery, row)
      }
      progress(Math.min(afterId + idsPerRead, lastId), lastId)
      await nextTurn()
    }
    await writeSignature(gallery, signature)
  }

/** A document tells its size by its picture only. One that cannot be made now is tried again with other programs. */
const measure = async (gallery: GalleryContext, row: UnrenderedRow): Promise<void> => {
  try {
    const size = await readSize(await openPreview(gallery, row))
    if (size !== null) await transact(gallery, because, (unit) => setMeasured(unit, row.id, size))
  } catch (error) {
    const isAboutTheFile = VitrineError.has(error, 'MEDIA_NOT_RENDERABLE', 'MEDIA_TIMEOUT', 'STORAGE_NOT_FOUND')
    if (!isAboutTheFile) throw error
    gallery.log.debug('A document could not be measured', { photoId: row.id, error })
  }
}

const settingKey = 'tools.rendering'

/** The programs that the marks of photos rest on; `null` where none was ever looked for. */
export const readSignature = async ({ connections }: Pick<GalleryContext, 'connections'>): Promise<string | null> => {
  const row = await connections.read
    .selectFrom('settings')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst()
  const value: unknown = row ? JSON.parse(row.value) : null
  return typeof value === 'string' ? value : null
}

const writeSignature = (gallery: GalleryContext, signature: string): Promise<void> =>
  transact(gallery, because, async ({ db, at }) => {
    const value = JSON.stringify(signature)
    const row = await db.selectFrom('settings').select('key').where('key', '=', settingKey).executeTakeFirst()
    if (row) await db.updateTable('settings').set({ value, updated_at: at }).where('key', '=', settingKey).execute()
    else await db.insertInto('settings').values({ key: settingKey, value, updated_at: at }).execute()
  })
