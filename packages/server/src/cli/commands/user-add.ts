import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { isLevel, type RoleKey, roleKeys, VitrineError } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { onlyDataFolder } from '../data-folder.ts'
import { createConsoleLog, logLevelOf } from '../log.ts'
import { openGallery } from '../open-gallery.ts'
import { plain, print, toJson } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface UserAddFlags extends CommonFlags {
  role?: string
  level?: string
  email?: string
  passwordFile?: string
}

/** Adds a user. The password comes from a file, from the standard input, or is asked for; never from the command line, which others can read. */
export const userAddCommand = async (username: string, flags: UserAddFlags): Promise<number> => {
  const role = roleOf(flags.role ?? 'user')
  const level = Number(flags.level ?? '0')
  if (!isLevel(level)) throw new UsageError('The level must be 0, 1, 2, 4 or 8.')
  const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
  const password = await readPassword(flags.passwordFile)
  const log = createConsoleLog({ json: flags.json === true, level: logLevelOf(process.env.VITRINE_LOG) })
  await using gallery = await openGallery(places, { log: log.core })
  try {
    const user = await gallery
      .asSystem('vitrine user add')
      .users.create({ username, password, role, level, email: flags.email ?? null })
    print(flags.json ? toJson({ user }) : plain(`Added ${user.username} (${user.role}).`))
    return 0
  } catch (error) {
    if (!VitrineError.has(error, 'INPUT_INVALID', 'USERNAME_TAKEN')) throw error
    throw new UsageError(error.issues.map(({ path, message }) => `${path}: ${message}`).join('\n') || error.message)
  }
}

const roleOf = (value: string): RoleKey => {
  const role = roleKeys.find((key) => key === value)
  if (!role) throw new UsageError(`The role must be one of ${roleKeys.join(', ')}.`)
  return role
}

/** More than any password has: whoever pipes a film into this gets an error, not a full memory. */
const maxPasswordBytes = 64 * 1024

const readPassword = async (file: string | undefined): Promise<string> => {
  if (file !== undefined) {
    return withoutLineBreak(
      await readFile(file, 'utf8').catch((error: unknown) => {
        throw new UsageError(`The file of the password cannot be read: ${file}`, { cause: error })
      }),
    )
  }
  if (!process.stdin.isTTY) {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxPasswordBytes) throw new UsageError('The standard input is too long for a password.')
      chunks.push(chunk)
    }
    const password = withoutLineBreak(Buffer.concat(chunks).toString('utf8'))
    if (password === '') throw new UsageError('Give the password with --password-file FILE or on the standard input.')
    return password
  }
  const first = await ask('Password: ')
  if ((await ask('Once more: ')) !== first) throw new UsageError('The two passwords are not the same.')
  return first
}

/** A line break at the end is the editor's, not the password's. */
const withoutLineBreak = (text: string): string => text.replace(/\r?\n$/, '')

/** Asks without showing what is typed. @throws {UsageError} at Ctrl+C or Ctrl+D. */
const ask = async (question: string): Promise<string> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('close', () => reject(new UsageError('Nobody was added.')))
      lines.once('SIGINT', () => lines.close())
      lines.question('').then(resolve, reject)
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
