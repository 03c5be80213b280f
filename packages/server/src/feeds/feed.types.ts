/** What is new, for programs that look by themselves. All addresses are whole. */
export interface Feed {
  readonly title: string
  readonly description: string | null
  /** Page that shows the same. */
  readonly pageUrl: string
  /** Of the feed itself. */
  readonly url: string
  /** ISO 8601 UTC. */
  readonly updatedAt: string
  /** BCP 47. */
  readonly language: string
  /** The newest first. */
  readonly items: readonly FeedItem[]
}

export interface FeedItem {
  /** Page of the item, and what it is known by. */
  readonly url: string
  readonly title: string
  /** Markup. */
  readonly html: string
  readonly summary: string | null
  readonly publishedAt: string
  readonly updatedAt: string
  readonly author: string | null
  readonly tags: readonly string[]
  readonly imageUrl: string | null
}
