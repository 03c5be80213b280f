import type { Scene } from './scene.ts'

/** What is computed from the photos in memory; the first call waits for them. */
export const browse = async ({ guest, member, seeded }: Scene): Promise<void> => {
  for (const { browse: b } of [guest, member]) {
    await b.facets()
    await b.facets({ q: seeded.commonWord, facets: ['tag', 'album', 'uploader'], startsWith: 's' })
    await b.calendar()
    await b.calendar({ by: 'posted', album: seeded.largestAlbum })
    await b.map()
    await b.map({ zoom: 5, box: { south: -40, west: 100, north: 60, east: 20 }, album: seeded.largestAlbum })
    await b.mapTiles()
    await b.tagCloud()
    await b.tagIndex({ limit: 5 })
    await b.relatedTags({ tag: seeded.commonTag })
    await b.relatedAlbums({ tag: seeded.commonTag })
    await b.recentAlbums({ days: 366 })
    await b.mostVisited()
    await b.bestRated()
    b.randomSort()
  }
}
