import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp, { type Sharp as Pipeline } from 'sharp'
import { matrixProfile } from './matrix-profile.ts'
import { quadrants, stored } from './quadrants.ts'

export interface Variant {
  /** Names its file: with the ending that such files have. */
  readonly name: string
  readonly make: (world: VariantWorld) => Promise<Buffer>
  /** Light and dark are as they were, colours are not: the file holds none. */
  readonly isGrey?: boolean
  /** Worst channel, 0 to 255; what encoders and narrow colour spaces take away is no fault of the gallery's. @default 14 */
  readonly tolerance?: number
  /** Too narrow to have four quarters: only its size is looked at. */
  readonly isThin?: boolean
}

export interface VariantWorld {
  /** Of this run, for intermediate files. */
  readonly folder: string
  readonly imagemagick: string
  readonly ffmpeg: string
}

const run = promisify(execFile)

/** Writes what ImageMagick makes of the quadrants, or of several files. */
const magick =
  (ending: string, args: readonly string[], prepare: () => Pipeline = () => quadrants(240, 160)) =>
  async ({ folder, imagemagick }: VariantWorld): Promise<Buffer> => {
    await prepare().png().toFile(join(folder, 'in.png'))
    await run(imagemagick, ['in.png', ...args, `out.${ending}`], { cwd: folder })
    return readFile(join(folder, `out.${ending}`))
  }

const ffmpeg =
  (ending: string, args: readonly string[]) =>
  async ({ folder, ffmpeg: program }: VariantWorld): Promise<Buffer> => {
    await quadrants(240, 160).png().toFile(join(folder, 'in.png'))
    await run(program, ['-v', 'error', '-y', '-loop', '1', '-i', 'in.png', ...args, `out.${ending}`], { cwd: folder })
    return readFile(join(folder, `out.${ending}`))
  }

const withProfile =
  (profile: 'Adobe RGB' | 'ProPhoto', write: (pipeline: Pipeline) => Pipeline) =>
  async ({ folder }: VariantWorld): Promise<Buffer> => {
    const path = join(folder, 'profile.icc')
    await writeFile(path, matrixProfile(profile))
    return write(quadrants(240, 160).withIccProfile(path)).toBuffer()
  }

/** An ICC profile of a JPEG (APP2, `ICC_PROFILE`), whatever it holds. */
const jpegWithProfile = (profile: Buffer) => async (): Promise<Buffer> => {
  const jpeg = await quadrants(240, 160).jpeg({ quality: 95 }).toBuffer()
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1')
  head.writeUInt16BE(profile.length + head.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, profile, jpeg.subarray(2)])
}

const turned = (ending: string, write: (pipeline: Pipeline) => Pipeline): Variant[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => ({
    name: `orientation-${orientation}.${ending}`,
    make: async () => write((await stored(orientation)).withMetadata({ orientation })).toBuffer(),
  }))

const orientations: readonly Variant[] = [
  ...turned('jpg', (pipeline) => pipeline.jpeg({ quality: 95 })),
  ...turned('png', (pipeline) => pipeline.png()),
  ...turned('webp', (pipeline) => pipeline.webp({ quality: 95 })),
  ...turned('tif', (pipeline) => pipeline.tiff({ compression: 'lzw' })),
  // The encoder writes the turn as boxes of the container, and EXIF says it once more: never turned twice.
  ...turned('avif', (pipeline) => pipeline.avif({ quality: 80 })),
]

