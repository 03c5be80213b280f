import type { Page } from '../paging/page.types.ts'

/** A tag as one actor sees it. */
export interface Tag {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly parentId: number | null
  /** Photos with this tag that the actor may see; tags without any are not listed. */
  readonly photos: number
}

export interface TagsService {
  /** By name. Only tags of photos that the actor may see. */
  list(options?: { limit?: number; cursor?: string | undefined; startsWith?: string }): Promise<Page<Tag>>
  get(id: number): Promise<Tag>
}
