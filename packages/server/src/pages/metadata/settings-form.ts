import type { MetadataSettingName, MetadataSettings, MetadataSettingsPatch } from '@vitrine/core'

export type ReadField = keyof MetadataSettings['read']
export type WriteField = keyof MetadataSettings['write']

export const writableBlocks = ['exif', 'iptc', 'xmp'] as const

/** The form of the settings as it was typed; sources and tags with commas between them. */
export interface MetadataForm {
  readonly read: Readonly<Record<string, string>>
  readonly write: Readonly<Record<string, readonly string[]>>
  readonly fields: Readonly<Record<string, { readonly read: string; readonly write: string }>>
  readonly exiftool: string
  readonly keywordTrees: boolean
  readonly writesFiles: boolean
}

const toText = (sources: readonly string[] = []): string => sources.join(', ')
const toList = (typed: string): string[] =>
  typed
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')
const mapValues = <T, R>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]))

/** @param keys - Of the custom fields of photos. */
export const toMetadataForm = (settings: MetadataSettings, keys: readonly string[]): MetadataForm => ({
  read: mapValues(settings.read, toText),
  write: settings.write,
  fields: Object.fromEntries(
    keys.map((key) => {
      const mapping = settings.fields[key]
      return [key, { read: toText(mapping?.read), write: toText(mapping?.write) }]
    }),
  ),
  exiftool: settings.exiftool,
  keywordTrees: settings.keywordTrees,
  writesFiles: settings.writesFiles,
})

/** What was sent, in the shape of what was shown; what is locked is as it was. */
export const readMetadataForm = (
  form: URLSearchParams,
  shown: MetadataForm,
  locked: readonly MetadataSettingName[],
): MetadataForm => {
  const text = (name: string): string => (form.get(name) ?? '').trim()
  const fixed = Object.entries(shown).filter(([name]) => locked.includes(name as MetadataSettingName))
  return {
    read: mapValues(shown.read, (_, name) => text(`read-${name}`)),
    write: mapValues(shown.write, (_, name) => form.getAll(`write-${name}`)),
    fields: mapValues(shown.fields, (_, key) => ({ read: text(`from-${key}`), write: text(`to-${key}`) })),
    exiftool: text('exiftool'),
    keywordTrees: form.get('keywordTrees') === '1',
    writesFiles: form.get('writesFiles') === '1',
    ...Object.fromEntries(fixed),
  }
}

/** What it changes; names of sources and tags are the core's to check, and what the server's configuration fixes is left alone. */
export const toMetadataPatch = (
  typed: MetadataForm,
  before: MetadataSettings,
  locked: readonly MetadataSettingName[],
): MetadataSettingsPatch => {
  const shown = toMetadataForm(before, Object.keys(typed.fields))
  // A name with a comma in it cannot be typed: what nobody touched goes back as it is.
  const list = (text: string, was: string | undefined, kept: readonly string[] | undefined): readonly string[] =>
    text === was && kept ? kept : toList(text)
  const mapped = mapValues(typed.fields, ({ read, write }, key) => ({
    read: list(read, shown.fields[key]?.read, before.fields[key]?.read),
    write: list(write, shown.fields[key]?.write, before.fields[key]?.write),
  }))
  const patch = {
    read: mapValues(typed.read, (text, name) => list(text, shown.read[name], before.read[name as ReadField])),
    write: typed.write,
    fields: Object.fromEntries(Object.entries(mapped).filter(([, { read, write }]) => read.length + write.length > 0)),
    exiftool: typed.exiftool,
    keywordTrees: typed.keywordTrees,
    writesFiles: typed.writesFiles,
  }
  const open = Object.entries(patch).filter(([name]) => !locked.includes(name as MetadataSettingName))
  return Object.fromEntries(open) as MetadataSettingsPatch
}

/** `read.title.0` is about the field `read-title`. */
export const metadataFieldOf = (path: string): string => {
  const [part = '', name = '', side] = path.split('.')
  if (part === 'fields') return `${side === 'write' ? 'to' : 'from'}-${name}`
  if (part === 'withoutPosition') return 'album'
  return part === 'read' || part === 'write' ? `${part}-${name}` : part
}
