type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** A copy without the keys whose value is `undefined`: absent and undefined mean the same to a patch, but not to a type. */
export const withoutUndefined = <T extends object>(value: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<Defined<T>>
