import { type Issue, VitrineError } from '../../errors/vitrine-error.ts'
import type { S3StorageOptions } from './s3-options.ts'

type Credentials = Partial<Pick<S3StorageOptions, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>>

/**
 * Options from an address: `s3://BUCKET/PREFIX?endpoint=https://s3.example.org&region=…&pathStyle=false`. Credentials may stand in it,
 * `s3://KEY:SECRET@BUCKET`, or come from elsewhere.
 *
 * @throws {VitrineError} `OPTIONS_INVALID`; nothing of the address is repeated.
 */
export const toS3Options = (url: string, credentials: Credentials = {}): S3StorageOptions => {
  if (!url.startsWith('s3://') || !URL.canParse(url))
    throw fault([{ path: '', message: 'Must be an address such as s3://BUCKET/PREFIX.' }])
  const { hostname, username, password, pathname, searchParams } = new URL(url)
  const issues: Issue[] = []
  for (const name of new Set(searchParams.keys()))
    if (!['endpoint', 'region', 'pathStyle'].includes(name))
      issues.push({
        path: 'url',
        message: 'Takes endpoint, region and pathStyle after the question mark, and nothing else.',
      })
  const pathStyle = searchParams.get('pathStyle')
  if (pathStyle !== null && pathStyle !== 'true' && pathStyle !== 'false')
    issues.push({ path: 'pathStyle', message: 'Must be true or false.' })
  if (issues.length > 0) throw fault(issues)
  const [endpoint, region] = [searchParams.get('endpoint'), searchParams.get('region')]
  const sessionToken = username === '' ? credentials.sessionToken : undefined
  return {
    bucket: hostname,
    prefix: pathname.replace(/^\/+|\/+$/g, ''),
    accessKeyId: decodeURIComponent(username) || (credentials.accessKeyId ?? ''),
    secretAccessKey: decodeURIComponent(password) || (credentials.secretAccessKey ?? ''),
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(endpoint === null ? {} : { endpoint }),
    ...(region === null ? {} : { region }),
    ...(pathStyle === null ? {} : { pathStyle: pathStyle === 'true' }),
  }
}

const fault = (issues: readonly Issue[]) => new VitrineError('OPTIONS_INVALID', { issues })
