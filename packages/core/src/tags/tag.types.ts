import type { Page } from '../paging/page.types.ts'
import type { TagText, Translations, TranslationsPatch } from '../translations/translation.types.ts'

/** A tag as one actor sees it. */
export interface Tag {
  readonly id: number
  readonly name: string
  /** Of the name, where it is not that of the gallery. See `inLanguage`. */
  readonly language?: string
  readonly slug: string
  readonly parentId: number | null
  /** Photos with this tag that the actor may see. */
  readonly photos: number
}

export interface TagCrumb {
  readonly id: number
  readonly name: string
  /** Of the name, where it is not that of the gallery. */
  readonly language?: string
  readonly slug: string
}

/** A tag to choose while typing. */
export interface TagSuggestion extends TagCrumb {
  /** The synonym that fits what was typed, where the name does not. */
  readonly synonym: string | null
}

/** A tag as those see it who manage them: with what nobody else is shown. */
export interface ManagedTag {
  readonly id: number
  /** In the language of the gallery, whatever the others are read in. */
  readonly name: string
  /** The name in other languages. Each of them is another name of the tag, too. */
  readonly translations: Translations<TagText>
  readonly slug: string
  readonly parentId: number | null
  /** The tags above, from the top. */
  readonly above: readonly TagCrumb[]
  /**
   * Other names: whoever writes one of them gives this tag, whoever looks for one finds its photos. Without those in
   * other languages, in alphabetical order.
   */
  readonly synonyms: readonly string[]
  /** Photos with this very tag, those in the trash apart. */
  readonly photos: number
  /** Tags directly below. */
  readonly children: number
  /** ISO 8601, UTC. */
  readonly createdAt: string
}

export interface TagDraft {
  /** 1 to 255 characters. */
  name: string
  /** Default `null`: at the top. */
  parentId?: number | null
  /** 100 at most. */
  synonyms?: readonly string[]
}

export interface TagPatch {
  name?: string
  /** With a new name: the old one stays as a synonym. Default `false`. */
  keepOldName?: boolean
  parentId?: number | null
  /** The name in other languages; what is left out stays. No two tags share a name, in whatever languages. */
  translations?: TranslationsPatch<TagText>
  /** Replaces all but the names in other languages. 100 at most. */
  synonyms?: readonly string[]
}

/**
 * The vocabulary of a gallery. For those who may edit all photos; others are refused.
 *
 * What these calls change is obeyed at once, but for one thing: where more than a few hundred photos are concerned, the words that
 * they are found by are written anew by jobs of the queue `tags.index`.
 *
 * @throws `UNAUTHENTICATED`, `FORBIDDEN`, `TAG_NOT_FOUND`, `INPUT_INVALID`, `NAME_TAKEN` (also where the name is another tag's synonym)
 */
export interface TagManagement {
  /**
   * All tags, also those of no photo, by name.
   *
   * @param options.text - Part of a name or of a synonym.
   * @param options.orphans - Only tags that no photo has (those in the trash apart) and no tag is below.
   * @param options.limit - 1 to 500, default 100.
   */
  list(options?: {
    text?: string
    orphans?: boolean
    limit?: number
    cursor?: string | undefined
  }): Promise<Page<ManagedTag>>
  get(id: number): Promise<ManagedTag>
  create(draft: TagDraft): Promise<ManagedTag>
  /** Renames, moves in the tree (20 levels at most), changes synonyms. Fields that are not given stay as they are. */
  update(id: number, patch: TagPatch): Promise<ManagedTag>
  /** Another tag with the same photos, beside the first. */
  duplicate(id: number, options: { name: string }): Promise<ManagedTag>
  /** Gives the photos of some tags another one instead. Tags below go below it; names and synonyms become its synonyms. 100 at most. */
  merge(options: { from: readonly number[]; into: number }): Promise<ManagedTag>
  /** Takes tags from their photos and deletes them, all or none. Tags below move up. 1,000 at most. */
  delete(ids: readonly number[]): Promise<void>
  /** Deletes all tags that `list({ orphans: true })` lists. @returns How many. */
  deleteOrphans(): Promise<number>
  /** Photos whose words wait to be written anew. */
  indexing(): Promise<{ readonly photosLeft: number }>
}

export interface TagsService {
  /** By name. Only tags of photos that the actor may see. */
  list(options?: { limit?: number; cursor?: string | undefined; startsWith?: string }): Promise<Page<Tag>>
  /** A tag of photos that the actor may see, or one above such a tag. */
  get(id: number): Promise<Tag>
  /** From the top down to the tag itself. */
  path(id: number): Promise<TagCrumb[]>
  /** Tags directly below one, by name, 500 at most: those that the actor sees photos of, or of a tag below them. */
  below(id: number): Promise<Tag[]>
  /**
   * Tags that begin with a text or have a synonym that does, for those who may tag: somebody who may edit or upload somewhere.
   * Only tags of photos that the actor may see; all tags for those who manage them.
   *
   * @param options.limit - 1 to 50, default 10.
   * @throws `FORBIDDEN`, `UNAUTHENTICATED`
   */
  suggest(options: { text: string; limit?: number }): Promise<TagSuggestion[]>
  readonly manage: TagManagement
}
