import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it, vi } from 'vitest'
import { probeMedia } from '../../src/media/probe.ts'
import { readMetadata } from '../../src/metadata/read.ts'
import { describeWith } from '../../src/testing/environment.ts'
import { picture, useTemporaryFiles } from '../media-fixtures.ts'

const run = promisify(execFile)
vi.setConfig({ testTimeout: 120_000 })
const file = useTemporaryFiles()

/** Numbers that look random and are the same each time (mulberry32). */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const alphabet = [...'abc XYZ0189äöüßéñ漢字кир🌊&<>"\'=|/\\;,%$@#-_()']

const makeValues = (seed: number) => {
  const random = randomFrom(seed)
  const whole = (min: number, max: number) => min + Math.floor(random() * (max - min + 1))
  const two = (value: number) => String(value).padStart(2, '0')
  const text = (length: number) => {
    const letters = Array.from({ length }, () => alphabet[whole(0, alphabet.length - 1)]).join('')
    return `T${letters.replace(/\s+/g, ' ').trim()}.`
  }
  const offset = `${random() < 0.5 ? '-' : '+'}${two(whole(0, 11))}:${['00', '30', '45'][whole(0, 2)]}`
  return {
    title: text(20),
    description: `${text(40)}\n${text(40)}`,
    author: text(12),
    copyright: text(30),
    keywords: [...new Set(Array.from({ length: whole(1, 6) }, () => text(8)))],
    rating: whole(-1, 5),
    date: `${whole(1900, 2037)}-${two(whole(1, 12))}-${two(whole(1, 28))}T${two(whole(0, 23))}:${two(whole(0, 59))}:${two(whole(0, 59))}`,
    fraction: two(whole(1, 99)),
    offset,
    latitude: random() * 180 - 90,
    longitude: random() * 360 - 180,
    altitude: Math.round((random() * 9000 - 500) * 10) / 10,
    iso: whole(50, 12_800),
    aperture: whole(10, 220) / 10,
    focalLength: whole(8, 600),
    orientation: whole(1, 8),
    lens: text(20),
  }
}

describeWith('exiftool', 'what exiftool writes', ({ exiftool }) => {
  const kinds = ['jpeg', 'png', 'tiff'] as const
  const cases = Array.from({ length: 18 }, (_, seed) => [kinds[seed % 3] as (typeof kinds)[number], seed] as const)

  it.each(cases)('is read without it: %s, seed %i', async (kind, seed) => {
    const wanted = makeValues(seed)
    const path = await file(`random-${seed}.${kind}`, await picture()[kind]().toBuffer())
    // By turns the texts stand in one block or another.
    const block = kind === 'png' ? seed % 2 : seed % 3
    const texts = [
      ['XMP-dc:Title', 'XMP-dc:Description', 'XMP-dc:Creator', 'XMP-dc:Rights', 'XMP-dc:Subject'],
      ['XMP-dc:Title', 'EXIF:ImageDescription', 'EXIF:Artist', 'EXIF:Copyright', 'XMP-dc:Subject'],
      ['IPTC:ObjectName', 'IPTC:Caption-Abstract', 'IPTC:By-line', 'IPTC:CopyrightNotice', 'IPTC:Keywords'],
    ][block] as [string, string, string, string, string]
    const position = seed % 2 === 0 ? 'GPS:' : 'XMP-exif:'
    const written = wanted.date.replace('T', ' ').replaceAll('-', ':')
    await run(exiftool, [
      ...['-q', '-q', '-m', '-overwrite_original', '-charset', 'exif=UTF8', '-IPTC:CodedCharacterSet=UTF8'],
      ...[`-${texts[0]}=${wanted.title}`, `-${texts[1]}=${wanted.description}`, `-${texts[2]}=${wanted.author}`],
      `-${texts[3]}=${wanted.copyright}`,
      ...wanted.keywords.map((keyword) => `-${texts[4]}=${keyword}`),
      `-XMP-xmp:Rating=${wanted.rating}`,
      ...[`-EXIF:DateTimeOriginal=${written}`, `-EXIF:SubSecTimeOriginal=${wanted.fraction}`],
      `-EXIF:OffsetTimeOriginal=${wanted.offset}`,
      `-${position}GPSLatitude#=${position === 'GPS:' ? Math.abs(wanted.latitude) : wanted.latitude}`,
      `-${position}GPSLongitude#=${position === 'GPS:' ? Math.abs(wanted.longitude) : wanted.longitude}`,
      `-GPS:GPSLatitudeRef=${wanted.latitude < 0 ? 'S' : 'N'}`,
      `-GPS:GPSLongitudeRef=${wanted.longitude < 0 ? 'W' : 'E'}`,
      `-${position}GPSAltitude#=${Math.abs(wanted.altitude)}`,
      `-${position}GPSAltitudeRef#=${wanted.altitude < 0 ? 1 : 0}`,
      ...[`-EXIF:ISO=${wanted.iso}`, `-EXIF:FNumber=${wanted.aperture}`, `-EXIF:FocalLength=${wanted.focalLength}`],
      ...[`-Orientation#=${wanted.orientation}`, `-EXIF:LensModel=${wanted.lens}`],
      path,
    ])
    const metadata = await readMetadata(path, await probeMedia(path))
    expect(metadata).toMatchObject({
      title: wanted.title,
      description: wanted.description,
      author: wanted.author,
      copyright: wanted.copyright,
      rating: wanted.rating,
      takenAtLocal: `${wanted.date}.${wanted.fraction}0`,
      takenOffset: wanted.offset.replace('-00:00', '+00:00'),
      orientation: wanted.orientation,
      camera: { iso: wanted.iso, aperture: wanted.aperture, focalLengthMm: wanted.focalLength, lens: wanted.lens },
      warnings: [],
    })
    expect([...metadata.keywords].sort()).toEqual([...wanted.keywords].sort())
    expect(metadata.latitude).toBeCloseTo(wanted.latitude, 5)
    expect(metadata.longitude).toBeCloseTo(wanted.longitude, 5)
    expect(metadata.altitude).toBeCloseTo(wanted.altitude, 1)
  })
})