const kinds: readonly Variant[] = [
  { name: 'depth-16.png', make: async () => quadrants(240, 160).toColourspace('rgb16').png().toBuffer() },
  {
    name: 'depth-16-grey.png',
    isGrey: true,
    tolerance: 26,
    make: async () => quadrants(240, 160).toColourspace('grey16').png().toBuffer(),
  },
  {
    name: 'grey-alpha.png',
    isGrey: true,
    make: magick('png', ['-colorspace', 'Gray', '-alpha', 'on', '-define', 'png:color-type=4']),
  },
  {
    name: 'grey-alpha-16.png',
    isGrey: true,
    make: magick('png', [
      '-colorspace',
      'Gray',
      '-alpha',
      'on',
      '-depth',
      '16',
      '-define',
      'png:color-type=4',
      '-define',
      'png:bit-depth=16',
    ]),
  },
  { name: 'palette.png', make: async () => quadrants(240, 160).png({ palette: true, colours: 8 }).toBuffer() },
  {
    name: 'palette-transparent.png',
    make: magick('png', ['-alpha', 'set', '-channel', 'A', '-evaluate', 'set', '100%', '-type', 'PaletteAlpha']),
  },
  { name: 'interlaced.png', make: async () => quadrants(240, 160).png({ progressive: true }).toBuffer() },
  { name: 'moving.png', make: ffmpeg('png', ['-frames:v', '4', '-plays', '0', '-f', 'apng']) },
  {
    name: 'progressive.jpg',
    make: async () => quadrants(240, 160).jpeg({ progressive: true, quality: 95 }).toBuffer(),
  },
  {
    name: 'trellis-444.jpg',
    make: async () => quadrants(240, 160).jpeg({ chromaSubsampling: '4:4:4', mozjpeg: true }).toBuffer(),
  },
  // Greys are weighed in light, not in code values.
  {
    name: 'grey.jpg',
    isGrey: true,
    tolerance: 26,
    make: async () => quadrants(240, 160).grayscale().jpeg({ quality: 95 }).toBuffer(),
  },
  {
    name: 'rgb-components.jpg',
    make: magick('jpg', ['-define', 'jpeg:colorspace=RGB', '-colorspace', 'sRGB', '-quality', '95']),
  },
  {
    name: 'cmyk.jpg',
    tolerance: 45,
    make: async () => quadrants(240, 160).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
  },
  { name: 'cmyk-without-profile.jpg', tolerance: 70, make: magick('jpg', ['-colorspace', 'CMYK', '-quality', '95']) },
  { name: 'cmyk.tif', tolerance: 45, make: async () => quadrants(240, 160).toColourspace('cmyk').tiff().toBuffer() },
  {
    name: 'lab.tif',
    make: async () => quadrants(240, 160).toColourspace('lab').tiff({ compression: 'lzw' }).toBuffer(),
  },
  { name: 'lab-imagemagick.tif', make: magick('tif', ['-colorspace', 'Lab', '-depth', '8']) },
  {
    name: 'depth-16.tif',
    make: async () => quadrants(240, 160).toColourspace('rgb16').tiff({ compression: 'deflate' }).toBuffer(),
  },
  { name: 'depth-32.tif', make: magick('tif', ['-depth', '32']) },
  { name: 'depth-32-grey.tif', isGrey: true, make: magick('tif', ['-colorspace', 'Gray', '-depth', '32']) },
  // Fractions are in proportion to light.
  {
    name: 'fractions.tif',
    make: magick('tif', ['-colorspace', 'RGB', '-depth', '32', '-define', 'quantum:format=floating-point']),
  },
  {
    name: 'fractions-grey.tif',
    isGrey: true,
    make: magick('tif', ['-colorspace', 'Gray', '-depth', '32', '-define', 'quantum:format=floating-point']),
  },
  { name: 'planar.tif', make: magick('tif', ['-interlace', 'plane', '-compress', 'none']) },
  {
    name: 'jpeg-inside.tif',
    make: async () => quadrants(240, 160).tiff({ compression: 'jpeg', quality: 95 }).toBuffer(),
  },
  { name: 'tiled-pyramid.tif', make: async () => quadrants(512, 340).tiff({ tile: true, pyramid: true }).toBuffer() },
  { name: 'big.tif', make: async () => quadrants(240, 160).tiff({ bigtiff: true }).toBuffer() },
  { name: 'alpha.tif', make: async () => quadrants(240, 160).ensureAlpha().tiff().toBuffer() },
  {
    name: 'bilevel-fax.tif',
    isGrey: true,
    tolerance: 255,
    make: magick('tif', ['-colorspace', 'Gray', '-threshold', '50%', '-compress', 'Group4']),
  },
  {
    name: 'pages.tif',
    make: magick('tif', ['(', '-size', '60x60', 'xc:#808080', ')', '(', '-size', '300x10', 'xc:#000', ')']),
  },
  { name: 'interlaced.gif', make: magick('gif', ['-interlace', 'GIF']), tolerance: 20 },
  {
    name: 'moving-odd-disposal.gif',
    tolerance: 20,
    make: magick('gif', [
      '-dispose',
      'previous',
      '(',
      '-size',
      '40x30',
      'xc:red',
      '-repage',
      '+17+23',
      '-dispose',
      'background',
      ')',
      '(',
      '-size',
      '10x10',
      'xc:blue',
      '-repage',
      '+230+150',
      '-dispose',
      'none',
      ')',
    ]),
  },
  {
    name: 'moving.webp',
    make: async () =>
      sharp(await animation())
        .webp({ quality: 95 })
        .toBuffer(),
  },
  { name: 'lossless.webp', make: async () => quadrants(240, 160).webp({ lossless: true }).toBuffer() },
  { name: 'alpha.webp', make: async () => quadrants(240, 160).ensureAlpha(1).webp({ quality: 95 }).toBuffer() },
  { name: 'plain.avif', make: async () => quadrants(240, 160).avif({ quality: 80 }).toBuffer() },
  { name: 'alpha.avif', make: async () => quadrants(240, 160).ensureAlpha(1).avif({ quality: 80 }).toBuffer() },
  { name: 'x265.heic', make: magick('heic', ['-quality', '90']), tolerance: 20 },
  { name: 'lossy.jxl', make: ffmpeg('jxl', ['-frames:v', '1', '-c:v', 'libjxl']), tolerance: 20 },
  { name: 'layers.psd', make: magick('psd', []) },
  { name: 'cmyk.psd', tolerance: 70, make: magick('psd', ['-colorspace', 'CMYK']) },
  { name: 'grey-16.psd', isGrey: true, make: magick('psd', ['-colorspace', 'Gray', '-depth', '16']) },
]

