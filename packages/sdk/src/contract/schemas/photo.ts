import * as v from 'valibot'
import { FieldPatch, FieldValues } from './field.ts'
import {
  Altitude,
  Count,
  Id,
  ids,
  Latitude,
  Level,
  LocalTimestamp,
  Longitude,
  line,
  name,
  page,
  pageQuery,
  Rating,
  Timestamp,
  text,
  ZonedTimestamp,
} from './fields.ts'
import { inLanguage, PhotoTranslations, PhotoTranslationsPatch, TextLanguage } from './translation.ts'

/** `url` is a path on the server, base path included. What it shows never changes: other content gets another address. */
export const Derivative = v.strictObject({ url: v.string(), width: Count, height: Count })
export type Derivative = v.InferOutput<typeof Derivative>

/** Rendered sizes by name, such as `square`, `medium`, `xxlarge`. Empty where no picture can be made of the file. */
export const Derivatives = v.record(v.string(), Derivative)
export type Derivatives = v.InferOutput<typeof Derivatives>

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const FocalPoint = v.strictObject({ x: share, y: share })

const finite = v.pipe(v.number(), v.finite())

export const Camera = v.strictObject({
  make: v.nullable(v.string()),
  model: v.nullable(v.string()),
  lens: v.nullable(v.string()),
  iso: v.nullable(finite),
  aperture: v.nullable(finite),
  exposureSeconds: v.nullable(finite),
  focalLengthMm: v.nullable(finite),
})
export type Camera = v.InferOutput<typeof Camera>

export const Photo = v.strictObject({
  id: Id,
  title: v.nullable(v.string()),
  description: v.nullable(v.string()),
  /** Which language both are in; `null`: that of the gallery. */
  languages: v.strictObject({ title: TextLanguage, description: TextLanguage }),
  /** Both in all other languages, for those who may edit the photo; `null` for others. */
  translations: v.nullable(PhotoTranslations),
  fileName: v.string(),
  /** The name it first came in with: it stays, whatever becomes of the file. */
  sourceFileName: v.string(),
  mediaType: v.picklist(['image', 'video', 'document']),
  mimeType: v.string(),
  /** Pixels as shown, after orientation; `null` where the file does not tell. */
  width: v.nullable(Count),
  height: v.nullable(Count),
  /** As stored in the file, 1 to 8 (EXIF). */
  orientation: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
  bytes: Count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits')),
  takenAt: v.nullable(Timestamp),
  /** As the camera wrote it, without a zone. */
  takenAtLocal: v.nullable(LocalTimestamp),
  addedAt: Timestamp,
  author: v.nullable(v.string()),
  copyright: v.nullable(v.string()),
  rating: v.nullable(Rating),
  level: Level,
  latitude: v.nullable(Latitude),
  longitude: v.nullable(Longitude),
  altitude: v.nullable(finite),
  camera: v.nullable(Camera),
  tags: v.array(v.strictObject({ id: Id, name: v.string() })),
  /** The albums it is in that the asker may see. */
  albumIds: v.array(Id),
  /** Values of custom fields by key, those that are set. */
  fields: FieldValues,
  views: Count,
  /** A tiny preview, base64 (ThumbHash); `null` until one was made. */
  placeholder: v.nullable(v.string()),
  /** What cropped sizes keep in the picture, as shares of width and height as shown; `null`: its middle. */
  focal: v.nullable(FocalPoint),
  /** Other files of the same picture (RAW, TIFF …); 0 for those who may not download it. */
  formatCount: Count,
  /** A picture of its own stands for the file. */
  hasRepresentative: v.boolean(),
  derivatives: Derivatives,
  /** What a link gives to download in place of the original: the address of that size with `?download`. `null` for everybody else. */
  downloadSize: v.nullable(v.string()),
})
export type Photo = v.InferOutput<typeof Photo>

export const PhotoPage = page(Photo)

