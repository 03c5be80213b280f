import type { MetadataSettingsState } from '@vitrine/core'
import type { MetadataSettings } from '@vitrine/sdk/contract'

const copy = <T extends Readonly<Record<string, readonly unknown[]>>>(lists: T) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]])) as {
    -readonly [K in keyof T]: T[K][number][]
  }

export const toMetadataSettings = ({ settings, locked }: MetadataSettingsState): MetadataSettings => ({
  read: copy(settings.read),
  write: copy(settings.write),
  fields: Object.fromEntries(
    Object.entries(settings.fields).map(([key, { read, write }]) => [key, { read: [...read], write: [...write] }]),
  ),
  exiftool: settings.exiftool,
  keywordTrees: settings.keywordTrees,
  writesFiles: settings.writesFiles,
  withoutPosition: settings.withoutPosition.map((rule) => ({ ...rule })),
  locked: [...locked],
})
