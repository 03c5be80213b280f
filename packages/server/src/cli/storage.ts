import { resolve } from 'node:path'
import { fsStorage, type Storage, s3Storage, toS3Options, VitrineError } from '@vitrine/core'
import { pathOfUrl } from './path-of-url.ts'
import { readSecret } from './secret-file.ts'
import { UsageError } from './usage-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface ResolvedStorage {
  readonly storage: Storage
  /** In words, without what is secret. */
  readonly storageName: string
  /** The folder, as an absolute path, where it is one of this machine. */
  readonly folder: string | null
}

/**
 * Where originals are kept: `file:DIR` or `s3://BUCKET/PREFIX?endpoint=…`. Credentials stand in the environment, by names of our own or
 * those of Amazon's programs, or in a file; an address that holds them works too, and is never repeated.
 *
 * @throws {UsageError} in a sentence that says what is wrong.
 */
export const resolveStorage = (
  url: string | undefined,
  { environment, defaultFolder }: { environment: Environment; defaultFolder: string },
): ResolvedStorage => {
  if (url === undefined) return ofFolder(defaultFolder)
  if (url.startsWith('file:') && pathOfUrl(url, 'file:') !== '') return ofFolder(resolve(pathOfUrl(url, 'file:')))
  if (url.startsWith('s3:')) return ofBucket(url, environment)
  throw new UsageError('The storage (VITRINE_STORAGE_URL, --storage) must be file:DIR or s3://BUCKET/PREFIX.')
}

const ofFolder = (folder: string): ResolvedStorage => ({
  storage: fsStorage({ root: folder }),
  storageName: folder,
  folder,
})

const ofBucket = (url: string, environment: Environment): ResolvedStorage => {
  try {
    const options = toS3Options(url, credentialsOf(environment))
    const { bucket, prefix, endpoint } = options
    const name = `s3://${bucket}${prefix ? `/${prefix}` : ''}`
    return {
      storage: s3Storage(options),
      storageName: endpoint === undefined ? name : `${name} at ${new URL(endpoint).host}`,
      folder: null,
    }
  } catch (error) {
    if (!VitrineError.has(error, 'OPTIONS_INVALID')) throw error
    const faults = error.issues.map(({ path, message }) => `${names[path] ?? path}: ${message}`)
    throw new UsageError(`The storage (VITRINE_STORAGE_URL, --storage) cannot be used.\n${faults.join('\n')}`)
  }
}

const names: Readonly<Record<string, string>> = {
  accessKeyId: 'VITRINE_S3_ACCESS_KEY_ID',
  secretAccessKey: 'VITRINE_S3_SECRET_ACCESS_KEY',
  '': 'address',
}

const credentialsOf = (environment: Environment) => {
  const isOurs = Boolean(environment.VITRINE_S3_ACCESS_KEY_ID)
  const accessKeyId = environment.VITRINE_S3_ACCESS_KEY_ID || environment.AWS_ACCESS_KEY_ID || ''
  const sessionToken = isOurs ? '' : environment.AWS_SESSION_TOKEN || ''
  return {
    accessKeyId,
    secretAccessKey: isOurs ? ourSecret(environment) : environment.AWS_SECRET_ACCESS_KEY || '',
    ...(sessionToken === '' ? {} : { sessionToken }),
  }
}

const ourSecret = (environment: Environment): string =>
  readSecret(
    environment.VITRINE_S3_SECRET_ACCESS_KEY_FILE,
    environment.VITRINE_S3_SECRET_ACCESS_KEY,
    "the storage's secret",
  ) ?? ''
