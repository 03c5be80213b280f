import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { refusalOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** Settings of derivatives that change, and what follows from it. */
export const changeDerivatives = async (scene: Scene): Promise<void> => {
  const { admin, guest, gallery } = scene
  const album = await scene.addAlbum('Of derivatives')
  const photo = await scene.addPhoto(album.id, { as: admin, seed: 'sql derivatives' })
  const { settings } = await admin.settings.derivatives()
  const pictures = await Promise.all(
    Array.from({ length: 41 }, (_, red) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background: { r: red, g: 0, b: 0 } } })
        .png()
        .toBuffer(),
    ),
  )
  let picture = ''
  for (const bytes of pictures) picture = (await admin.settings.addWatermarkPicture(bytes)).picture
  await admin.settings.previewWatermark('none-such').catch(() => undefined)
  const mark = { name: 'mark', picture, position: 'centre', opacityPercent: 50, marginPercent: 0 } as const
  const watermark = { ...mark, widthPercent: 20, minWidthPx: 0, minHeightPx: 0, sizes: null }
  await admin.settings.setDerivatives({ watermarks: [watermark], usualWatermark: 'mark' })
  await guest.derivatives.open(photo.id, { size: 'thumb' })
  await guest.derivatives.describe(photo.id, { size: 'thumb' })
  await admin.photos.update(photo.id, { focal: { x: 0.5, y: 0.25 } })
  const jobId = await admin.derivatives.warmUp({ album: album.id, sizes: ['thumb'] })
  await gallery.jobs.enqueue('derivatives.prepare', { photoIds: [photo.id] })
  while (await gallery.jobs.runNext());
  await admin.derivatives.warming(jobId ?? 0)
  await admin.derivatives.figures()
  await admin.derivatives.purge({ photoId: photo.id })
  await admin.settings.setDerivatives({ watermarks: [], usualWatermark: null, sizes: settings.sizes })
  await admin.photos.delete([photo.id])
  await scene.system.albums.delete(album.id)
}

/** Photos that come, change, are looked at and go. */
export const writePhotos = async (scene: Scene): Promise<void> => {
  const { admin, system } = scene
  const album = await scene.addAlbum('Of photos')
  const other = await scene.addAlbum('Of other photos')
  const photo = await scene.addPhoto(album.id, {
    as: admin,
    seed: 'sql one',
    tags: ['sea', 'of the scenario'],
    taken: '2020:01:31 10:00:00',
  })
  await scene.addPhoto(other.id, { as: admin, seed: 'sql one' })
  const second = await scene.addPhoto(album.id, { as: admin, seed: 'sql two', level: 2 })
  const named = { as: admin, seed: 'sql other bytes', fileName: 'sql one.jpg' }
  for (const action of ['link', 'replace'] as const)
    await scene.addPhoto(album.id, { ...named, onDuplicate: { by: 'name', action } })
  const refused = scene.addPhoto(album.id, { ...named, onDuplicate: { by: 'checksum', action: 'reject' } })
  await refusalOf(refused, 'PHOTO_EXISTS')
  await admin.photos.update(photo.id, { title: 'A title', rating: 3, takenAt: '2021-01-01T00:00:00Z', level: 1 })
  await admin.photos.update(photo.id, { translations: { fr: { title: 'Un titre' } } })
  await admin.photos.update(photo.id, { tags: ['sea', 'another of the scenario'], albumIds: [album.id, other.id] })
  await admin.photos.update(second.id, { albumIds: [other.id] })
  await changeMany(scene, [album.id, other.id], [photo.id, second.id])
  await text((await admin.photos.original(photo.id)).open as never).catch(() => '')
  await admin.derivatives.open(photo.id, { size: 'square' })
  await admin.photos.delete([photo.id, second.id])
  // The same file once more: it comes back from the trash.
  const back = await scene.addPhoto(album.id, { as: admin, seed: 'sql one' })
  await admin.photos.delete([back.id])
  await refusalOf(admin.photos.get(photo.id), 'PHOTO_NOT_FOUND')
  await system.albums.delete(album.id)
  await system.albums.delete(other.id)
}