const animation = (): Promise<Buffer> =>
  quadrants(240, 160)
    .raw()
    .toBuffer()
    .then((frame) =>
      sharp(Buffer.concat([frame, frame, frame]), { raw: { width: 240, height: 480, channels: 3, pageHeight: 160 } })
        .webp({ lossless: true, loop: 0 })
        .toBuffer(),
    )

const profiles: readonly Variant[] = [
  ...(['jpg', 'png', 'webp', 'tif', 'avif'] as const).map((ending) => ({
    name: `display-p3.${ending}`,
    make: async () => {
      const pipeline = quadrants(240, 160).withIccProfile('p3')
      const format = ending === 'jpg' ? 'jpeg' : ending === 'tif' ? 'tiff' : ending
      return pipeline.toFormat(format, { quality: 95 }).toBuffer()
    },
  })),
  {
    name: 'display-p3-16.png',
    make: async () => quadrants(240, 160).toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
  },
  {
    name: 'display-p3-16.tif',
    make: async () => quadrants(240, 160).toColourspace('rgb16').withIccProfile('p3').tiff().toBuffer(),
  },
  { name: 'adobe-rgb.jpg', make: withProfile('Adobe RGB', (pipeline) => pipeline.jpeg({ quality: 95 })) },
  { name: 'adobe-rgb-alpha.png', make: withProfile('Adobe RGB', (pipeline) => pipeline.ensureAlpha().png()) },
  { name: 'adobe-rgb.webp', make: withProfile('Adobe RGB', (pipeline) => pipeline.webp({ lossless: true })) },
  { name: 'prophoto.jpg', make: withProfile('ProPhoto', (pipeline) => pipeline.jpeg({ quality: 95 })) },
  { name: 'prophoto-16.tif', make: withProfile('ProPhoto', (pipeline) => pipeline.toColourspace('rgb16').tiff()) },
  { name: 'profile-is-rubbish.jpg', make: jpegWithProfile(Buffer.from('rubbish'.repeat(90))) },
  { name: 'profile-is-empty.jpg', make: jpegWithProfile(Buffer.alloc(0)) },
  { name: 'profile-is-cut-off.jpg', make: jpegWithProfile(matrixProfile('Adobe RGB').subarray(0, 300)) },
  {
    name: 'profile-is-half-rubbish.jpg',
    make: jpegWithProfile(Buffer.concat([matrixProfile('Adobe RGB').subarray(0, 240), Buffer.alloc(400, 0xff)])),
    tolerance: 60,
  },
  {
    name: 'profile-of-greys.jpg',
    make: async () => {
      const profile = matrixProfile('Adobe RGB')
      profile.write('GRAY', 16, 'latin1')
      return jpegWithProfile(profile)()
    },
  },
]

const shapes: readonly Variant[] = [
  { name: 'one-pixel.jpg', isThin: true, make: async () => quadrants(1, 1).jpeg().toBuffer() },
  { name: 'one-pixel.png', isThin: true, make: async () => quadrants(1, 1).png().toBuffer() },
  { name: 'two-pixels.webp', isThin: true, make: async () => quadrants(2, 1).webp().toBuffer() },
  { name: 'one-column.jpg', isThin: true, make: async () => quadrants(1, 20_000).jpeg().toBuffer() },
  { name: 'one-row.png', isThin: true, make: async () => quadrants(20_000, 1).png().toBuffer() },
  {
    name: 'one-column-turned.jpg',
    isThin: true,
    make: async () => quadrants(20_000, 1).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  },
  { name: 'panorama.jpg', isThin: true, make: async () => quadrants(12_000, 12).jpeg().toBuffer() },
  {
    name: 'panorama-turned.tif',
    isThin: true,
    make: async () => quadrants(12, 12_000).withMetadata({ orientation: 8 }).tiff().toBuffer(),
  },
  { name: 'three-lines.gif', isThin: true, make: async () => quadrants(3_000, 3).gif().toBuffer() },
]

export const variants: readonly Variant[] = [...orientations, ...kinds, ...profiles, ...shapes]
