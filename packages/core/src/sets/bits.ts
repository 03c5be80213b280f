import type { Bits } from './catalogue.types.ts'

// Sets made at different times may differ in length, since photos are added: what is past the end of one is not in it.

export const emptyBits = (slots: number): Bits => ({ words: new Uint32Array((slots + 31) >>> 5) })

/** Every slot below `slots`. */
export const allBits = (slots: number): Bits => {
  const words = new Uint32Array((slots + 31) >>> 5).fill(0xffff_ffff)
  const rest = slots & 31
  if (rest !== 0) words[words.length - 1] = (1 << rest) - 1
  return { words }
}

export const fromSlots = (slots: number, list: ArrayLike<number>): Bits => {
  const bits = emptyBits(slots)
  addSlots(bits, list)
  return bits
}

export const has = ({ words }: Bits, slot: number): boolean => ((words[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0

/** In place; the slot must be within the set's length. */
export const add = ({ words }: Bits, slot: number): void => {
  words[slot >>> 5] = (words[slot >>> 5] as number) | (1 << (slot & 31))
}

export const remove = ({ words }: Bits, slot: number): void => {
  words[slot >>> 5] = (words[slot >>> 5] as number) & ~(1 << (slot & 31))
}

/** In place. */
export const addSlots = ({ words }: Bits, list: ArrayLike<number>): void => {
  for (let i = 0; i < list.length; i++) {
    const slot = list[i] as number
    words[slot >>> 5] = (words[slot >>> 5] as number) | (1 << (slot & 31))
  }
}

export const and = ({ words: a }: Bits, { words: b }: Bits): Bits => {
  const length = Math.min(a.length, b.length)
  const words = new Uint32Array(length)
  for (let i = 0; i < length; i++) words[i] = (a[i] as number) & (b[i] as number)
  return { words }
}

export const or = (a: Bits, b: Bits): Bits => {
  const [long, short] = a.words.length >= b.words.length ? [a.words, b.words] : [b.words, a.words]
  const words = long.slice()
  for (let i = 0; i < short.length; i++) words[i] = (words[i] as number) | (short[i] as number)
  return { words }
}

/** What is in `a` and not in `b`. */
export const andNot = ({ words: a }: Bits, { words: b }: Bits): Bits => {
  const words = a.slice()
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) words[i] = (words[i] as number) & ~(b[i] as number)
  return { words }
}

/** Slots below `slots` that are not in the set. */
export const not = (bits: Bits, slots: number): Bits => andNot(allBits(slots), bits)

export const isEmpty = ({ words }: Bits): boolean => words.every((word) => word === 0)

export const count = ({ words }: Bits): number => {
  let total = 0
  for (let i = 0; i < words.length; i++) total += popcount(words[i] as number)
  return total
}

/** How many of these slots, each named once, are in the set. */
export const countOf = ({ words }: Bits, list: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < list.length; i++) {
    const slot = list[i] as number
    total += ((words[slot >>> 5] ?? 0) >>> (slot & 31)) & 1
  }
  return total
}

/** Hamming weight of 32 bits, summed in parallel within the word. */
const popcount = (word: number): number => {
  let x = word - ((word >>> 1) & 0x5555_5555)
  x = (x & 0x3333_3333) + ((x >>> 2) & 0x3333_3333)
  x = (x + (x >>> 4)) & 0x0f0f_0f0f
  return Math.imul(x, 0x0101_0101) >>> 24
}

/** Slots of the set from the lowest. */
export const each = ({ words }: Bits, visit: (slot: number) => void): void => {
  for (let i = 0; i < words.length; i++) {
    let word = words[i] as number
    while (word !== 0) {
      visit((i << 5) + (31 - Math.clz32(word & -word)))
      word &= word - 1
    }
  }
}

export const toSlots = (bits: Bits): Int32Array => {
  const slots = new Int32Array(count(bits))
  const { words } = bits
  let at = 0
  for (let i = 0; i < words.length; i++) {
    let word = words[i] as number
    while (word !== 0) {
      slots[at++] = (i << 5) + (31 - Math.clz32(word & -word))
      word &= word - 1
    }
  }
  return slots
}

/** Adds those of the list that are below `slots`. */
export const addBelow = ({ words }: Bits, list: ArrayLike<number>, slots: number): void => {
  for (let i = 0; i < list.length; i++) {
    const slot = list[i] as number
    if (slot < slots) words[slot >>> 5] = (words[slot >>> 5] as number) | (1 << (slot & 31))
  }
}
