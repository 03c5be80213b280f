/** Whether a set is so large that going through lists by tag or by album is cheaper than going through its photos one by one. */
export const isLarge = (slots: Int32Array, all: number): boolean => slots.length >= all / 16
