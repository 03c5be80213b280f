/** What is chosen of a list, for as long as its tab is open: it outlives a reload, and the way to a photo and back. */
export interface Picked {
  readonly ids: Set<string>
  save(): void
}

const prefix = 'vitrine_picked:'

/** @param list - What tells this list from others. */
export const loadPicked = (list: string): Picked => {
  const key = prefix + list
  const ids = new Set<string>()
  try {
    for (const id of (sessionStorage.getItem(key) ?? '').split(',')) if (/^\d+$/.test(id)) ids.add(id)
  } catch {
    // Storage may be switched off: then it lasts as long as the page.
  }
  return {
    ids,
    save: () => {
      try {
        if (ids.size === 0) sessionStorage.removeItem(key)
        else sessionStorage.setItem(key, [...ids].join())
      } catch {
        // As above.
      }
    },
  }
}
