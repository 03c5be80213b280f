import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { accountSettingsPatch } from './accounts/account-settings.schema.ts'
import type { AccountSettings } from './accounts/account-settings.types.ts'
import type { DialectSupport } from './db/dialect.ts'
import { checkSizes, type SizeDefinition } from './derivatives/sizes.ts'
import { duplicatePolicyPatch } from './duplicates/duplicate.schema.ts'
import type { DuplicatePolicy } from './duplicates/duplicate.types.ts'
import { type Issue, VitrineError } from './errors/vitrine-error.ts'
import { fileRulesPatch } from './files/file-rules.schema.ts'
import type { FileRules, FileRulesPatch } from './files/file-rules.types.ts'
import { toIssues } from './input/validate.ts'
import { withoutUndefined } from './input/without-undefined.ts'
import { type LibrarySettingsPatch, librarySettingsPatch } from './library/watch/library-settings.schema.ts'
import type { LibrarySettings } from './library/watch/watch.types.ts'
import { type Logger, silentLogger } from './log.ts'
import type { MailOptions } from './mail/mail.types.ts'
import { defaultMediaLimits, type MediaLimits } from './media/types.ts'
import { type AddressPolicy, createAddressPolicy, isAddressRange } from './outbound/address-policy.ts'
import { passkeyOptions, toRelyingParty } from './passkeys/passkey.options.ts'
import type { PasskeyOptions, RelyingParty } from './passkeys/passkey.types.ts'
import { derivativeSettingsPatch } from './settings/derivative-settings.schema.ts'
import { checkDerivativeSettings, defaultDerivativeSettings, mergeSettings } from './settings/derivative-settings.ts'
import type { ChooseWatermark, DerivativeSettingsPatch } from './settings/derivative-settings.types.ts'
import type { ImagingOptions } from './settings/imaging.ts'
import { metadataSettingsPatch } from './settings/metadata-settings.schema.ts'
import type { MetadataSettingsPatch } from './settings/metadata-settings.types.ts'
import type { Storage } from './storage/types.ts'
import { toolNames } from './tools/programs.ts'
import type { ToolOptions } from './tools/tool.types.ts'
import { defaultUploadLimits, type UploadLimits } from './uploads/upload.limits.ts'
import { defaultPasswordCost, type PasswordCost } from './users/password.ts'

const defaultCacheMaxBytes = 20 * 1024 ** 3

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
  /**
   * Bytes of rendered pictures that are kept; beyond it, those go that were used longest ago. `null`: without bounds.
   * Default 20 GiB.
   */
  cacheMaxBytes?: number | null
  /** Picture sizes, the same as `derivatives.sizes`. Default: the settings', or the eleven of design, two of them switched off. */
  sizes?: readonly SizeDefinition[]
  /** Settings of derivatives that are fixed by the program, and so cannot be changed by administrators; and who sees which watermark. */
  derivatives?: DerivativeSettingsPatch & { readonly chooseWatermark?: ChooseWatermark }
  /** Settings of metadata that are fixed by the program, and so cannot be changed by administrators. */
  metadata?: MetadataSettingsPatch
  /** What becomes of files that come in, where the program fixes it and administrators cannot change it. */
  files?: FileRulesPatch
  /** Bounds of a single file. */
  limits?: Partial<MediaLimits>
  /** Bounds of uploads that come in pieces, for each actor. */
  uploads?: Partial<UploadLimits>
  /** What is done with uploads that are here already; what is named cannot be changed by administrators. Default: as they set it. */
  duplicates?: Partial<DuplicatePolicy>
  /**
   * Programs that make pictures of files which the gallery cannot decode itself (HEIC, RAW, videos, PDF …). Default: those that are
   * found where the system installs programs. `false`: none is ever run.
   */
  tools?: ToolOptions | false
  /** Connections to places that somebody else names, such as webhooks. */
  outbound?: {
    /** Networks that are not public and may be connected to all the same, such as `10.1.0.0/16` or `::1/128`. Default: none. */
    allowedRanges?: readonly string[]
  }
  /** How the folders of the library are looked after: settings that are fixed by the program, and so cannot be changed by administrators. */
  library?: Partial<LibrarySettings>
  /** Settings of accounts that are fixed by the program, and so cannot be changed by administrators. */
  accounts?: Partial<AccountSettings>
  /** How mail is sent, and where its links lead. Default: no mail. */
  mail?: MailOptions
  /**
   * Seals what the database must not show, such as the secrets of apps for a second factor: 32 characters or more, random, the same at
   * each start. Default: none, and no second factor. Whoever changes it makes those who use an app set it up anew.
   */
  secret?: string
  /** Where passkeys belong to. Default: none can be used. */
  passkeys?: PasskeyOptions
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
  readonly cacheMaxBytes: number | null
  readonly derivatives: Omit<ImagingOptions, 'connections'>
  readonly metadata: MetadataSettingsPatch
  readonly files: Partial<FileRules>
  readonly limits: MediaLimits
  readonly uploads: UploadLimits
  readonly duplicates: Partial<DuplicatePolicy>
  readonly tools: ToolOptions | false
  readonly addressPolicy: AddressPolicy
  readonly library: LibrarySettingsPatch
  readonly accounts: Partial<AccountSettings>
  readonly mail: MailOptions
  readonly passkeys: RelyingParty | null
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

const program = v.union([v.literal(false), folder], 'Must be a path, or false.')

