const pageBits = 12
const pageSize = 1 << pageBits

/** Slots by photo id: pages of an array where ids lie close together, so that gaps between them cost next to nothing. */
export class SlotIndex {
  readonly #pages = new Map<number, Int32Array>()

  get(id: number): number | undefined {
    const slot = this.#pages.get(id >>> pageBits)?.[id & (pageSize - 1)]
    return slot === undefined || slot === 0 ? undefined : slot - 1
  }

  set(id: number, slot: number): void {
    let page = this.#pages.get(id >>> pageBits)
    if (!page) {
      page = new Int32Array(pageSize)
      this.#pages.set(id >>> pageBits, page)
    }
    page[id & (pageSize - 1)] = slot + 1
  }

  delete(id: number): void {
    const page = this.#pages.get(id >>> pageBits)
    if (page) page[id & (pageSize - 1)] = 0
  }
}