/** What photos can be sorted by; each turned round with a `-` before it. */
export const photoSortKeys = ['takenAt', 'addedAt', 'fileName', 'title', 'rating', 'views', 'id', 'position'] as const
const sortTerm = `-?(?:${photoSortKeys.join('|')})`

/**
 * One to three keys, `-rating,takenAt`: where photos are alike in the first, the second decides. Or `random:SEED`, 0 to 2147483647:
 * the same order for the same seed.
 */
export const PhotoSort = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^(?:${sortTerm}(?:,${sortTerm}){0,2}|random:\\d{1,10})$`),
    `Must be 1 to 3 of ${photoSortKeys.join(', ')}, with a - to turn it round, joined by commas; or random: and a number.`,
  ),
)
export type PhotoSort = v.InferOutput<typeof PhotoSort>

const scope = {
  album: v.optional(v.pipe(Id, v.description('Photos of this album.'))),
  albums: v.optional(
    v.pipe(v.array(Id), v.minLength(2), v.maxLength(10), v.description('Photos that are in all of these albums.')),
  ),
  recursive: v.optional(
    v.pipe(v.boolean(), v.description('With `album` or `albums`: photos of the albums below as well.')),
  ),
  tag: v.optional(v.pipe(Id, v.description('Photos that have this tag, or one below it.'))),
  tags: v.optional(
    v.pipe(v.array(Id), v.minLength(1), v.maxLength(20), v.description('Photos that have all of these tags.')),
  ),
  q: v.optional(v.pipe(line(4000), v.description('A query as text, see the guide to searching.'))),
  sort: v.optional(
    v.pipe(
      PhotoSort,
      v.description('1 to 3 keys joined by commas, each with a `-` to turn it round; or `random:` and a number.'),
    ),
  ),
}

export const PhotoScopeQuery = v.strictObject(scope)
export const PhotoListQuery = v.strictObject({ ...scope, ...inLanguage, ...pageQuery })
export type PhotoListQuery = v.InferOutput<typeof PhotoListQuery>

/** The same with a query as a value, `{ type, … }`, joined to `q` by AND. 100 conditions and a depth of 20 at most. */
export const PhotoSearch = v.strictObject({
  ...scope,
  query: v.optional(v.looseObject({ type: v.string() })),
  ...pageQuery,
})

export const QueryTextQuery = v.strictObject({ q: line(4000) })

/** How a query's text is understood. */
export const QueryReading = v.strictObject({
  query: v.looseObject({ type: v.string() }),
  /** As it was read. */
  text: v.string(),
  /** What looked like a condition and was taken for words. */
  doubts: v.array(v.strictObject({ problem: v.picklist(['field', 'value']), text: v.string() })),
  /** Words that no photo has of those that the asker may see. */
  notFound: v.array(v.string()),
})

const tagNames = v.pipe(v.array(name(255)), v.maxLength(500))

export const PhotoPatch = v.strictObject({
  title: v.optional(v.nullable(line(255))),
  description: v.optional(v.nullable(text(65_535))),
  /** Title and description in other languages, by language; what is left out stays, `null` takes away. */
  translations: v.optional(PhotoTranslationsPatch),
  author: v.optional(v.nullable(line(255))),
  copyright: v.optional(v.nullable(line(1024))),
  rating: v.optional(v.nullable(Rating)),
  level: v.optional(Level),
  takenAt: v.optional(v.nullable(ZonedTimestamp)),
  latitude: v.optional(v.nullable(Latitude)),
  longitude: v.optional(v.nullable(Longitude)),
  altitude: v.optional(v.nullable(Altitude)),
  focal: v.optional(v.nullable(FocalPoint)),
  /** Replaces the photo's tags, by name; unknown ones are made. */
  tags: v.optional(tagNames),
  /** Custom fields by key; `null` takes a value away. */
  fields: v.optional(FieldPatch),
  /** Replaces the albums the photo is in. */
  albumIds: v.optional(ids(1000)),
})
export type PhotoPatch = v.InferOutput<typeof PhotoPatch>

/** What makes a photo that is there the same: equal bytes anywhere, or the same file name in the same album. */
export const DuplicateSign = v.picklist(['checksum', 'name'])
/** `link`: that photo is put into the album. `reject`: `PHOTO_EXISTS`. `replace`: the file takes the place of its own. `keep`: another photo. */
export const DuplicateAction = v.picklist(['link', 'reject', 'replace', 'keep'])

/** Fields of an upload, beside its part `file`. `tags` may be sent several times. */
export const PhotoUploadFields = v.strictObject({
  album: Id,
  title: v.optional(line(255)),
  description: v.optional(text(16_384)),
  author: v.optional(line(255)),
  level: v.optional(Level),
  tags: v.optional(tagNames),
  /** Custom fields by key, as JSON: `{"condition":"Mint"}`. */
  fields: v.optional(text(65_535)),
  /** Default: as the gallery's settings say. */
  duplicateBy: v.optional(DuplicateSign),
  /** Default: as the gallery's settings say. */
  onDuplicate: v.optional(DuplicateAction),
})
export type PhotoUploadFields = v.InferOutput<typeof PhotoUploadFields>

/** A face or another marked part of the picture as shown: its centre and size, as shares of width and height. */
export const PhotoRegion = v.strictObject({
  name: v.nullable(v.string()),
  /** `Face`, `Pet`, `Focus`, `BarCode`, or a program's own word. */
  type: v.nullable(v.string()),
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
})
export type PhotoRegion = v.InferOutput<typeof PhotoRegion>

/** What the file says about itself: `items` is the information panel, block by block. */
export const PhotoMetadata = v.strictObject({
  regions: v.array(PhotoRegion),
  /** Every date as written: when the shutter opened, when it became a file, when its content was made. */
  dates: v.array(
    v.strictObject({
      kind: v.picklist(['original', 'digitized', 'created']),
      local: v.string(),
      offset: v.nullable(v.string()),
    }),
  ),
  /** What the photo's date rests on. */
  takenAtSource: v.nullable(v.picklist(['offset', 'gps', 'assumed-utc'])),
  headline: v.nullable(v.string()),
  city: v.nullable(v.string()),
  country: v.nullable(v.string()),
  /** Keywords with those above them, such as `["Places", "France", "Brest"]`. */
  keywordPaths: v.array(v.array(v.string())),
  colourProfile: v.nullable(v.string()),
  /** `equirectangular` for a sphere laid flat. */
  projection: v.nullable(v.string()),
  /** The part of the sphere that the picture holds, in shares of the whole; null where the file does not say so. */
  sphereCrop: v.nullable(v.object({ left: v.number(), top: v.number(), width: v.number(), height: v.number() })),
  /** The same for the picture and the film of a live photo. */
  contentIdentifier: v.nullable(v.string()),
  isMotionPhoto: v.boolean(),
  items: v.array(
    v.strictObject({
      group: v.string(),
      rows: v.array(v.strictObject({ label: v.string(), value: v.string() })),
    }),
  ),
})
export type PhotoMetadata = v.InferOutput<typeof PhotoMetadata>

/** How a video can be played. */
export const PhotoPlayback = v.strictObject({
  /** Browsers of today play the original as it is. */
  isOriginalPlayable: v.boolean(),
  /** The version made for browsers; `none` where it is not wanted or not needed. */
  version: v.picklist(['ready', 'waiting', 'running', 'impossible', 'none']),
  /** Of `running`. */
  percent: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
})
export type PhotoPlayback = v.InferOutput<typeof PhotoPlayback>

export const PhotoNeighbours = v.strictObject({
  previous: v.nullable(Photo),
  next: v.nullable(Photo),
  /** From 1. */
  position: Id,
  total: Count,
})
export type PhotoNeighbours = v.InferOutput<typeof PhotoNeighbours>
