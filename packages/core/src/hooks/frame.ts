/**
 * By frames the kernel knows what runs inside what, and whose code is running.
 *
 * They travel in an AsyncLocalStorage, which also carries them into whatever a handler leaves behind: a timer that it starts keeps
 * its frame for ever. So a frame only counts while it is active, which it is until its handler has settled.
 *
 * `Entry` is the registration whose handler runs.
 */
export class Frame<Entry> {
  active = true
  readonly entry: Entry
  readonly parent: Frame<Entry> | undefined

  constructor(entry: Entry, parent: Frame<Entry> | undefined) {
    this.entry = entry
    this.parent = parent
  }
}

/**
 * The frames of one handler where nothing is around it.
 *
 * A handler that has only ever been synchronous keeps one frame: it is active during the call and at no other time, and to enter an
 * object that has long been there costs half of entering a new one (the storage's slot is old, and the collector wants to know of
 * each young object in it). The first thenable gives the frame away, and from then on each call gets a new one.
 *
 * What this leaves inexact: work that such a handler left behind earlier passes for inside it while its first thenable is pending.
 */
export class RootFrames<Entry> {
  private kept: Frame<Entry> | undefined
  private asynchronous = false
  private readonly entry: Entry

  constructor(entry: Entry) {
    this.entry = entry
  }

  take(): Frame<Entry> {
    const { kept } = this
    if (kept !== undefined && !kept.active) {
      kept.active = true
      return kept
    }
    const frame = new Frame(this.entry, undefined)
    if (kept === undefined && !this.asynchronous) this.kept = frame
    return frame
  }

  /** The handler returned a thenable: its frame stays active. */
  giveAway(): void {
    this.asynchronous = true
    this.kept = undefined
  }
}

/** The innermost handler that has not settled yet. */
export const innermostActive = <Entry>(frame: Frame<Entry> | undefined): Frame<Entry> | undefined => {
  let current = frame
  while (current !== undefined && !current.active) current = current.parent
  return current
}

/** `true` where an active frame from here outwards fits. */
export const someActive = <Entry>(frame: Frame<Entry> | undefined, fits: (frame: Frame<Entry>) => boolean): boolean => {
  for (let current = frame; current !== undefined; current = current.parent) {
    if (current.active && fits(current)) return true
  }
  return false
}

/** How many unsettled handlers are inside one another, from here outwards. */
export const activeDepth = <Entry>(frame: Frame<Entry> | undefined): number => {
  let depth = 0
  for (let current = frame; current !== undefined; current = current.parent) if (current.active) depth++
  return depth
}
