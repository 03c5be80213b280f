import type { MediaProbe } from '../media/types.ts'
import { exifTags, gpsTags } from './exif-tags.ts'
import { iptcDatasets } from './iptc.ts'
import type { Sources } from './sources.ts'
import { textLimits, toLine, toNumber } from './text.ts'
import type { MediaMetadata, MetadataGroup } from './types.ts'

const maxRows = 60

/** Rounds for reading: at most three decimals, none that say nothing. */
const decimal = (value: number) => String(Math.round(value * 1000) / 1000)

/** `1/250 s` below a quarter second, decimals above. */
export const formatExposure = (seconds: number): string =>
  seconds < 0.25 ? `1/${Math.round(1 / seconds)} s` : `${decimal(seconds)} s`

const named = (names: Readonly<Record<number, string>>) => (value: unknown) => {
  const number = toNumber(value)
  return number === null ? null : (names[number] ?? null)
}

const programs = named({
  1: 'Manual',
  2: 'Normal',
  3: 'Aperture priority',
  4: 'Shutter priority',
  5: 'Creative',
  6: 'Action',
  7: 'Portrait',
  8: 'Landscape',
})
const meterings = named({
  1: 'Average',
  2: 'Centre-weighted average',
  3: 'Spot',
  4: 'Multi-spot',
  5: 'Pattern',
  6: 'Partial',
})
const whiteBalances = named({ 0: 'Automatic', 1: 'Manual' })
const modes = named({ 0: 'Automatic', 1: 'Manual', 2: 'Auto bracket' })
const colourSpaces = named({ 1: 'sRGB', 2: 'Adobe RGB', 65535: 'Uncalibrated' })

type Row = readonly [label: string, value: unknown]

const toGroup = (group: MetadataGroup['group'], rows: readonly Row[]): MetadataGroup => ({
  group,
  rows: rows
    .map(([label, value]) => ({
      label,
      value: toLine(typeof value === 'number' ? decimal(value) : value, textLimits.panelValue),
    }))
    .filter((row): row is { label: string; value: string } => row.value !== null)
    .slice(0, maxRows),
})

const exifRows = ({ exif: { tags } }: Sources, metadata: MediaMetadata): Row[] => {
  const number = (tag: number, format: (value: number) => string) => {
    const value = toNumber(tags.get(tag))
    return value === null ? null : format(value)
  }
  const { camera } = metadata
  return [
    ['Camera make', camera?.make],
    ['Camera model', camera?.model],
    ['Lens', camera?.lens],
    ['Taken', metadata.takenAtLocal?.replace('T', ' ')],
    ['Time zone', metadata.takenOffset],
    ['Exposure', camera?.exposureSeconds == null ? null : formatExposure(camera.exposureSeconds)],
    ['Aperture', camera?.aperture == null ? null : `f/${decimal(camera.aperture)}`],
    ['ISO', camera?.iso],
    ['Focal length', camera?.focalLengthMm == null ? null : `${decimal(camera.focalLengthMm)} mm`],
    ['Focal length in 35 mm', number(exifTags.focalLength35, (mm) => (mm > 0 ? `${decimal(mm)} mm` : ''))],
    ['Exposure bias', number(exifTags.exposureBias, (ev) => `${decimal(ev)} EV`)],
    ['Exposure program', programs(tags.get(exifTags.exposureProgram))],
    ['Exposure mode', modes(tags.get(exifTags.exposureMode))],
    ['Metering', meterings(tags.get(exifTags.meteringMode))],
    ['Flash', number(exifTags.flash, (bits) => ((bits & 1) === 1 ? 'Fired' : 'Did not fire'))],
    ['White balance', whiteBalances(tags.get(exifTags.whiteBalance))],
    ['Colour space', colourSpaces(tags.get(exifTags.colorSpace))],
    ['Software', tags.get(exifTags.software)],
    ['Artist', tags.get(exifTags.artist)],
    ['Copyright', tags.get(exifTags.copyright)],
    ['Description', tags.get(exifTags.imageDescription)],
  ]
}

const iptcRows = ({ iptc }: Sources): Row[] => {
  const labels: readonly (readonly [string, number])[] = [
    ['Object name', iptcDatasets.objectName],
    ['Headline', iptcDatasets.headline],
    ['Caption', iptcDatasets.caption],
    ['By-line', iptcDatasets.byLine],
    ['Copyright notice', iptcDatasets.copyrightNotice],
    ['Credit', iptcDatasets.credit],
    ['Source', iptcDatasets.source],
    ['City', iptcDatasets.city],
    ['Province or state', iptcDatasets.province],
    ['Country', iptcDatasets.country],
    ['Keywords', iptcDatasets.keywords],
  ]
  return labels.map(([label, dataset]) => [label, iptc.get(dataset)?.slice(0, textLimits.keywords).join(', ')])
}

const xmpLabels: readonly (readonly [string, string])[] = [
  ['Title', 'dc:title'],
  ['Description', 'dc:description'],
  ['Creator', 'dc:creator'],
  ['Rights', 'dc:rights'],
  ['Usage terms', 'xmpRights:UsageTerms'],
  ['Subject', 'dc:subject'],
  ['Rating', 'xmp:Rating'],
  ['Label', 'xmp:Label'],
  ['Creator tool', 'xmp:CreatorTool'],
  ['Headline', 'photoshop:Headline'],
  ['Credit', 'photoshop:Credit'],
  ['Source', 'photoshop:Source'],
  ['Location', 'Iptc4xmpCore:Location'],
  ['City', 'photoshop:City'],
  ['State', 'photoshop:State'],
  ['Country', 'photoshop:Country'],
  ['Lens', 'aux:Lens'],
]

const gpsRows = ({ exif: { gps } }: Sources, { latitude, longitude, altitude }: MediaMetadata): Row[] => {
  const direction = toNumber(gps.get(gpsTags.imageDirection))
  return [
    ['Latitude', latitude === null ? null : latitude.toFixed(6)],
    ['Longitude', longitude === null ? null : longitude.toFixed(6)],
    ['Altitude', altitude === null ? null : `${decimal(altitude)} m`],
    ['Direction', direction !== null && direction >= 0 && direction <= 360 ? `${decimal(direction)}°` : null],
  ]
}

const fileRows = (probe: MediaProbe, metadata: MediaMetadata): Row[] => [
  ['Type', probe.mimeType],
  ['Stored size', probe.widthPx === null || probe.heightPx === null ? null : `${probe.widthPx} × ${probe.heightPx} px`],
  ['Duration', probe.durationSeconds === null ? null : `${decimal(probe.durationSeconds)} s`],
  ['Frames', probe.frames > 1 ? probe.frames : null],
  ['Colour profile', metadata.colourProfile],
  ['Projection', metadata.projection],
]

/** The rows of an info panel, groups without rows left out. GPS is a group of its own, so that a policy can hide it. */
export const toPanel = (sources: Sources, metadata: MediaMetadata, probe: MediaProbe): MetadataGroup[] =>
  [
    toGroup('file', fileRows(probe, metadata)),
    toGroup('exif', exifRows(sources, metadata)),
    toGroup('iptc', iptcRows(sources)),
    toGroup(
      'xmp',
      xmpLabels.map(([label, name]) => [label, sources.xmp.get(name)?.slice(0, textLimits.keywords).join(', ')]),
    ),
    toGroup('gps', gpsRows(sources, metadata)),
  ].filter(({ rows }) => rows.length > 0)
