import { submitOnChange } from './autosubmit.ts'
import { isConnectionFault, whenConnected } from './connection.ts'
import { fetchPage } from './fetch-page.ts'

/** How far below the window the next page of a list is fetched, in CSS pixels. */
const aheadPx = 1_200
/** Pages that are brought back at once when the visitor returns to a list. */
const maxRestored = 20

interface ListState {
  /** Addresses of the pages that were added below the first. */
  readonly loaded: readonly string[]
  readonly scrollY: number
}

const readState = (): ListState | null => {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null || !('loaded' in state) || !('scrollY' in state)) return null
  const { loaded, scrollY: y } = state
  return Array.isArray(loaded) && loaded.every((url) => typeof url === 'string') && typeof y === 'number'
    ? { loaded, scrollY: y }
    : null
}

const isOwn = (url: string): boolean => new URL(url, location.href).origin === location.origin

/** Turns “Load more” into a list that goes on by itself, and finds the place again when the visitor comes back. */
export const endlessGrids = (): void => {
  let stop = startGrid()
  document.addEventListener('vitrine:content', () => {
    stop()
    submitOnChange()
    stop = startGrid()
  })
}

const startGrid = (): (() => void) => {
  const grid = document.querySelector<HTMLElement>('[data-grid]')
  let more = document.querySelector<HTMLAnchorElement>('[data-more]')
  if (!grid || !more) return () => {}

  const ended = new AbortController()
  const loaded: string[] = []
  const label = more.textContent
  let isBusy = false

  /** Puts a fetched page below what is there. */
  const append = (page: Document): void => {
    grid.append(...(page.querySelector('[data-grid]')?.children ?? []))
    const next = page.querySelector<HTMLAnchorElement>('[data-more]')
    if (next && more) more.href = next.getAttribute('href') ?? ''
    else {
      more?.parentElement?.remove()
      more = null
    }
  }

  const loadMore = async (isAsked: boolean): Promise<void> => {
    if (!more || isBusy) return
    isBusy = true
    const link = more
    const url = link.href
    link.setAttribute('aria-busy', 'true')
    link.textContent = link.dataset.loading ?? label
    try {
      const before = grid.childElementCount
      append(await fetchPage(url, ended.signal))
      loaded.push(url)
      link.textContent = label
      if (isAsked) grid.children[before]?.querySelector('a')?.focus({ preventScroll: true })
    } catch (error) {
      link.textContent = link.dataset.failed ?? label
      seen.disconnect()
      if (isConnectionFault(error) && !ended.signal.aborted) whenConnected('more', () => void loadMore(false))
    } finally {
      link.removeAttribute('aria-busy')
      isBusy = false
    }
    // The observer speaks up at changes only: ask anew whether the link is still in sight.
    if (more && link.textContent === label) {
      seen.unobserve(more)
      seen.observe(more)
    }
  }

  const seen = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void loadMore(false)
    },
    { rootMargin: `${aheadPx}px` },
  )

  more.addEventListener(
    'click',
    (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      void loadMore(true)
    },
    { signal: ended.signal },
  )
  addEventListener(
    'pagehide',
    () => history.replaceState({ ...history.state, loaded: loaded.slice(0, maxRestored), scrollY }, ''),
    { signal: ended.signal },
  )

  const restore = async (): Promise<void> => {
    const state = readState()
    if (state && state.loaded.length > 0) {
      const urls = state.loaded.filter(isOwn).slice(0, maxRestored)
      history.scrollRestoration = 'manual'
      try {
        // Asked for again, not kept: what may be seen is decided anew each time.
        for (const page of await Promise.all(urls.map((url) => fetchPage(url, ended.signal)))) append(page)
        loaded.push(...urls)
        scrollTo({ top: state.scrollY, behavior: 'instant' })
      } catch {
        // The list starts again from its first page.
      }
      history.scrollRestoration = 'auto'
    }
    if (more) seen.observe(more)
  }
  void restore()

  return () => {
    ended.abort()
    seen.disconnect()
  }
}
