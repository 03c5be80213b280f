import { Readable } from 'node:stream'
import sharp from 'sharp'
import { film } from '../../media-fixtures.ts'
import { pictureOf } from '../../world.ts'
import type { Scene } from './scene.ts'

const of = (bytes: Uint8Array, fileName = 'sql.jpg') => ({ content: Readable.from([bytes]), fileName })

/** Files of photos that are replaced, joined, shown in another's place, and removed. */
export const writeFiles = async (scene: Scene): Promise<void> => {
  const { admin, gallery, clock } = scene
  const album = (await scene.addAlbum('Of files')).id
  await admin.settings.files()
  await admin.settings.setFiles({
    attachesFormats: true,
    maxVersions: 2,
    scaleUploads: { maxWidthPx: 16, maxHeightPx: 16, quality: 90 },
  })
  const photo = await scene.addPhoto(album, { as: admin, seed: 'sql files', fileName: 'SQL_1.jpg' })
  for (const seed of ['sql next', 'sql third', 'sql fourth'])
    await admin.photos.replaceFile(photo.id, of(await pictureOf(seed)))
  // What nothing names any more comes again.
  await scene.addPhoto(album, { as: admin, seed: 'sql files', fileName: 'SQL_2.jpg' })
  const [version, other] = await admin.photos.versions.list(photo.id)
  await admin.photos.versions.open(photo.id, version?.id as number)
  await admin.photos.versions.restore(photo.id, version?.id as number)
  await admin.photos.versions.delete(photo.id, other?.id as number)

  const tiff = await sharp(await pictureOf('sql tiff'))
    .tiff()
    .toBuffer()
  await admin.photos.add({ ...of(tiff, 'sql_1.TIF'), album })
  const psd = await sharp(await pictureOf('sql other tiff'))
    .tiff()
    .toBuffer()
  const { format } = await admin.photos.formats.add(photo.id, of(psd, 'x.tif'))
  await admin.photos.formats.list(photo.id)
  await admin.photos.formats.open(photo.id, format.id)
  await admin.photos.formats.delete(photo.id, format.id)

  const large = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#abc' } })
    .jpeg()
    .toBuffer()
  await admin.photos.add({ ...of(large), album })
  await admin.photos.add({ ...of(large), album })

  const { photo: video } = await admin.photos.add({ ...of(film({ seconds: 9 }), 'sql.mp4'), album })
  await admin.photos.setRepresentative(video.id, of(await pictureOf('sql poster')))
  await admin.photos.removeRepresentative(video.id)

  await admin.settings.setFiles({ attachesFormats: false, maxVersions: 20, scaleUploads: null })
  clock.advance(2 * 24 * 3_600_000)
  while (await gallery.jobs.runNext());
}