const schema = v.strictObject({
  database: hasMethods('open', 'ensureIndex', 'idList'),
  storage: hasMethods('put', 'get', 'stat', 'list', 'delete'),
  cacheFolder: v.optional(folder),
  stagingFolder: v.optional(folder),
  ownFolders: v.optional(v.array(folder, 'Must be a list of paths.')),
  cacheMaxBytes: v.optional(v.nullable(positive)),
  derivatives: v.optional(
    v.strictObject({
      ...derivativeSettingsPatch.entries,
      chooseWatermark: v.optional(v.function('Must be a function.')),
    }),
  ),
  metadata: v.optional(metadataSettingsPatch),
  sizes: v.optional(v.array(v.looseObject({ name: v.string('Must be text.') }), 'Must be a list of sizes.')),
  files: v.optional(fileRulesPatch),
  limits: v.optional(
    v.strictObject({
      maxBytes: v.optional(positive),
      maxPixels: v.optional(positive),
      maxFrames: v.optional(positive),
      timeoutMs: v.optional(positive),
      acceptsSvg: v.optional(v.boolean('Must be true or false.')),
    }),
  ),
  uploads: v.optional(
    v.strictObject({
      maxUnfinished: v.optional(positive),
      maxUnfinishedBytes: v.optional(positive),
      expiresAfterMs: v.optional(positive),
    }),
  ),
  duplicates: v.optional(duplicatePolicyPatch),
  tools: v.optional(
    v.union(
      [
        v.literal(false),
        v.strictObject({
          searchPath: v.optional(v.string('Must be text.')),
          programs: v.optional(v.strictObject(v.entriesFromList(toolNames, v.optional(program)))),
          timeoutMs: v.optional(positive),
          maxMemoryBytes: v.optional(positive),
        }),
      ],
      'Must be false, or an object with searchPath, programs, timeoutMs and maxMemoryBytes.',
    ),
  ),
  outbound: v.optional(
    v.strictObject({
      allowedRanges: v.optional(
        v.array(
          v.pipe(v.string('Must be text.'), v.check(isAddressRange, 'Must be a network such as 10.0.0.0/8.')),
          'Must be a list of networks.',
        ),
      ),
    }),
  ),
  library: v.optional(librarySettingsPatch),
  accounts: v.optional(accountSettingsPatch),
  mail: v.optional(
    v.strictObject({
      mailer: v.optional(hasMethods('send')),
      linkTo: v.optional(v.function('Must be a function.')),
      languages: v.optional(v.function('Must be a function.')),
    }),
  ),
  secret: v.optional(v.pipe(v.string('Must be text.'), v.minLength(32, 'Must have 32 characters or more.'))),
  passkeys: v.optional(passkeyOptions),
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
  const fixed = issues.length === 0 ? toFixedSettings(input, issues) : {}
  if (issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  // A name that nobody can guess: in a folder shared with other users, a known one could be theirs already.
  const cacheFolder = resolve(input.cacheFolder ?? join(tmpdir(), `vitrine-cache-${randomUUID()}`))
  return {
    options: Object.freeze({
      cacheFolder,
      hasTemporaryCache: input.cacheFolder === undefined,
      stagingFolder: resolve(input.stagingFolder ?? `${cacheFolder}-incoming`),
      ownFolders: (input.ownFolders ?? []).map((path) => resolve(path)),
      cacheMaxBytes: input.cacheMaxBytes === undefined ? defaultCacheMaxBytes : input.cacheMaxBytes,
      derivatives: Object.freeze({ fixed: Object.freeze(fixed), chooseWatermark: input.derivatives?.chooseWatermark }),
      metadata: Object.freeze(withoutUndefined(v.parse(metadataSettingsPatch, input.metadata ?? {}))),
      files: Object.freeze(withoutUndefined(v.parse(fileRulesPatch, input.files ?? {}))),
      limits: Object.freeze({ ...defaultMediaLimits, ...input.limits }),
      uploads: Object.freeze({ ...defaultUploadLimits, ...input.uploads }),
      duplicates: Object.freeze(withoutUndefined({ ...input.duplicates })),
      tools: input.tools === false ? false : Object.freeze({ ...input.tools }),
      addressPolicy: createAddressPolicy(input.outbound?.allowedRanges),
      library: Object.freeze(withoutUndefined(input.library ?? {})),
      accounts: Object.freeze(withoutUndefined(input.accounts ?? {})),
      mail: Object.freeze({ ...input.mail }),
      passkeys: input.passkeys === undefined ? null : toRelyingParty(input.passkeys),
      passwordCost: input.passwordCost ?? defaultPasswordCost,
      title: input.title ?? 'Vitrine',
    }),
    log: input.log ?? silentLogger,
    clock: input.clock ?? (() => new Date()),
  }
}

/** The settings of derivatives that the options fix; adds what is wrong with them together to the issues. */
const toFixedSettings = (
  { sizes, derivatives = {} }: CreateGalleryOptions,
  issues: Issue[],
): DerivativeSettingsPatch => {
  const { chooseWatermark: _choose, ...settings } = derivatives
  const given = withoutUndefined(v.parse(derivativeSettingsPatch, settings))
  const fixed = { ...(sizes ? { sizes } : {}), ...given }
  // Sizes are named as they were given.
  for (const { path, message } of checkDerivativeSettings(mergeSettings(defaultDerivativeSettings, fixed)))
    issues.push({ path: sizes && path.startsWith('sizes') ? path : `derivatives.${path}`, message })
  return fixed
}
