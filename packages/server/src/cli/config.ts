import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type DialectSupport, type MailOptions, mysql, type Storage, sqlite } from '@vitrine/core'
import { toBasePath } from '../links.ts'
import type { OidcOptions } from '../oidc/oidc.types.ts'
import { dataFolderFor, demoDataFolder } from './data-folder.ts'
import type { WatchFlags } from './library-watch.ts'
import { resolveMail } from './mail.ts'
import { resolveOidc } from './oidc.ts'
import { pathOfUrl } from './path-of-url.ts'
import { resolveStorage } from './storage.ts'
import { readSwitch } from './switch.ts'
import { UsageError } from './usage-error.ts'

/** Options that every command takes. */
export interface CommonFlags {
  data?: string
  storage?: string
  json?: boolean
}

export interface ServeFlags extends CommonFlags, WatchFlags {
  port?: string
  host?: string
  open?: boolean
  private?: boolean
  title?: string
  adminPasswordFile?: string
  baseUrl?: string
  basePath?: string
  trustProxy?: string
  smtpUrlFile?: string
  mailFrom?: string
  https?: boolean
  theme?: string
  sync?: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where a gallery keeps what belongs to it. */
export interface GalleryPlaces {
  readonly dataFolder: string
  readonly database: DialectSupport
  readonly storage: Storage
  /** Where originals are kept, in words, without what is secret. */
  readonly storageName: string
  readonly cacheFolder: string
  readonly stagingFolder: string
  /** Folders that must not be indexed as pictures. */
  readonly ownFolders: readonly string[]
  /** Files and folders that are written to, and so must not lie in a folder of pictures. */
  readonly writtenPaths: readonly string[]
  readonly isDemo: boolean
}

const usualFolder = (folders: readonly string[], environment: Environment): string =>
  folders.length > 0 ? dataFolderFor(folders, environment) : demoDataFolder(environment)

/**
 * Finds out where the gallery's data is. Flags win over the environment, and both over the default: a folder of its own for each set
 * of library folders, in the user's data home, so that nothing is ever written beside the pictures.
 */
export const resolvePlaces = (
  flags: CommonFlags,
  folders: readonly string[],
  environment: Environment,
  defaultFolder: (folders: readonly string[], environment: Environment) => string = usualFolder,
): GalleryPlaces => {
  const named = flags.data || environment.VITRINE_DATA || undefined
  const databaseUrl = environment.VITRINE_DATABASE_URL || undefined
  const isDemo = named === undefined && folders.length === 0
  // A database that is named may hold a real gallery; the demo's pictures have no business there.
  if (isDemo && databaseUrl !== undefined && defaultFolder === usualFolder)
    throw new UsageError('Say where the gallery keeps its files: --data DIR or VITRINE_DATA, or name its folders.')
  const dataFolder = resolve(named ?? defaultFolder(folders, environment))
  const {
    storage,
    storageName,
    folder: storageFolder,
  } = resolveStorage(flags.storage || environment.VITRINE_STORAGE_URL || undefined, {
    environment,
    defaultFolder: join(dataFolder, 'storage'),
  })
  const sqliteFile = databaseUrl === undefined ? join(dataFolder, 'gallery.db') : sqliteFileOf(databaseUrl)
  return {
    dataFolder,
    database: sqliteFile === null ? mysqlOf(databaseUrl ?? '') : sqlite({ file: sqliteFile }),
    storage,
    storageName,
    cacheFolder: join(dataFolder, 'cache'),
    stagingFolder: join(dataFolder, 'incoming'),
    ownFolders: isDemo
      ? ['storage', 'cache', 'incoming'].map((name) => join(dataFolder, name))
      : [dataFolder, ...(storageFolder === null ? [] : [storageFolder])],
    writtenPaths: [
      dataFolder,
      ...(storageFolder === null ? [] : [storageFolder]),
      ...(sqliteFile === null ? [] : [sqliteFile]),
    ],
    isDemo,
  }
}

/** The file behind `sqlite:FILE`; `null` where the address is of another kind. */
const sqliteFileOf = (url: string): string | null => {
  if (!url.startsWith('sqlite:')) return null
  const file = pathOfUrl(url, 'sqlite:')
  if (file === '') throw new UsageError('VITRINE_DATABASE_URL names no file. Write sqlite:FILE.')
  return resolve(file)
}

const mysqlOf = (url: string): DialectSupport => {
  if (/^(mysql|mariadb):\/\//.test(url)) return mysql({ uri: url.replace(/^mariadb:/, 'mysql:') })
  // The address may hold a password: it is not repeated.
  throw new UsageError('VITRINE_DATABASE_URL must begin with sqlite: or mysql://.')
}

/** Everything `serve` needs beside the gallery's places. */
export interface ServeSettings {
  readonly port: number | null
  readonly host: string
  /** Without a slash at the end. */
  readonly baseUrl: string | undefined
  /** Empty, or like `/photos`. */
  readonly basePath: string
  readonly trustProxy: boolean | 'loopback' | readonly string[]
  readonly mail: MailOptions
  /** Another provider that signs people in. */
  readonly oidc: OidcOptions | undefined
  /** Name of the theme. */
  readonly theme: string | undefined
  /** Whether the documentation site is shown. */
  readonly docs: boolean
  /** With a certificate that nobody signed: for development. */
  readonly https: boolean
  readonly metricsToken: string | undefined
  readonly adminUser: string
  readonly adminPassword: string | null
}

export const resolveServe = (flags: ServeFlags, environment: Environment): ServeSettings => {
  const [baseUrl, basePath] = [
    baseUrlOf(flags.baseUrl || environment.VITRINE_BASE_URL || undefined),
    basePathOf(flags.basePath || environment.VITRINE_BASE_PATH || undefined),
  ]
  return {
    ...listening(flags, environment),
    baseUrl,
    basePath,
    mail: resolveMail(flags, environment, { baseUrl, basePath }),
    oidc: resolveOidc(environment, baseUrl),
  }
}

const listening = (
  flags: ServeFlags,
  environment: Environment,
): Omit<ServeSettings, 'baseUrl' | 'basePath' | 'mail' | 'oidc'> => ({
  port: portOf(flags.port || environment.VITRINE_PORT || environment.PORT || undefined),
  host: (flags.host || environment.VITRINE_HOST || '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
  trustProxy: trustProxyOf(flags.trustProxy || environment.VITRINE_TRUST_PROXY || undefined),
  theme: flags.theme || environment.VITRINE_THEME || undefined,
  docs: readSwitch(environment, 'VITRINE_DOCS') ?? false,
  https: flags.https === true,
  metricsToken: environment.VITRINE_METRICS_TOKEN || undefined,
  adminUser: environment.VITRINE_ADMIN_USER || 'admin',
  adminPassword: adminPasswordOf(flags.adminPasswordFile, environment.VITRINE_ADMIN_PASSWORD),
})

const portOf = (value: string | undefined): number | null => {
  if (value === undefined) return null
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new UsageError(`The port must be a number from 0 to 65535, not “${value}”.`)
  return port
}

const baseUrlOf = (value: string | undefined): string | undefined => {
  const origin = value?.replace(/\/+$/, '')
  if (
    origin === undefined ||
    (/^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin)
  )
    return origin
  throw new UsageError(
    'The base URL must be an origin such as https://photos.example.org. What comes after it is --base-path.',
  )
}

const basePathOf = (value: string | undefined): string => {
  try {
    return toBasePath(value)
  } catch (error) {
    throw new UsageError('The base path must be a path such as /photos.', { cause: error })
  }
}

const trustProxyOf = (value: string | undefined): ServeSettings['trustProxy'] => {
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  return value === 'loopback' ? 'loopback' : value.split(',').map((address) => address.trim())
}

const adminPasswordOf = (file: string | undefined, fromEnvironment: string | undefined): string | null => {
  if (file === undefined) return fromEnvironment ? fromEnvironment : null
  try {
    // A line break at the end is the editor's, not the password's.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new UsageError(`The file of the administrator's password cannot be read: ${file}`, { cause: error })
  }
}
