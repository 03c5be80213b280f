import type { CloudTag, CountedTag } from './browse.types.ts'

type Size = CloudTag['size']

/**
 * Sizes by the logarithm of the count, between that of the least used tag shown and that of the most used: a tag of ten times as many
 * photos is as much larger everywhere on the scale.
 */
export const toCloud = (tags: readonly CountedTag[]): CloudTag[] => {
  const counts = tags.map(({ photos }) => Math.log(photos))
  const least = Math.min(...counts)
  const range = Math.max(...counts) - least
  return tags.map((tag, index) => {
    const share = range === 0 ? 0.5 : ((counts[index] as number) - least) / range
    return { ...tag, size: (1 + Math.min(4, Math.floor(share * 5))) as Size }
  })
}

/** First character of a tag's key, as it is shown. */
export const initialOf = (key: string): string => {
  const [first = ''] = key
  return first.toUpperCase()
}
