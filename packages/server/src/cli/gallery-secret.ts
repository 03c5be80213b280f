import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from './usage-error.ts'

const fileName = 'secret'

/**
 * What seals secrets in the database: `VITRINE_SECRET`, or a file in the data folder that is made once, for its owner alone. Of several
 * servers on one database all must be given the same.
 */
export const resolveSecret = async (
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> => {
  const named = environment.VITRINE_SECRET || undefined
  if (named !== undefined) {
    if (named.length < 32) throw new UsageError('VITRINE_SECRET must have 32 characters or more.')
    return named
  }
  const path = join(dataFolder, fileName)
  return (await readSecret(path)) ?? makeSecret(path)
}

const readSecret = async (path: string): Promise<string | null> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new UsageError(`The file of the secret cannot be read: ${path}`, { cause: error })
  })
  if (text !== null && text.trim().length < 32) throw new UsageError(`The file of the secret is damaged: ${path}`)
  return text === null ? null : text.trim()
}

/** Written whole beside its place, and linked there: of two processes that start at once, one wins, and both have the same. */
const makeSecret = async (path: string): Promise<string> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    // Some file systems have no links: there the last one wins.
    if (error.code !== 'EEXIST') return rename(draft, path)
  })
  await rm(draft, { force: true })
  return (await readSecret(path)) as string
}
