const beforeSets =
  'Answers while the photos are read into memory, for seconds after the start; later they are counted there.'
const reviewOfAll = 'Reads all there is, which is what `verify` is for.'

/** Reads of large tables from end to end that are meant, by file and function, each with its reason. */
export const allowedScans: Readonly<Record<string, string>> = {
  'photos/photo.store.ts countPhotos': beforeSets,
  'photos/photo.store.ts sortPhotos':
    'Orders that no index serves, where the photos cannot be read into memory; and by several texts at once, which nobody lists a million photos by.',
  'tags/tag.store.ts countPhotosSeen': beforeSets,
  'albums/album-counts.store.ts loadSharedPhotos': beforeSets,
  'checks/check-albums.ts areDated': reviewOfAll,
  'checks/check-albums.ts findMiscounted': reviewOfAll,
  'checks/check-albums.ts smartOnesAreEmpty': reviewOfAll,
}

/** The same where a table is so small that MariaDB prefers it; at a million photos it must go by an index. */
export const allowedWhileSmall: Readonly<Record<string, string>> = {
  'photos/photo.store.ts selectPhotos': 'Sorts a few thousand photos sooner than it walks along an index.',
  'albums/album.store.ts selectPhotosOnlyIn':
    'Looks up the other albums of each photo by key, from some ten thousand links on.',
}

/** Methods of services and functions of stores that the scenario leaves out, each with its reason. */
export const unreached: Readonly<Record<string, string>> = {
  'photos/photo.renderable.store.ts setMeasured': 'Needs a program that makes pictures of documents.',
  'photos/derivative-ahead.store.ts selectRenderable': 'Goes over all photos, and the seeded ones have no files.',
  'photos/derivative-ahead.store.ts selectLastPhotoId': 'The same.',
}
