import { everybody, whoeverSees } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'

const seen = whoeverSees('ALBUM_NOT_FOUND')

export const browse: RowsOf<'browse'> = {
  facets: { may: seen, send: ({ album }) => ({ album }) },
  calendar: { may: seen, send: ({ album }) => ({ album, year: 'any' }) },
  map: { may: seen, send: ({ album }) => ({ album, zoom: 3 }) },
  tagCloud: { may: seen, send: ({ album }) => ({ album }) },
  tagIndex: { may: everybody, send: nothing },
  relatedTags: { may: seen, send: ({ album }) => ({ album }) },
  relatedAlbums: { may: seen, send: ({ album }) => ({ album }) },
  recentAlbums: { may: seen, send: ({ album }) => ({ album }) },
  popularPhotos: { may: seen, send: ({ album }) => ({ album, by: 'rating' }) },
}

export const events: RowsOf<'events'> = {
  list: { may: everybody, send: () => ({ limit: 500 }) },
  stream: { may: everybody, send: nothing },
}

export const openapi: RowsOf<'openapi'> = { get: { may: everybody, send: nothing } }
