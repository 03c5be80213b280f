import type { Client } from '@vitrine/sdk'

/**
 * Albums for folders: below the chosen one, level by level. One with the name of a folder that is there already is used; the others are made,
 * by the rights of whoever uploads. Asked for by many files at once, each is looked for and made once.
 */
export const createFolderAlbums = (client: Client, rootId: number) => {
  const known = new Map<string, Promise<number>>()

  const findBelow = async (parent: number, name: string): Promise<number | null> => {
    const wanted = name.normalize('NFC').toLowerCase()
    let cursor: string | undefined
    do {
      const page = await client.albums.list({ parent, limit: 100, ...(cursor ? { cursor } : {}) })
      const found = page.items.find((album) => !album.isSmart && album.name.normalize('NFC').toLowerCase() === wanted)
      if (found) return found.id
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    return null
  }

  const albumOf = (folders: readonly string[]): Promise<number> => {
    const name = folders.at(-1)
    if (name === undefined) return Promise.resolve(rootId)
    const key = folders.join('/')
    const before = known.get(key)
    if (before) return before
    const album = albumOf(folders.slice(0, -1)).then(
      async (parent) => (await findBelow(parent, name)) ?? (await client.albums.create({ parentId: parent, name })).id,
    )
    known.set(key, album)
    // Tried again with the next file, or when the visitor asks for it.
    album.catch(() => known.delete(key))
    return album
  }
  return { albumOf }
}
