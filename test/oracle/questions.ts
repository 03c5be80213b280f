import type { ModelPhoto, Question } from './model.types.ts'

export const words = ['alpha', 'beta', 'Gämma'] as const
export const authors = ['Ann', 'Ben'] as const
export const cameras = ['Leica M3', 'Nikon F'] as const

const has = (word: string) => (photo: ModelPhoto) => photo.title.toLowerCase().split(' ').includes(word.toLowerCase())
const isIn = (year: string) => (photo: ModelPhoto) => photo.created?.startsWith(year) ?? false
const ratioOf = (photo: ModelPhoto) => photo.widthPx / photo.heightPx

/** Questions of every kind, each with its meaning in one line of plain code. */
export const questions: readonly Question[] = [
  { text: 'alpha', fits: has('alpha') },
  { text: 'gamma', fits: has('gämma') },
  { text: 'alpha beta', fits: (photo) => has('alpha')(photo) && has('beta')(photo) },
  { text: 'alpha OR beta', fits: (photo) => has('alpha')(photo) || has('beta')(photo) },
  { text: '-alpha', fits: (photo) => !has('alpha')(photo) },
  { text: '"alpha beta"', fits: (photo) => photo.title.toLowerCase().includes('alpha beta') },
  { text: 'rating:>=3', fits: (photo) => photo.rating !== null && photo.rating >= 3 },
  { text: 'rating:', fits: (photo) => photo.rating === null },
  { text: '-rating:>=3', fits: (photo) => !(photo.rating !== null && photo.rating >= 3) },
  { text: 'created:2020', fits: isIn('2020') },
  { text: 'created:2020-01..2020-02', fits: (photo) => isIn('2020-01')(photo) || isIn('2020-02')(photo) },
  { text: 'created:', fits: (photo) => photo.created === null },
  { text: 'posted:2024-03', fits: (photo) => photo.posted.startsWith('2024-03') },
  { text: 'width:>100', fits: (photo) => photo.widthPx > 100 },
  { text: 'orientation:portrait', fits: (photo) => ratioOf(photo) < 0.95 },
  { text: 'author:ann', fits: (photo) => photo.author === 'Ann' },
  { text: 'camera:nikon', fits: (photo) => photo.camera === 'Nikon F' },
  { text: 'tag:', fits: (photo) => photo.tags.length === 0 },
  {
    text: '(alpha OR rating:*) -created:2021',
    fits: (photo) => (has('alpha')(photo) || photo.rating !== null) && !isIn('2021')(photo),
  },
]
