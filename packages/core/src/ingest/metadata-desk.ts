import type { Connections } from '../db/dialect.ts'
import { createExiftoolReader } from '../metadata/exiftool/reader.ts'
import type { ReadMetadataOptions } from '../metadata/read.ts'
import type { MetadataReader } from '../metadata/reader.ts'
import { createOriginalCopies, type OriginalCopies } from '../photos/original-copies.ts'
import { defaultMetadataSettings, loadMetadataSettings, mergeMetadataSettings } from '../settings/metadata-settings.ts'
import type { MetadataSettings, MetadataSettingsPatch } from '../settings/metadata-settings.types.ts'
import type { Toolbox } from '../tools/tool.types.ts'

/** How files are read at this moment: the settings, and the exiftool that stays open for all files. */
export interface MetadataDesk {
  /** What the options of the gallery say, which wins over the settings. */
  readonly fixed: MetadataSettingsPatch
  settings(): Promise<MetadataSettings>
  /** For `readMetadata` and `readSidecar`. One look at the settings: whoever reads many files asks once. */
  reading(): Promise<Required<Omit<ReadMetadataOptions, 'reader'>> & { readonly reader: MetadataReader | null }>
  /** Copies of originals that say something else. */
  readonly copies: OriginalCopies
  close(): Promise<void>
}

interface DeskOptions {
  readonly fixed: MetadataSettingsPatch
  readonly connections: Connections
  readonly toolbox: Toolbox
  /** exiftool works in a folder made in here. */
  readonly folder: string
}

export const createMetadataDesk = ({ fixed, connections, toolbox, folder }: DeskOptions): MetadataDesk => {
  const exiftool = createExiftoolReader({ programs: () => toolbox.stayOpen('exiftool'), folder })
  const settings = async () =>
    mergeMetadataSettings(
      mergeMetadataSettings(defaultMetadataSettings, await loadMetadataSettings(connections.read)),
      fixed,
    )
  const readers: Readonly<Record<MetadataSettings['exiftool'], MetadataReader | null>> = {
    needed: exiftool,
    always: { ...exiftool, knowsMore: () => true },
    never: null,
  }
  return {
    fixed,
    copies: createOriginalCopies(folder),
    settings,
    reading: async () => {
      const { read, fields, keywordTrees, exiftool: when } = await settings()
      return {
        order: read,
        fields: Object.fromEntries(Object.entries(fields).map(([name, mapping]) => [name, mapping.read])),
        keywordTrees,
        reader: readers[when],
      }
    },
    close: () => exiftool.close(),
  }
}
