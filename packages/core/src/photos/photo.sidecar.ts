import { join } from 'node:path'
import type { CallContext } from '../context.ts'
import { probeMedia } from '../media/probe.ts'
import { readPackets, readWithSources } from '../metadata/read.ts'
import { toAssignments } from '../metadata/write/assignments.ts'
import { findChanges, type MetadataChanges, type PhotoValues } from '../metadata/write/changes.ts'
import { takeInto } from '../metadata/write/write-file.ts'
import { isPositionName, openPacket } from '../metadata/write/xmp-packet.ts'
import { withToolFolder } from '../tools/tool-folder.ts'
import { hidesPosition, photoValuesOf, placeOf, readingOf } from './photo.download.ts'
import type { PhotoRow } from './photo.table.ts'

/**
 * An XMP sidecar of a photo: the packet of its file with all that the gallery says in it, whether the file says the same or not. Its
 * rights were checked.
 *
 * @throws {VitrineError} `METADATA_NOT_WRITABLE` where the packet of the file is damaged; `STORAGE_*`
 */
export const makeSidecar = async (context: CallContext, row: PhotoRow): Promise<Buffer> => {
  const { gallery } = context
  const settings = await gallery.metadata.settings()
  const hides = await hidesPosition(context, row.id, settings)
  const values = await photoValuesOf(context, row, settings)
  return withToolFolder(gallery.options.stagingFolder, async (folder) => {
    const name = await takeInto(folder, await placeOf(gallery, row), 'bin')
    const path = join(folder, name)
    const probe = await probeMedia(path, gallery.options.limits)
    const { metadata, sources } = await readWithSources(path, probe, {
      ...(await readingOf(gallery, row)),
      reader: null,
    })
    const [first = null] = await readPackets(path, probe)
    const packet = openPacket(first)
    if (hides) packet.remove(isPositionName)
    const shown = hides ? { ...values, latitude: null, longitude: null, altitude: null } : values
    const { keywords } = findChanges(metadata, shown)
    // Whatever blocks the fields are written to in files: of a sidecar there is only XMP.
    const write = Object.fromEntries(
      Object.entries(settings.write).map(([field, blocks]) => [field, blocks.length === 0 ? [] : ['xmp']]),
    ) as unknown as typeof settings.write
    packet.assign(toAssignments(everything(shown, keywords), sources, { write, fields: settings.fields }))
    return packet.toBytes()
  })
}

const everything = (values: PhotoValues, keywords: MetadataChanges['keywords']): MetadataChanges => {
  const { title, description, author, copyright, rating, custom } = values
  const { takenAtLocal: local, takenOffset: offset, latitude, longitude, altitude } = values
  return {
    title,
    description,
    author,
    copyright,
    rating,
    custom,
    keywords: keywords ?? { all: values.keywords, added: [], removed: [], paths: values.keywordPaths },
    date: local === null ? null : { local, offset },
    position: latitude === null || longitude === null ? null : { latitude, longitude, altitude },
  }
}
