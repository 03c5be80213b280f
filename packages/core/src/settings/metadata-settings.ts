import type { Reader } from '../db/database.ts'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { defaultMetadataOrder } from '../metadata/order.ts'
import type { MetadataSettings, MetadataSettingsPatch } from './metadata-settings.types.ts'
import { readSetting } from './setting.store.ts'

const all = ['xmp', 'iptc', 'exif'] as const

export const defaultMetadataSettings: MetadataSettings = Object.freeze({
  read: defaultMetadataOrder,
  write: {
    title: ['xmp', 'iptc'],
    description: all,
    author: all,
    copyright: all,
    keywords: ['xmp', 'iptc'],
    rating: ['xmp'],
    date: all,
    position: ['exif', 'xmp'],
  },
  fields: {},
  exiftool: 'needed',
  keywordTrees: true,
  writesFiles: false,
  withoutPosition: [],
} satisfies MetadataSettings)

export const mergeMetadataSettings = (settings: MetadataSettings, patch: MetadataSettingsPatch): MetadataSettings => ({
  ...settings,
  ...withoutUndefined(patch),
  read: { ...settings.read, ...withoutUndefined(patch.read ?? {}) },
  write: { ...settings.write, ...withoutUndefined(patch.write ?? {}) },
})

const key = 'metadata'

/** What the administrators changed. */
export const loadMetadataSettings = async (db: Reader): Promise<MetadataSettingsPatch> => {
  const value = await readSetting(db, key)
  return value === null ? {} : (JSON.parse(value) as MetadataSettingsPatch)
}

export const metadataSettingKey = key

/** @throws {VitrineError} `INPUT_INVALID` where a field is named that photos do not have. */
export const requireKnownFields = (
  { fields }: Pick<MetadataSettings, 'fields'>,
  known: ReadonlyMap<string, unknown>,
): void => {
  const issues: Issue[] = Object.keys(fields).flatMap((name) =>
    known.has(name) ? [] : [{ path: `fields.${name}`, message: 'There is no such field.' }],
  )
  if (issues.length > 0) throw inputInvalid(issues)
}
