import * as v from 'valibot'
import { Count, Id } from './fields.ts'

export const DerivativeFormat = v.picklist(['jpeg', 'webp', 'avif'])
export type DerivativeFormat = v.InferOutput<typeof DerivativeFormat>

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
const between = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max))
const Quality = whole(1, 100)
const Side = whole(1, 16_383)
/** Of a size or a watermark. */
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'Expected 1 to 32 of a-z, 0-9, - and _'))
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits'))

export const DerivativeSize = v.strictObject({
  name: Name,
  /** The box, in pixels. */
  width: Side,
  height: Side,
  /** `inside` keeps the whole picture within the box; `crop` fills the box around the photo's focal point. */
  fit: v.picklist(['inside', 'crop']),
  enabled: v.boolean(),
  /** Where it is not that of the settings. */
  quality: v.optional(
    v.strictObject({ jpeg: v.optional(Quality), webp: v.optional(Quality), avif: v.optional(Quality) }),
  ),
  sharpenPercent: v.optional(whole(0, 200)),
  /** Animated GIF and WebP stay animated, as WebP. */
  isAnimated: v.optional(v.boolean()),
  /** `wide`: colours beyond sRGB stay, with their profile. */
  gamut: v.optional(v.picklist(['srgb', 'wide'])),
})
export type DerivativeSize = v.InferOutput<typeof DerivativeSize>

/** A mark on derivatives, never on originals. */
export const Watermark = v.strictObject({
  name: Name,
  /** From `derivatives.addWatermarkPicture`. */
  picture: Sha256,
  position: v.picklist([
    'top-left',
    'top',
    'top-right',
    'left',
    'centre',
    'right',
    'bottom-left',
    'bottom',
    'bottom-right',
    'tiled',
  ]),
  opacityPercent: between(1, 100),
  /** Of the picture's shorter side. */
  marginPercent: between(0, 45),
  /** Of the picture's width; `null`: the mark's own pixels. */
  widthPercent: v.nullable(between(1, 100)),
  /** Derivatives that are smaller carry none. */
  minWidth: whole(0, 100_000),
  minHeight: whole(0, 100_000),
  /** Names of sizes; `null`: all. */
  sizes: v.nullable(v.pipe(v.array(Name), v.maxLength(100))),
})
export type Watermark = v.InferOutput<typeof Watermark>

/** A role or a share link, and the watermark it sees; `null`: none. */
export const WatermarkRule = v.union([
  v.strictObject({ role: Id, watermark: v.nullable(Name) }),
  v.strictObject({ link: Id, watermark: v.nullable(Name) }),
])

const settings = {
  sizes: v.pipe(v.array(DerivativeSize), v.maxLength(60)),
  /** On offer by `Accept`; `jpeg` is always among them. */
  formats: v.pipe(v.array(DerivativeFormat), v.maxLength(3)),
  avifEffort: whole(0, 9),
  /** Names of sizes that are rendered when a photo comes in. */
  renderAhead: v.pipe(v.array(Name), v.maxLength(60)),
  watermarks: v.pipe(v.array(Watermark), v.maxLength(20)),
  /** Of all that no rule names; administrators see none. */
  usualWatermark: v.nullable(Name),
  /** The first that fits decides. */
  watermarkRules: v.pipe(v.array(WatermarkRule), v.maxLength(200)),
  /** Whoever sees a watermark gets no originals. */
  hidesOriginals: v.boolean(),
  /** Videos that browsers cannot play are converted by jobs. */
  convertVideos: v.boolean(),
}

export const DerivativeSettings = v.strictObject({
  ...settings,
  quality: v.strictObject({ jpeg: Quality, webp: Quality, avif: Quality }),
  /** Settings that the server's configuration fixes. */
  locked: v.array(v.string()),
})
export type DerivativeSettings = v.InferOutput<typeof DerivativeSettings>

/** Lists are replaced as a whole, `quality` format by format. */
export const DerivativeSettingsPatch = v.strictObject({
  ...v.partial(v.strictObject(settings)).entries,
  quality: v.optional(
    v.strictObject({ jpeg: v.optional(Quality), webp: v.optional(Quality), avif: v.optional(Quality) }),
  ),
})
export type DerivativeSettingsPatch = v.InferOutput<typeof DerivativeSettingsPatch>

/** A PNG, JPEG or WebP of 512 KiB at most, in base64. */
export const PictureDraft = v.pipe(v.string(), v.maxLength(700_000), v.base64('Expected base64'))

export const WatermarkPictureDraft = v.strictObject({ picture: PictureDraft })
export const WatermarkPicture = v.strictObject({ picture: Sha256, width: Count, height: Count, bytes: Count })
export type WatermarkPicture = v.InferOutput<typeof WatermarkPicture>

/** What lies in the cache of the node that answers, and what that node did since it started. */
export const DerivativeFigures = v.strictObject({
  files: Count,
  bytes: Count,
  /** `null`: unbounded. */
  maxBytes: v.nullable(v.number()),
  sizes: v.record(v.string(), v.strictObject({ files: Count, bytes: Count })),
  memory: v.strictObject({ entries: Count, bytes: Count }),
  hits: v.strictObject({ memory: Count, disk: Count, missed: Count }),
  rendered: Count,
  failed: Count,
  active: Count,
  waiting: Count,
})
export type DerivativeFigures = v.InferOutput<typeof DerivativeFigures>

/** One of them. `outdated`: whatever the settings would make otherwise by now. */
export const DerivativePurge = v.strictObject({
  photoId: v.optional(Id),
  size: v.optional(Name),
  outdated: v.optional(v.literal(true)),
  all: v.optional(v.literal(true)),
})
export const DerivativePurged = v.strictObject({ removed: Count })

export const WarmUpRequest = v.strictObject({
  sizes: v.optional(v.pipe(v.array(Name), v.minLength(1), v.maxLength(60))),
  formats: v.optional(v.pipe(v.array(DerivativeFormat), v.minLength(1), v.maxLength(3))),
  /** Photos of this album and those below it. */
  album: v.optional(Id),
})
/** `null`: the same work waits or runs already. */
export const WarmUpStarted = v.strictObject({ jobId: v.nullable(Id) })
export const WarmUpProgress = v.strictObject({
  id: Id,
  state: v.picklist(['waiting', 'running', 'done', 'failed']),
  /** How far along the ids of all photos, or the albums. */
  done: Count,
  total: Count,
})
