import type { MetadataOrder, MetadataTag, OrderedField } from '../metadata/order.ts'

/** Fields of a photo that are written into files. */
export type WrittenField =
  | 'title'
  | 'description'
  | 'author'
  | 'copyright'
  | 'keywords'
  | 'rating'
  | 'date'
  | 'position'

/** Blocks that are written. IPTC is brought in line where a file has it, and never added (MWG 2.0, 3.2). */
export type WritableBlock = 'exif' | 'iptc' | 'xmp'

/** The tags of a file that a custom field of photos is read from and written to. */
export interface FieldMapping {
  /** First that has a value wins; `Film:` and `EXIF:` tags, too. */
  readonly read: readonly MetadataTag[]
  /** `XMP-` and `IPTC:` tags. */
  readonly write: readonly MetadataTag[]
}

/** A role, a share link, or an album with those below it. */
export type PositionRule = { readonly role: number } | { readonly link: number } | { readonly album: number }

/** What is read from files and written into them. */
export interface MetadataSettings {
  /** Which block, or which tag, each field is read from. */
  readonly read: MetadataOrder
  /** The blocks that each field is written to; none: it is not written. */
  readonly write: Readonly<Record<WrittenField, readonly WritableBlock[]>>
  /** Custom fields of photos by key. */
  readonly fields: Readonly<Record<string, FieldMapping>>
  /** About which files exiftool is asked, where it is installed. `needed`: those of which it knows more. */
  readonly exiftool: 'needed' | 'always' | 'never'
  /** Whether paths of keywords in files make tags, below one another as the paths say, and are written into files. */
  readonly keywordTrees: boolean
  /** Whether what is written in the gallery may be written into originals. They are kept as versions. */
  readonly writesFiles: boolean
  /** Downloads of these hold no position. 200 at most. */
  readonly withoutPosition: readonly PositionRule[]
}

export type MetadataSettingName = keyof MetadataSettings

/** Changes those named: `read` and `write` field by field, the others as a whole. */
export type MetadataSettingsPatch = Partial<Omit<MetadataSettings, 'read' | 'write'>> & {
  readonly read?: { readonly [F in OrderedField]?: MetadataOrder[F] | undefined }
  readonly write?: { readonly [F in WrittenField]?: readonly WritableBlock[] | undefined }
}

export interface MetadataSettingsState {
  readonly settings: MetadataSettings
  /** Settings that the options of the gallery fix: they cannot be changed here. */
  readonly locked: readonly MetadataSettingName[]
}
