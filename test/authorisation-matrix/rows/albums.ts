import { administrators, everybody, whoeverMay, whoeverSees } from '../kinds.ts'
import { nothing, type RowsOf } from '../row.ts'
import { canary } from '../subject.ts'

const seen = whoeverSees('ALBUM_NOT_FOUND')
const organised = whoeverMay('organise', 'ALBUM_NOT_FOUND')
const managed = whoeverMay('manage', 'ALBUM_NOT_FOUND')

export const albums: RowsOf<'albums'> = {
  list: { may: seen, send: ({ album }) => ({ parent: album }) },
  create: { may: organised, send: ({ album }) => ({ name: 'New', parentId: album }) },
  get: { may: seen, send: ({ album }) => ({ id: album }) },
  update: {
    may: whoeverMay('edit', 'ALBUM_NOT_FOUND'),
    scope: 'edit',
    send: ({ below }) => ({ id: below, description: 'Said anew' }),
  },
  delete: { may: managed, uses: ['album'], send: ({ album }) => ({ id: album }) },
  move: {
    may: organised,
    scope: 'organise',
    send: ({ album, aside }) => ({ id: aside, parentId: album, position: 0 }),
  },
  grants: { may: managed, send: ({ album }) => ({ id: album }) },
  setGrants: { may: managed, uses: ['album'], send: ({ album }) => ({ id: album, inherit: true, grants: [] }) },
  find: { may: everybody, send: () => ({ text: canary }) },
  sort: { may: organised, send: ({ album }) => ({ parent: album, by: 'name' }) },
  reorder: { may: organised, send: ({ album, below, aside }) => ({ parent: album, ids: [aside, below] }) },
  placePhotos: { may: organised, send: ({ album, photo }) => ({ id: album, photoIds: [photo], before: null }) },
  orderPhotos: {
    may: organised,
    send: ({ album, photo, otherPhoto }) => ({ id: album, photoIds: [otherPhoto, photo] }),
  },
  resolve: { may: seen, send: ({ permalink }) => ({ permalink }) },
  permalinks: { may: managed, send: ({ album }) => ({ id: album }) },
  forgetPermalink: {
    may: managed,
    uses: ['permalinks'],
    send: ({ withPermalinks, formerPermalink }) => ({ id: withPermalinks, permalinkId: formerPermalink }),
  },
  defaults: { may: administrators, send: nothing },
  setDefaults: { may: administrators, send: () => ({ visibility: 'public' }) },
}
