import type { Photo as CorePhoto } from '@vitrine/core'
import type { Derivatives, Photo } from '@vitrine/sdk/contract'
import type { Links } from '../../links.ts'

export const toDerivatives = (photo: CorePhoto, links: Links): Derivatives =>
  Object.fromEntries(
    Object.entries(photo.derivatives).map(([size, { key, widthPx, heightPx }]) => [
      size,
      { url: links.derivativeUrl(photo.id, size, key), width: widthPx, height: heightPx },
    ]),
  )

/** A photo as it is sent. Field by field: a field that core gains later is not sent before somebody decided so. */
export const toPhoto = (photo: CorePhoto, links: Links): Photo => ({
  id: photo.id,
  title: photo.title,
  description: photo.description,
  languages: { title: photo.languages.title, description: photo.languages.description },
  translations: photo.translations && { ...photo.translations },
  fileName: photo.fileName,
  sourceFileName: photo.sourceFileName,
  mediaType: photo.mediaType,
  mimeType: photo.mimeType,
  width: photo.widthPx,
  height: photo.heightPx,
  orientation: photo.orientation,
  bytes: photo.bytes,
  sha256: photo.sha256,
  takenAt: photo.takenAt,
  takenAtLocal: photo.takenAtLocal,
  addedAt: photo.addedAt,
  author: photo.author,
  copyright: photo.copyright,
  rating: photo.rating,
  level: photo.level,
  latitude: photo.latitude,
  longitude: photo.longitude,
  altitude: photo.altitude,
  camera: photo.camera && {
    make: photo.camera.make,
    model: photo.camera.model,
    lens: photo.camera.lens,
    iso: photo.camera.iso,
    aperture: photo.camera.aperture,
    exposureSeconds: photo.camera.exposureSeconds,
    focalLengthMm: photo.camera.focalLengthMm,
  },
  tags: photo.tags.map(({ id, name }) => ({ id, name })),
  albumIds: [...photo.albumIds],
  fields: { ...photo.fields },
  views: photo.views,
  placeholder: photo.placeholder,
  focal: photo.focal && { x: photo.focal.x, y: photo.focal.y },
  formatCount: photo.formatCount,
  hasRepresentative: photo.hasRepresentative,
  derivatives: toDerivatives(photo, links),
  downloadSize: photo.downloadSize,
})