/** Many photos at once, looked at, changed and given back; those of a list and those named. */
const changeMany = async (
  { admin, member }: Scene,
  [album, other]: readonly [number, number],
  ids: readonly number[],
): Promise<void> => {
  const field = await admin.fields.create({ subject: 'photo', name: 'Scenario batch', type: 'text' })
  const change = {
    set: { author: 'Batch', level: 2, takenAt: '2020-02-02T02:02:02Z', fields: { [field.key]: 'Brest' } },
    addTags: ['of the batch'],
    removeTags: ['sea'],
    addToAlbums: [other],
  } as const
  await admin.batch.run({ select: { album }, change, dryRun: true })
  const { batchId } = await admin.batch.run({ select: { album, q: 'one OR two' }, change })
  await admin.batch.undo(batchId ?? '')
  await admin.batch.run({ select: { ids }, change: { moveToAlbum: other } })
  await admin.batch.run({
    select: { ids },
    change: { shiftTakenAtSeconds: 60, addToAlbums: [album], removeFromAlbums: [other] },
  })
  const gone = await admin.batch.run({ select: { ids }, change: { delete: true } })
  const back = await admin.batch.undo(gone.batchId ?? '')
  await admin.batch.undo(back.batchId ?? '')
  await admin.batch.undo((await admin.batch.list({ limit: 1 })).items[0]?.batchId ?? '')
  await admin.batch.get(gone.batchId ?? '')
  const { nextCursor } = await admin.batch.list({ limit: 2 })
  await admin.batch.list({ limit: 2, cursor: nextCursor ?? '' })
  await member.batch.list()
  await admin.fields.delete(field.id)
}

/** Settings of metadata that change; files that are read again, written, and given out saying something else. */
export const workOnMetadata = async (scene: Scene): Promise<void> => {
  const { admin, gallery } = scene
  const album = await scene.addAlbum('Of metadata')
  const photo = await scene.addPhoto(album.id, { as: admin, seed: 'sql metadata' })
  await admin.settings.metadata()
  await admin.settings.setMetadata({ writesFiles: true, withoutPosition: [{ album: album.id }] })
  await admin.photos.update(photo.id, { title: 'Written' })
  await admin.photos.original(photo.id, { metadata: 'edited' })
  await admin.photos.sidecar(photo.id)
  const jobId = await admin.photos.synchronise({ album: album.id })
  await admin.photos.synchronise({ photo: photo.id })
  await admin.photos.writeBack({ album: album.id })
  while (await gallery.jobs.runNext());
  await admin.photos.metadataJob(jobId ?? 0)
  await placeTags(scene, album.id)
}

/** A tag that has no place, and a file that names one for it. */
const placeTags = async (scene: Scene, album: number): Promise<void> => {
  const { admin } = scene
  const photo = await scene.addPhoto(album, { as: admin, seed: 'sql path', tags: ['path three'] })
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#456' } })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><lr:hierarchicalSubject><rdf:Bag><rdf:li>path one|path two|path three</rdf:li></rdf:Bag>
 </lr:hierarchicalSubject></rdf:Description></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer()
  await admin.photos.add({ content: Readable.from([bytes]), fileName: 'path.jpg', album })
  await admin.photos.sidecar(photo.id)
  await admin.albums.delete(album, { photos: 'delete-all' })
  const { manage } = admin.tags
  const { items } = await manage.list({ text: 'path ' })
  const ids = ['path one', 'path two', 'path three'].map((name) => items.find((tag) => tag.name === name)!.id)
  // The topmost alone: the others rise.
  await manage.delete(ids.slice(0, 1))
  await manage.delete(ids.slice(1))
}
