import { VitrineError } from '../errors/vitrine-error.ts'
import { ByteSource } from '../media/byte-source.ts'
import { defaultMediaLimits } from '../media/types.ts'
import { loadXmp } from './lazy.ts'
import { type ReadMetadataOptions, toMetadata } from './read.ts'
import { noSources } from './reader.ts'
import type { MediaMetadata } from './types.ts'
import { xmpLimits } from './xmp-limits.ts'

/** Drops what a sidecar does not say, so that merging is a matter of what is there. */
const onlySaid = (metadata: MediaMetadata): Partial<MediaMetadata> =>
  Object.fromEntries(
    Object.entries(metadata).filter(([, value]) =>
      value !== null && typeof value === 'object' ? Object.keys(value).length > 0 : value !== null && value !== false,
    ),
  )

/**
 * Reads an XMP sidecar: a whole file that is one packet, at most 1 MiB. Entities that a DOCTYPE declares are never expanded.
 *
 * @returns The fields that the sidecar holds; an empty object for a file that is no XMP.
 * @throws {VitrineError} `MEDIA_TOO_LARGE`.
 */
export const readSidecar = async (
  path: string,
  mapping: Pick<ReadMetadataOptions, 'order' | 'fields' | 'keywordTrees'> = {},
): Promise<Partial<MediaMetadata>> =>
  ByteSource.use(path, defaultMediaLimits.timeoutMs, async (source) => {
    if (source.size > xmpLimits.packetBytes) {
      throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes: source.size, maxBytes: xmpLimits.packetBytes } })
    }
    const { parseXmp } = await loadXmp()
    const xmp = parseXmp(Buffer.from(await source.read(0, source.size)))
    return onlySaid(toMetadata({ ...noSources, xmp }, [], mapping))
  })

const said = <K extends keyof MediaMetadata>(sidecar: Partial<MediaMetadata>, keys: readonly K[]): boolean =>
  keys.some((key) => sidecar[key] !== undefined && sidecar[key] !== null)

const saidOf = (custom: MediaMetadata['custom'] = {}) =>
  Object.fromEntries(Object.entries(custom).filter(([, texts]) => texts.length > 0))

/** Fields that only mean something together: they are taken from one side as a whole. */
const dateKeys = ['takenAtLocal', 'takenOffset', 'takenAt', 'takenAtSource'] as const
const positionKeys = ['latitude', 'longitude'] as const

/**
 * The metadata of a file with that of its sidecar, which wins for texts, keywords, rating, date and position: it is where a person
 * wrote after the camera did. Camera and orientation stay the file's own.
 */
export const mergeMetadata = (file: MediaMetadata, sidecar: Partial<MediaMetadata>): MediaMetadata => {
  const date = said(sidecar, ['takenAtLocal']) ? dateKeys : []
  const position = said(sidecar, positionKeys) ? positionKeys : []
  const pick = <K extends keyof MediaMetadata>(keys: readonly K[]) =>
    Object.fromEntries(keys.map((key) => [key, sidecar[key] ?? null])) as Pick<MediaMetadata, K>
  return {
    ...file,
    title: sidecar.title ?? file.title,
    description: sidecar.description ?? file.description,
    author: sidecar.author ?? file.author,
    copyright: sidecar.copyright ?? file.copyright,
    headline: sidecar.headline ?? file.headline,
    city: sidecar.city ?? file.city,
    country: sidecar.country ?? file.country,
    keywords: sidecar.keywords?.length ? sidecar.keywords : file.keywords,
    hierarchicalKeywords: sidecar.hierarchicalKeywords?.length
      ? sidecar.hierarchicalKeywords
      : file.hierarchicalKeywords,
    tagPaths: sidecar.hierarchicalKeywords?.length ? (sidecar.tagPaths ?? []) : file.tagPaths,
    rating: sidecar.rating ?? file.rating,
    altitude: sidecar.altitude ?? file.altitude,
    camera: file.camera ?? sidecar.camera ?? null,
    dates: sidecar.dates?.length ? sidecar.dates : file.dates,
    regions: sidecar.regions?.length ? sidecar.regions : file.regions,
    regionDimensions: sidecar.regions?.length ? (sidecar.regionDimensions ?? null) : file.regionDimensions,
    projection: sidecar.projection ?? file.projection,
    sphereCrop: sidecar.sphereCrop ?? file.sphereCrop,
    custom: { ...file.custom, ...saidOf(sidecar.custom) },
    ...pick(date),
    ...pick(position),
  }
}
