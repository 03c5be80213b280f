import * as v from 'valibot'
import { type Issue, VitrineError } from '../../errors/vitrine-error.ts'
import { toIssues } from '../../input/validate.ts'
import { assertStorageKey } from '../keys.ts'

export interface S3StorageOptions {
  /** Must exist: the gallery makes none. */
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of credentials that are lent for a while. */
  readonly sessionToken?: string
  /** Of the service, without the bucket: `https://s3.example.org`. Default: Amazon's, of the region. */
  readonly endpoint?: string
  /** Default `us-east-1`, which services without regions take. */
  readonly region?: string
  /** Put before every key, so that several galleries can share a bucket: `photos/gallery-1`. Default: none. */
  readonly prefix?: string
  /** The bucket stands in the path (`true`) or before the host name. Default: `true` where an endpoint is given, else `false`. */
  readonly pathStyle?: boolean
  /**
   * Bytes of one part of a large object. A put holds three of them in memory at most, and an object has 10,000 parts at most.
   * 5 MiB to 512 MiB. Default 8 MiB: objects up to 78 GiB.
   */
  readonly partBytes?: number
  /** How long the service may give no sign of life before a request is tried again, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number
  /** How often a request is tried in all, with growing waits, where the service is away or says that it is busy. Default 5. */
  readonly attempts?: number
}

/** Options checked and completed. */
export interface S3Settings {
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
  readonly region: string
  /** Of the bucket; ends with `/`. */
  readonly bucketUrl: string
  /** Empty, or ends with `/`. */
  readonly prefix: string
  readonly partBytes: number
  readonly timeoutMs: number
  readonly attempts: number
}

const mebibyte = 1024 * 1024
const text = v.pipe(v.string('Must be text.'), v.minLength(1, 'Must not be empty.'))
const whole = (least: number, most: number) =>
  v.pipe(
    v.number('Must be a number.'),
    v.integer('Must be a whole number.'),
    v.minValue(least, `Must be ${least} or more.`),
    v.maxValue(most, `Must be ${most} or less.`),
  )

const schema = v.strictObject({
  // Source: Amazon S3 User Guide, “General purpose bucket naming rules”.
  bucket: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'Must be the name of a bucket.')),
  accessKeyId: text,
  secretAccessKey: text,
  sessionToken: v.optional(text),
  endpoint: v.optional(
    v.pipe(
      text,
      v.check((value) => isOrigin(value), 'Must be an address such as https://s3.example.org.'),
    ),
  ),
  region: v.optional(v.pipe(text, v.regex(/^[a-z0-9-]+$/i, 'Must be the name of a region.')), 'us-east-1'),
  prefix: v.optional(v.string('Must be text.'), ''),
  pathStyle: v.optional(v.boolean('Must be true or false.')),
  partBytes: v.optional(whole(5 * mebibyte, 512 * mebibyte), 8 * mebibyte),
  timeoutMs: v.optional(whole(100, 600_000), 30_000),
  attempts: v.optional(whole(1, 20), 5),
})

/** Without a path, a question or a password: what stands in an address ends up in messages. */
const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { protocol, username, password, pathname, search, hash } = new URL(value)
  return (
    (protocol === 'https:' || protocol === 'http:') && username + password + search + hash === '' && pathname === '/'
  )
}

/** @throws {VitrineError} `OPTIONS_INVALID` with every fault; values are not repeated. */
export const parseS3Options = (options: S3StorageOptions): S3Settings => {
  const result = v.safeParse(schema, options, { abortPipeEarly: true })
  const prefix = (typeof options?.prefix === 'string' ? options.prefix : '').replace(/\/+$/, '')
  const issues: Issue[] = toIssues(result.issues ?? [])
  if (prefix !== '' && !isKey(prefix))
    issues.push({ path: 'prefix', message: 'Must be of lower-case letters, digits, “_”, “-”, “.” and “/”.' })
  if (!result.success || issues.length > 0) throw new VitrineError('OPTIONS_INVALID', { issues })
  const { bucket, endpoint, region, pathStyle, partBytes, timeoutMs, attempts, ...credentials } = result.output
  const { prefix: _prefix, accessKeyId, secretAccessKey, sessionToken } = credentials
  const base = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`)
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    region,
    bucketUrl:
      (pathStyle ?? endpoint !== undefined) ? `${base.origin}/${bucket}/` : `${base.protocol}//${bucket}.${base.host}/`,
    prefix: prefix === '' ? '' : `${prefix}/`,
    partBytes,
    timeoutMs,
    attempts,
  }
}

const isKey = (value: string): boolean => {
  try {
    assertStorageKey(value)
    return true
  } catch {
    return false
  }
}
