import { type CapabilityBits, capabilityBit, fromBits, isLevel } from '../access/capabilities.ts'
import { withholdsOriginals } from '../access/link-terms.ts'
import { bitsOf, type Rights, sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { FieldValues } from '../fields/field.types.ts'
import { selectValues } from '../fields/field.values.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { largestOf, sizesFor } from '../settings/sizes-for.ts'
import { nameIn, textsIn, toTranslations } from '../translations/read-translations.ts'
import { derivativeSourceOf, focalOf } from './photo.source.ts'
import { type PhotoJoins, selectJoins } from './photo.store.ts'
import type { ListedPhoto } from './photo.table.ts'
import type { Camera, DerivativeInfo, Photo } from './photo.types.ts'
import { isVisible } from './visible-rows.ts'

/** Photos, all of which the actor may see, as it sees them: one more query for a whole page, two where there are custom fields. */
export const toPhotos = async (context: CallContext, rows: readonly ListedPhoto[]): Promise<Photo[]> =>
  describeAll(context, rows, await readBeside(context, rows))

/** Those of the photos that the actor may see, as it sees them: as many queries. The rows may be of photos that are not for it. */
export const toVisiblePhotos = async (context: CallContext, rows: readonly ListedPhoto[]): Promise<Photo[]> => {
  const beside = await readBeside(context, rows)
  const visible = rows.filter((row) => isVisible(context.rights, row, beside.albums.get(row.id) ?? []))
  return describeAll(context, visible, beside)
}

interface Beside extends PhotoJoins {
  readonly values: ReadonlyMap<number, FieldValues>
}

const readBeside = async (
  { gallery: { connections, dialect }, rights }: CallContext,
  rows: readonly ListedPhoto[],
): Promise<Beside> => {
  if (rows.length === 0) return { tags: new Map(), albums: new Map(), values: new Map() }
  const ids = rows.map((row) => row.id)
  const [joins, values] = await Promise.all([
    selectJoins(connections.read, dialect, ids),
    selectValues(connections.read, dialect, rights.fields, { subject: 'photo', ids }),
  ])
  return { ...joins, values }
}

const describeAll = (context: CallContext, rows: readonly ListedPhoto[], { tags, albums, values }: Beside): Photo[] => {
  const { gallery, rights } = context
  return rows.map((row) => {
    const albumIds = albums.get(row.id) ?? []
    const seen = albumIds.filter((id) => sees(rights, id))
    const bits = photoBits(context, albumIds)
    const { texts, languages } = textsIn(row, gallery.language, ['title', 'description'])
    return {
      id: row.id,
      title: texts.title ?? row.title,
      description: texts.description ?? row.description,
      languages,
      translations: bits & capabilityBit.edit ? toTranslations(row) : null,
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
      tags: (tags.get(row.id) ?? []).map((tag) => ({ id: tag.id, ...nameIn(tag, gallery.language), slug: tag.slug })),
      albumIds: seen,
      fields: values.get(row.id) ?? {},
      views: row.views,
      placeholder: row.placeholder,
      focal: focalOf(row),
      formatCount: bits & capabilityBit.download ? row.format_count : 0,
      isPicture: formatOfMimeType(row.mime_type)?.decodable === true,
      isReadOnly: row.storage_key === null,
      hasRepresentative: row.representative !== null,
      derivatives: describe(context, row),
      downloadSize: downloadSizeOf(context, albumIds),
      capabilities: fromBits(bits),
    }
  })
}

/**
 * What the actor may do with a photo, of the albums that it is in: what it may do in any of those through which it sees it. But no
 * original for those who see it marked, where the settings say so.
 */
export const photoBits = ({ gallery, rights }: CallContext, albumIds: readonly number[]): CapabilityBits => {
  const bits = bitsBefore(rights, albumIds)
  return gallery.imaging.hidesOriginals(rights) ? bits & ~capabilityBit.download : bits
}

/** Before what is kept from those who see marked pictures. */
const bitsBefore = (rights: Rights, albumIds: readonly number[]): CapabilityBits => {
  const { photos } = rights
  return photos ? photos.bits & heldIn(photos.of, albumIds) : heldIn(rights, albumIds)
}

/** What a link with `download` gives where its own terms keep the originals back. */
export const downloadSizeOf = ({ gallery, rights }: CallContext, albumIds: readonly number[]): string | null =>
  withholdsOriginals(rights.terms) && (bitsBefore(rights, albumIds) & capabilityBit.download) !== 0
    ? largestOf(sizesFor(rights, gallery.imaging.policyOf(rights)))
    : null

/** Albums that are not seen add nothing. */
const heldIn = (rights: Rights, albumIds: readonly number[]): CapabilityBits =>
  albumIds.reduce((sum, id) => sum | bitsOf(rights, id), rights.everywhere)

const describe = ({ gallery, rights }: CallContext, row: ListedPhoto): Record<string, DerivativeInfo> => {
  const source = derivativeSourceOf(gallery, row, gallery.imaging.markFor(rights))
  if (!source) return {}
  const policy = gallery.imaging.policyOf(rights)
  const described = gallery.derivatives.under(policy.profile).describe(source)
  if (rights.terms === null) return { ...described }
  const allowed = new Set(sizesFor(rights, policy).map(({ name }) => name))
  return Object.fromEntries(Object.entries(described).filter(([name]) => allowed.has(name)))
}

const toCamera = (row: ListedPhoto): Camera | null => {
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
