import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createGallery,
  type Gallery,
  type LibrarySettings,
  type Logger,
  type MailOptions,
  type PasskeyOptions,
} from '@vitrine/core'
import { mailLanguages } from '../mail/mail-languages.ts'
import type { GalleryPlaces } from './config.ts'
import { resolveSecret } from './gallery-secret.ts'
import { readSwitch } from './switch.ts'
import { resolveTools } from './tools.ts'

/** Opens the gallery that a command works on; its data folder is made, for its owner alone. */
export const openGallery = async (
  places: GalleryPlaces,
  options: {
    log: Logger
    title?: string | undefined
    library?: Partial<LibrarySettings>
    mail?: MailOptions
    passkeys?: PasskeyOptions | undefined
  },
): Promise<Gallery> => {
  await mkdir(places.dataFolder, { recursive: true, mode: 0o700 })
  return createGallery({
    database: places.database,
    storage: places.storage,
    cacheFolder: places.cacheFolder,
    stagingFolder: places.stagingFolder,
    ownFolders: places.ownFolders,
    secret: await resolveSecret(places.dataFolder, process.env),
    tools: resolveTools(process.env),
    limits: { acceptsSvg: readSwitch(process.env, 'VITRINE_SVG') ?? false },
    outbound: { allowedRanges: allowedRangesOf(process.env.VITRINE_ALLOWED_RANGES) },
    log: options.log,
    mail: {
      languages: mailLanguages({
        localesFolder: join(places.dataFolder, 'locales'),
        overridesFolder: join(places.dataFolder, 'overrides'),
      }),
      ...options.mail,
    },
    ...(options.passkeys ? { passkeys: options.passkeys } : {}),
    ...(options.library ? { library: options.library } : {}),
    ...(options.title === undefined ? {} : { title: options.title }),
  })
}

const allowedRangesOf = (value = ''): string[] =>
  value
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '')
