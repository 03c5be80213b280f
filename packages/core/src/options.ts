import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import type { DialectSupport } from './db/dialect.ts'
import { defaultSizes, type SizeDefinition } from './derivatives/sizes.ts'
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
  /** Folder of rendered pictures. May be deleted at any time. Default: `vitrine-cache` in the system's folder for temporary files. */
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
  sizes: v.optional(v.array(v.record(v.string(), v.unknown()), 'Must be a list of sizes.')),
  limits: v.optional(
    v.strictObject({
      maxBytes: v.optional(positive),
      maxPixels: v.optional(positive),
      maxFrames: v.optional(positive),
      timeoutMs: v.optional(positive),
    }),
  ),
  passwordCost: v.optional(v.strictObject({ N: positive, r: positive, p: positive })),
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
  const result = v.safeParse(schema, input)
  if (!result.success) throw new VitrineError('OPTIONS_INVALID', { issues: toIssues(result.issues) })
  const cacheFolder = resolve(input.cacheFolder ?? join(tmpdir(), 'vitrine-cache'))
  return {
    options: Object.freeze({
      cacheFolder,
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
