import { LRUCache } from 'lru-cache'

/**
 * What was used last, up to so many entries. It takes room as it fills: a cache with a `max` takes all of it when it is made, some
 * milliseconds and megabytes for tens of thousands, whether anything is ever kept or not.
 */
export const createLru = <K extends string | number, V extends object | number | string>(
  maxEntries: number,
): LRUCache<K, V> => new LRUCache<K, V>({ maxSize: maxEntries, sizeCalculation: () => 1 })
