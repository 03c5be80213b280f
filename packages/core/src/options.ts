import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import type { DialectSupport } from './db/dialect.ts'
import { checkSizes, defaultSizes, type SizeDefinition } from './derivatives/sizes.ts'
import { VitrineError } from './errors/vitrine-error.ts'
import { toIssues } from './input/validate.ts'
import { type Logger, silentLogger } from './log.ts'
import { defaultMediaLimits, type MediaLimits } from './media/types.ts'
import type { Storage } from './storage/types.ts'
import { defaultPasswordCost, type PasswordCost } from './users/password.ts'

export interface CreateGalleryOptions {
  /** `sqlite({ file })` or `mysql({ uri })`. */
  database: DialectSupport
  /** Where originals are kept: `fsStorage({ root })`. */
  storage: Storage
  /**
   * Folder of rendered pictures. May be deleted at any time. Default: a folder of this gallery's own among the system's temporary
   * files, removed when the gallery closes.
   */
  cacheFolder?: string
  /** Folder for files that are just arriving. Default: beside the cache. */
  stagingFolder?: string
  /** Folders that belong to the gallery itself, and so must not be a library root. */
  ownFolders?: readonly string[]
  /** Picture sizes. Default: the eleven of design, two of them switched off. */
  sizes?: readonly SizeDefinition[]
  /** Bounds of a single file. */
  limits?: Partial<MediaLimits>
  /** Cost of a password hash. Lower it in tests only. */
  passwordCost?: PasswordCost
  /** Default: silent. */
  log?: Logger
  /** Default: the system's. */
  clock?: () => Date
  /** Title of a gallery that was given none yet. Default `Vitrine`. */
  title?: string
}

/** Options checked, completed and frozen. */
export interface GalleryOptions {
  readonly cacheFolder: string
  /** Nobody named the cache folder: it goes when the gallery closes. */
  readonly hasTemporaryCache: boolean
  readonly stagingFolder: string
  readonly ownFolders: readonly string[]
  readonly sizes: readonly SizeDefinition[]
  readonly limits: MediaLimits
  readonly passwordCost: PasswordCost
  readonly title: string
}

const hasMethods = (...names: string[]) =>
  v.custom<object>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
    `Must be an object with ${names.join(', ')}.`,
  )

const folder = v.pipe(v.string('Must be a path.'), v.minLength(1, 'Must not be empty.'))
const positive = v.pipe(v.number('Must be a number.'), v.minValue(1, 'Must be 1 or more.'))

const schema = v.strictObject({
  database: hasMethods('open', 'ensureIndex', 'idList'),
  storage: hasMethods('put', 'get', 'stat', 'list', 'delete'),
  cacheFolder: v.optional(folder),
  stagingFolder: v.optional(folder),
  ownFolders: v.optional(v.array(folder, 'Must be a list of paths.')),
  sizes: v.optional(v.array(v.looseObject({ name: v.string('Must be text.') }), 'Must be a list of sizes.')),
  limits: v.optional(
    v.strictObject({
      maxBytes: v.optional(positive),
      maxPixels: v.optional(positive),
      maxFrames: v.optional(positive),
      timeoutMs: v.optional(positive),
    }),
  ),
  passwordCost: v.optional(
    v.strictObject({
      N: v.pipe(
        positive,
        v.check((value) => value > 1 && Number.isInteger(Math.log2(value)), 'Must be a power of two.'),
      ),
      r: v.pipe(positive, v.integer('Must be a whole number.')),
      p: v.pipe(positive, v.integer('Must be a whole number.')),
    }),
  ),
  log: v.optional(hasMethods('debug', 'info', 'warn', 'error')),
  clock: v.optional(v.function('Must be a function.')),
  title: v.optional(
    v.pipe(
      v.string('Must be text.'),
      v.minLength(1, 'Must not be empty.'),
      v.maxLength(255, 'Must have 255 characters at most.'),
    ),
  ),
})

/** @throws {VitrineError} `OPTIONS_INVALID` with all faults at once. */
export const parseOptions = (
  input: CreateGalleryOptions,
): { options: GalleryOptions; log: Logger; clock: () => Date } => {
  const result = v.safeParse(schema, input, { abortPipeEarly: true })
  const issues = toIssues(result.issues ?? [])
  if (!issues.some(({ path }) => path === '' || path.startsWith('sizes')))
    issues.push(...checkSizes(input.sizes ?? []).map((issue) => ({ ...issue, path: `sizes.${issue.path}` })))
  if (issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  // A name that nobody can guess: in a folder shared with other users, a known one could be theirs already.
  const cacheFolder = resolve(input.cacheFolder ?? join(tmpdir(), `vitrine-cache-${randomUUID()}`))
  return {
    options: Object.freeze({
      cacheFolder,
      hasTemporaryCache: input.cacheFolder === undefined,
      stagingFolder: resolve(input.stagingFolder ?? `${cacheFolder}-incoming`),
      ownFolders: (input.ownFolders ?? []).map((path) => resolve(path)),
      sizes: input.sizes ?? defaultSizes,
      limits: Object.freeze({ ...defaultMediaLimits, ...input.limits }),
      passwordCost: input.passwordCost ?? defaultPasswordCost,
      title: input.title ?? 'Vitrine',
    }),
    log: input.log ?? silentLogger,
    clock: input.clock ?? (() => new Date()),
  }
}
