import {
  administrators,
  everybody,
  itsOwner,
  whoeverHasAnAccount,
  whoeverMay,
  whoeverMayRead,
  whoeverSees,
} from '../kinds.ts'
import { pictureFile } from '../pictures.ts'
import { nothing, type RowsOf } from '../row.ts'

const seen = whoeverSees('PHOTO_NOT_FOUND')
const edited = whoeverMay('edit', 'PHOTO_NOT_FOUND')
const downloaded = whoeverMayRead('download', 'PHOTO_NOT_FOUND')

const own = itsOwner('BATCH_NOT_FOUND')

let sent = 0
/** Other bytes at each call: the same file twice would be no new photo. */
const newPicture = () => pictureFile(`sent ${++sent}`, 'jpeg')

export const photos: RowsOf<'photos'> = {
  list: { may: whoeverSees('ALBUM_NOT_FOUND'), send: ({ album }) => ({ album }) },
  search: { may: whoeverSees('ALBUM_NOT_FOUND'), send: ({ album }) => ({ album, recursive: true }) },
  explainQuery: { may: everybody, send: () => ({ q: 'sea tag:sea' }) },
  create: { may: whoeverMay('upload', 'ALBUM_NOT_FOUND'), send: ({ album }) => ({ album }), file: newPicture },
  get: { may: seen, send: ({ photo }) => ({ id: photo }) },
  update: { may: edited, scope: 'edit', send: ({ photo }) => ({ id: photo, title: 'Said anew' }) },
  delete: { may: whoeverMay('manage', 'PHOTO_NOT_FOUND'), uses: ['photo'], send: ({ photo }) => ({ id: photo }) },
  original: { may: downloaded, send: ({ photo }) => ({ id: photo }) },
  sidecar: { may: downloaded, send: ({ photo }) => ({ id: photo }) },
  video: {
    may: seen,
    send: ({ film }) => ({ id: film }),
    done: {
      is: 'DERIVATIVE_NOT_FOUND',
      because: 'there is no program that converts it, which those are told who see it',
    },
  },
  playback: { may: seen, send: ({ film }) => ({ id: film }) },
  metadata: { may: seen, send: ({ photo }) => ({ id: photo }) },
  neighbours: { may: seen, send: ({ photo }) => ({ id: photo }) },
  replaceFile: { may: edited, uses: ['photo'], send: ({ photo }) => ({ id: photo }), file: newPicture },
  setRepresentative: { may: edited, send: ({ film }) => ({ id: film }), file: newPicture },
  removeRepresentative: { may: edited, send: ({ film }) => ({ id: film }) },
}

export const archives: RowsOf<'archives'> = {
  create: { may: whoeverMayRead('download', 'ALBUM_NOT_FOUND'), send: ({ album }) => ({ album }) },
  // Who sees the album is told that nothing of it is to be had.
  estimate: { may: whoeverSees('ALBUM_NOT_FOUND'), send: ({ album }) => ({ album }) },
  limits: { may: everybody, send: nothing },
  setLimits: { may: administrators, send: () => ({ maxPhotos: 10_000 }) },
}

export const versions: RowsOf<'versions'> = {
  list: { may: whoeverMayRead('edit', 'PHOTO_NOT_FOUND'), send: ({ photoWithFiles }) => ({ id: photoWithFiles }) },
  file: {
    may: whoeverMayRead('edit', 'PHOTO_NOT_FOUND'),
    send: ({ photoWithFiles, version }) => ({ id: photoWithFiles, fileId: version }),
  },
  restore: {
    may: edited,
    uses: ['files'],
    send: ({ photoWithFiles, version }) => ({ id: photoWithFiles, fileId: version }),
  },
  delete: {
    may: whoeverMay('manage', 'PHOTO_NOT_FOUND'),
    uses: ['files'],
    send: ({ photoWithFiles, version }) => ({ id: photoWithFiles, fileId: version }),
    except: {
      memberWithRight: { is: 'FORBIDDEN', because: 'only administrators remove a former original for good' },
      scopedKey: { is: 'FORBIDDEN', because: 'only administrators remove a former original for good' },
    },
  },
}

export const formats: RowsOf<'formats'> = {
  list: { may: downloaded, send: ({ photoWithFiles }) => ({ id: photoWithFiles }) },
  add: {
    may: edited,
    uses: ['photo'],
    send: ({ photo }) => ({ id: photo }),
    file: () => pictureFile(`sent ${++sent}`, 'tiff'),
  },
  file: { may: downloaded, send: ({ photoWithFiles, format }) => ({ id: photoWithFiles, fileId: format }) },
  delete: {
    may: edited,
    uses: ['files'],
    send: ({ photoWithFiles, format }) => ({ id: photoWithFiles, fileId: format }),
  },
}

export const tables: RowsOf<'tables'> = {
  export: { may: whoeverSees('ALBUM_NOT_FOUND'), send: ({ album }) => ({ album, format: 'csv' }) },
  import: {
    may: whoeverHasAnAccount,
    // Row by row: the report says which photos are not there for the asker, or not to be changed.
    file: ({ photo }) => new File([`id,title\n${photo},From a table\n`], 'table.csv'),
    send: () => ({ format: 'csv' }),
    except: { link: { is: 'ok', because: 'it is told row by row that it may not' } },
  },
}

let authors = 0

export const batches: RowsOf<'batches'> = {
  run: {
    may: edited,
    scope: 'edit',
    send: ({ photo }) => ({ select: { ids: [photo] }, change: { set: { author: `Author ${++authors}` } } }),
    except: {
      memberWithoutRight: { is: 'BATCH_REFUSED', because: 'it is told that nothing was changed' },
    },
  },
  list: { may: whoeverHasAnAccount, send: () => ({}) },
  get: { may: own, send: ({ batch }) => ({ batchId: batch }) },
  undo: { may: own, scope: 'edit', uses: ['batch'], send: ({ batch }) => ({ batchId: batch }) },
}
