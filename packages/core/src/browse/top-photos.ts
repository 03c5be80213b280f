import type { Catalogue } from '../sets/catalogue.types.ts'

/** Ids of the photos with the most stars, the newest first among equals. Unrated and rejected ones are left out. */
export const bestRated = ({ ids, ratings, sortAt }: Catalogue, slots: Int32Array, limit: number): number[] => {
  const isBetter = (slot: number, than: number): boolean => {
    const stars = (ratings[slot] as number) - (ratings[than] as number)
    if (stars !== 0) return stars > 0
    const later = (sortAt[slot] as number) - (sortAt[than] as number)
    return later !== 0 ? later > 0 : (ids[slot] as number) > (ids[than] as number)
  }
  const top: number[] = []
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number
    if ((ratings[slot] as number) <= 0) continue
    if (top.length === limit && !isBetter(slot, top[limit - 1] as number)) continue
    let place = top.length < limit ? top.length : limit - 1
    for (; place > 0 && isBetter(slot, top[place - 1] as number); place--) top[place] = top[place - 1] as number
    top[place] = slot
  }
  return top.map((slot) => ids[slot] as number)
}
