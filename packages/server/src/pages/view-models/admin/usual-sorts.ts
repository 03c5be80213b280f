/** Orders of photos that those who set them up choose from; others can be named by programs. */
export const usualSorts = [
  '-takenAt',
  'takenAt',
  '-addedAt',
  'addedAt',
  'fileName',
  'title',
  '-rating',
  '-views',
  'position',
] as const
