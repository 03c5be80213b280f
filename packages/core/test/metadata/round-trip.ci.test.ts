import { describeRoundTrips, writableFiles } from './round-trips.ts'

/** One of each format, and those with something of their own; all of them in the deep tests. */
const special = [
  'iptc-latin1-undeclared.jpg',
  'pixel8-hdrgm-extended-xmp.jpg',
  'orientation-3-xmp-only.png',
  'iptc-exif-xmp-adobergb.jpg',
  'iptc-xmp-photomechanic.jpg',
  'date-year-1601.jpg',
  'sidecar-nikon-z30.JPG',
  'motionphoto.heic',
  'ultrahdr-gainmap.jpg',
  'video-h264.mp4',
]
const extensionOf = (file: string) => file.slice(file.lastIndexOf('.')).toLowerCase()
const files = writableFiles().filter(
  (file, index, all) =>
    special.includes(file) || all.findIndex((other) => extensionOf(other) === extensionOf(file)) === index,
)

describeRoundTrips('files of the corpus, written', files)
