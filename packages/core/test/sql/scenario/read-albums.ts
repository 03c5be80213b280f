import type { Scene } from './scene.ts'

/** Albums, as everybody. */
export const readAlbums = async ({ everybody, seeded }: Scene): Promise<void> => {
  for (const { albums, me } of everybody) {
    await me()
    for (const parent of [null, seeded.usualAlbum]) {
      await albums.count()
      const { items, nextCursor } = await albums.list({ parent, limit: 2 })
      if (nextCursor !== null) await albums.list({ parent, limit: 2, cursor: nextCursor })
      await albums.getMany(items.map(({ id }) => id))
    }
    await albums.get(seeded.largestAlbum)
    await albums.path(seeded.usualAlbum)
  }
}

/** Lists of tags, as everybody. */
export const listTags = async ({ everybody }: Scene): Promise<void> => {
  for (const { tags } of everybody) {
    const { nextCursor } = await tags.list({ limit: 2 })
    if (nextCursor !== null) await tags.list({ limit: 2, cursor: nextCursor })
    await tags.list({ limit: 2, startsWith: 'w' })
  }
}

/** A tag, as everybody. */
export const readTag = async ({ everybody, seeded }: Scene): Promise<void> => {
  for (const { tags } of everybody) await tags.get(seeded.commonTag)
}
