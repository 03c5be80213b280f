/** Most slots remembered: past them whoever stayed behind starts anew. */
const maxSlots = 100_000

/** Which photos changed, step by step: what was computed before is brought up to date by looking at those alone. */
export class Journal {
  /** Counts the steps. */
  revision = 0
  #first = 0
  #total = 0
  #steps: Int32Array[] = []

  push(slots: Int32Array): void {
    this.revision += 1
    this.#steps.push(slots)
    this.#total += slots.length
    while (this.#total > maxSlots && this.#steps.length > 0) {
      this.#total -= (this.#steps.shift() as Int32Array).length
      this.#first += 1
    }
  }

  /** Slots changed after a revision, some of them more than once; `null` where that is not known any more. */
  since(revision: number): readonly Int32Array[] | null {
    if (revision < this.#first) return null
    return this.#steps.slice(revision - this.#first)
  }
}
