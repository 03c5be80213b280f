/** How each member of `T` is made from what the whole is made of. */
export type Makers<T extends object, Source> = { readonly [Name in keyof T]: (source: Source) => T[Name] }

// Symbols and not private names: those could not be reached through a `Proxy` that somebody puts around the whole.
const parts = Symbol('parts')
const made = Symbol('made')

/**
 * Makes objects whose members are made when they are first asked for. The members stand on the prototype: an object with
 * seventeen services of which a request needs one costs no more than that one.
 */
export const withLazyMembers = <T extends object, Source>(makers: Makers<T, Source>): ((source: Source) => T) => {
  class Whole {
    readonly [parts]: Source
    readonly [made]: Partial<T> = {}

    constructor(source: Source) {
      this[parts] = source
    }
  }
  for (const name of Object.keys(makers) as (keyof T)[])
    Object.defineProperty(Whole.prototype, name, {
      enumerable: true,
      get(this: Whole) {
        const member = this[made][name] ?? makers[name](this[parts])
        this[made][name] = member
        return member
      },
    })
  return (source) => new Whole(source) as object as T
}
