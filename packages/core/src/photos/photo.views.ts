import { type CapabilityBits, capabilityBit, fromBits, isLevel } from '../access/capabilities.ts'
import { bitsOf, sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { selectValues } from '../fields/field.values.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { derivativeSourceOf, focalOf } from './photo.source.ts'
import { selectAlbumsOf, selectTagsOf } from './photo.store.ts'
import type { PhotoRow } from './photo.table.ts'
import type { Camera, DerivativeInfo, Photo } from './photo.types.ts'

/** Photos as the actor sees them: two more queries for a whole page, three where there are custom fields. */
export const toPhotos = async (context: CallContext, rows: readonly PhotoRow[]): Promise<Photo[]> => {
  if (rows.length === 0) return []
  const { gallery, rights } = context
  const ids = rows.map((row) => row.id)
  const db = gallery.connections.read
  const [tags, links, valuesOf] = await Promise.all([
    selectTagsOf(db, gallery.dialect, ids),
    selectAlbumsOf(db, gallery.dialect, ids),
    selectValues(db, gallery.dialect, rights.fields, { subject: 'photo', ids }),
  ])
  const tagsOf = groupBy(tags, (tag) => tag.photo_id)
  const albumsOf = groupBy(links, (link) => link.photo_id)

  return rows.map((row) => {
    const albumIds = (albumsOf.get(row.id) ?? []).map((link) => link.album_id)
    const seen = albumIds.filter((id) => sees(rights, id))
    const bits = photoBits(context, seen)
    return {
      id: row.id,
      title: row.title,
      description: row.description,
      fileName: row.file_name,
      sourceFileName: row.source_file_name || row.file_name,
      mediaType: row.media_type,
      mimeType: row.mime_type,
      widthPx: row.width_px,
      heightPx: row.height_px,
      orientation: row.orientation,
      durationSeconds: row.duration_seconds,
      bytes: Number(row.bytes),
      sha256: row.sha256,
      takenAt: row.taken_at,
      takenAtLocal: row.taken_at_local,
      addedAt: row.added_at,
      updatedAt: row.updated_at,
      author: row.author,
      copyright: row.copyright,
      rating: row.rating,
      level: isLevel(row.level) ? row.level : 8,
      latitude: row.latitude,
      longitude: row.longitude,
      altitude: row.altitude,
      camera: toCamera(row),
      tags: (tagsOf.get(row.id) ?? []).map(({ id, name, slug }) => ({ id, name, slug })),
      albumIds: seen,
      fields: valuesOf.get(row.id) ?? {},
      views: row.views,
      placeholder: row.placeholder,
      focal: focalOf(row),
      formatCount: bits & capabilityBit.download ? row.format_count : 0,
      isPicture: formatOfMimeType(row.mime_type)?.decodable === true,
      isReadOnly: row.storage_key === null,
      hasRepresentative: row.representative !== null,
      derivatives: describe(context, row),
      capabilities: fromBits(bits),
    }
  })
}

/**
 * What the actor may do with a photo: what it may do in any of the albums through which it sees it. But no original for those who see
 * it marked, where the settings say so.
 */
export const photoBits = ({ gallery, rights }: CallContext, albumIds: readonly number[]): CapabilityBits => {
  const bits = albumIds.reduce((sum, id) => sum | bitsOf(rights, id), rights.everywhere)
  return gallery.imaging.hidesOriginals(rights) ? bits & ~capabilityBit.download : bits
}

const describe = ({ gallery, rights }: CallContext, row: PhotoRow): Record<string, DerivativeInfo> => {
  const source = derivativeSourceOf(gallery, row, gallery.imaging.markFor(rights))
  return source ? { ...gallery.derivatives.under(gallery.imaging.policyOf(rights).profile).describe(source) } : {}
}

const toCamera = (row: PhotoRow): Camera | null => {
  const camera: Camera = {
    make: row.camera_make,
    model: row.camera_model,
    lens: row.lens,
    iso: row.iso,
    aperture: row.aperture,
    exposureSeconds: row.exposure_seconds,
    focalLengthMm: row.focal_length_mm,
  }
  return Object.values(camera).every((value) => value === null) ? null : camera
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> => {
  const groups = new Map<number, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
