/**
 * Photos of neighbouring ids, whose words are kept together. New photos are all in the last one: their words go to a few megabytes of
 * the database, however large it is, instead of to a page for each word there is.
 */
export const photosPerSegment = 65_536

export const segmentOf = (photoId: number): number => Math.floor(photoId / photosPerSegment)
