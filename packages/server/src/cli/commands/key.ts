import { type ApiKey, type Gallery, type Scope, scopes, userActor, VitrineError } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface KeyCreateFlags extends CommonFlags {
  name?: string
  scopes?: string
  days?: string
}

const withGallery = async <T>(flags: CommonFlags, work: (gallery: Gallery) => Promise<T>): Promise<T> => {
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  await using gallery = await openGallery(places, { log: log.core })
  try {
    return await work(gallery)
  } catch (error) {
    if (!VitrineError.has(error, 'INPUT_INVALID', 'KEY_NOT_FOUND', 'KEY_LIMIT_REACHED', 'FORBIDDEN')) throw error
    throw new UsageError(error.issues.map(({ path, message }) => `${path}: ${message}`).join('\n') || error.message)
  }
}

/** The user with exactly this name. @throws {UsageError} */
const findUser = async (gallery: Gallery, username: string): Promise<number> => {
  const users = gallery.asSystem('vitrine key').users
  for (let cursor: string | undefined; ; ) {
    const page = await users.list({ q: username, limit: 500, cursor })
    const found = page.items.find((user) => user.username.toLowerCase() === username.toLowerCase())
    if (found) return found.id
    if (page.nextCursor === null) throw new UsageError(`There is no user ${plain(username)}.`)
    cursor = page.nextCursor
  }
}

const readScopes = (text: string): Scope[] =>
  text.split(',').map((word) => {
    const scope = scopes.find((each) => each === word.trim())
    if (!scope) throw new UsageError(`The scopes are ${scopes.join(', ')}, with commas between them.`)
    return scope
  })

const readDays = (text: string): number | null => {
  if (text === 'never') return null
  if (!/^\d{1,5}$/.test(text)) throw new UsageError('The days must be a number, or “never”.')
  return Number(text)
}

/** Makes an API key of a user: the key alone goes to the standard output, for programs to take. */
export const keyCreateCommand = (username: string, flags: KeyCreateFlags): Promise<number> =>
  withGallery(flags, async (gallery) => {
    const draft = {
      name: flags.name ?? 'vitrine key create',
      scopes: readScopes(flags.scopes ?? 'read'),
      expiresInDays: readDays(flags.days ?? '90'),
    }
    const { apiKey, key } = await gallery.as(userActor(await findUser(gallery, username))).keys.create(draft)
    print(flags.json ? toJson({ apiKey, key }) : key)
    return 0
  })

/** Every key, or those of a user. */
export const keyListCommand = (username: string | undefined, flags: CommonFlags): Promise<number> =>
  withGallery(flags, async (gallery) => {
    const { keys } = gallery.asSystem('vitrine key list')
    const user = username === undefined ? 'all' : await findUser(gallery, username)
    for (let cursor: string | undefined; ; ) {
      const page = await keys.list({ user, limit: 200, cursor })
      for (const key of page.items) print(flags.json ? toJson(key) : describe(key))
      if (page.nextCursor === null) return 0
      cursor = page.nextCursor
    }
  })

export const keyRevokeCommand = (id: string, flags: CommonFlags): Promise<number> =>
  withGallery(flags, async (gallery) => {
    const apiKey = await gallery.asSystem('vitrine key revoke').keys.revoke(Number(id))
    print(flags.json ? toJson({ apiKey }) : plain(`Revoked ${apiKey.name} of ${apiKey.user.username}.`))
    return 0
  })

const describe = (key: ApiKey): string =>
  [
    String(key.id),
    plain(key.user.username),
    plain(key.name),
    `${key.start}…`,
    key.scopes.join(','),
    key.state,
    key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt}`,
    key.expiresAt === null ? 'does not end' : `ends ${key.expiresAt}`,
  ].join('  ')
