import { isConnectionFault, whenConnected } from './connection.ts'
import { remember } from './cookie.ts'
import { fetchPage } from './fetch-page.ts'
import { isTyping } from './keys.ts'
import { lyingAt } from './reading-direction.ts'
import { onSwipe } from './swipe.ts'
import { arriveViewers, openViewer } from './viewers.ts'

type Command = 'previous' | 'next' | 'up' | 'info' | 'full-screen' | 'download' | 'help' | 'zoom'

const commands: Readonly<Record<string, Command>> = {
  ArrowLeft: lyingAt('left'),
  ArrowRight: lyingAt('right'),
  Escape: 'up',
  i: 'info',
  f: 'full-screen',
  z: 'zoom',
  d: 'download',
  '?': 'help',
}

const root = document.documentElement
const wide = matchMedia('(min-width: 62rem)')
const part = (command: Command): HTMLElement | null => document.querySelector<HTMLElement>(`[data-key='${command}']`)

/** Keyboard, swiping, full screen, the panel at the side, and turning to the next photo without leaving the page. */
export const photoPage = (): void => {
  if (!document.querySelector('[data-photo-page]')) return
  arrive(!isBack())

  document.addEventListener('keydown', (event) => {
    const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!command || isTyping(event)) return
    event.preventDefault()
    // What is open is closed first.
    const viewing = event.key === 'Escape' && document.querySelector<HTMLElement>('[data-viewer][aria-pressed="true"]')
    if (viewing) {
      viewing.click()
      viewing.focus()
    } else run(command)
  })
  document.addEventListener('click', (event) => {
    if (
      !(event.target instanceof Element) ||
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.button !== 0
    )
      return
    const beside = event.target.closest<HTMLAnchorElement>('[data-strip] a')
    if (beside) {
      event.preventDefault()
      void turn(beside.href, null)
      return
    }
    const command = event.target.closest<HTMLElement>('[data-key]')?.dataset.key as Command | undefined
    if (!command || command === 'up' || command === 'download') return
    // On a narrow window the panel lies below the picture: the link leads there by itself.
    if (command === 'info' && !wide.matches) return
    event.preventDefault()
    run(command)
  })
}

const run = (command: Command): void => {
  const element = part(command)
  switch (command) {
    case 'previous':
    case 'next':
      if (element instanceof HTMLAnchorElement) void turn(element.href, command)
      break
    case 'up':
      if (document.fullscreenElement) void document.exitFullscreen()
      else if (element instanceof HTMLAnchorElement) goUp(element.href)
      break
    case 'zoom':
      if (element) void openViewer(element, turnBehind)
      break
    case 'download':
      element?.click()
      break
    case 'full-screen':
      void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {}))
      break
    case 'help':
      document.querySelector<HTMLDialogElement>('[data-keys]')?.showModal()
      break
    case 'info':
      toggleInfo()
  }
}

/** Back to the place in the list where the visitor came from; to the list itself where they came from elsewhere. */
const goUp = (url: string): void => {
  const [list, from] = [new URL(url), document.referrer ? new URL(document.referrer) : null]
  if (from?.origin === list.origin && from.pathname === list.pathname && history.length > 1) history.back()
  else location.assign(url)
}

const toggleInfo = (): void => {
  if (!wide.matches) {
    document.getElementById('details')?.scrollIntoView()
    return
  }
  const isOpen = root.dataset.info === 'open'
  if (isOpen) delete root.dataset.info
  else root.dataset.info = 'open'
  remember('vitrine_info', isOpen ? 'closed' : 'open')
}

const turn = async (url: string, command: 'previous' | 'next' | null): Promise<void> => {
  if (!(await show(url, () => void turn(url, command)))) return
  // Turning pages is one stay: “back” leads to the list, not through every picture again.
  history.replaceState(null, '', url)
  // The link that was used is another one now: the keyboard stays where it was.
  ;(
    (command ? part(command) : document.querySelector<HTMLElement>('[data-strip] [aria-current]')) ??
    document.querySelector<HTMLElement>('main')
  )?.focus({ preventScroll: true })
}

/** As `turn`, where the keyboard is elsewhere: in what lies over the page. */
const turnBehind = async (url: string): Promise<boolean> => {
  const isShown = await show(url, () => void turnBehind(url))
  if (isShown) history.replaceState(null, '', url)
  return isShown
}

let turning: AbortController | null = null

/**
 * Puts another photo in place of this one; the browser goes there itself where that fails. Keeps full screen.
 *
 * @param again - For when there is a connection: without one, the photo that is here stays.
 */
const show = async (url: string, again: () => void): Promise<boolean> => {
  turning?.abort()
  const mine = new AbortController()
  turning = mine
  try {
    const page = await fetchPage(url, mine.signal)
    const fresh = page.querySelector('[data-photo-page]')
    const present = document.querySelector('[data-photo-page]')
    if (!fresh || !present) throw new Error('Not a photo')
    present.replaceWith(fresh)
    document.title = page.title
    arrive()
    return true
  } catch (error) {
    if (mine.signal.aborted) return false
    if (isConnectionFault(error)) whenConnected('photo', again)
    else location.assign(url)
    return false
  }
}

/** Whether this is the page that was here before, which something was done on: a comment, say. That is the same visit. */
const isBack = (): boolean => {
  const from = document.referrer ? new URL(document.referrer) : null
  return from?.origin === location.origin && from.pathname === location.pathname
}

/** What is done for each photo that comes into sight. */
const arrive = (isNew = true): void => {
  const article = document.querySelector<HTMLElement>('[data-photo-page]')
  const stage = article?.querySelector<HTMLElement>('[data-stage]')
  if (!article || !stage) return
  // The whole stage: the links to the neighbours lie over its edges, where thumbs are.
  onSwipe(stage.parentElement ?? stage, (direction) => run(direction))
  preloadNext(article, stage)
  arriveViewers(article)
  centreStrip(article)
  const visit = article.dataset.visit
  // Pages that are fetched ahead are no visits: only what is looked at counts.
  const headers = root.dataset.csrf ? { 'x-csrf-token': root.dataset.csrf } : {}
  if (isNew && visit && !document.hidden) fetch(visit, { method: 'POST', headers, keepalive: true }).catch(() => {})
}

/** The strip of photos below one begins where that one is in its middle. */
const centreStrip = (article: HTMLElement): void => {
  const current = article.querySelector<HTMLElement>('[data-strip] [aria-current]')
  const list = current?.closest('ul')
  if (!current || !list) return
  const [mine, all] = [current.getBoundingClientRect(), list.getBoundingClientRect()]
  list.scrollLeft += mine.left + mine.width / 2 - (all.left + all.width / 2)
}

/** The page after this one; once its own picture is there, so that it takes nothing of the line from it. */
const prefetchNext = (): void => {
  const href = document.querySelector<HTMLLinkElement>('link[rel="next"]')?.href
  if (!href || document.querySelector(`link[rel="prefetch"][href="${CSS.escape(href)}"]`)) return
  const link = document.createElement('link')
  link.rel = 'prefetch'
  link.href = href
  document.head.append(link)
}

const preloadNext = (article: HTMLElement, stage: HTMLElement): void => {
  const srcset = article.querySelector<HTMLElement>('[data-preload-srcset]')?.dataset.preloadSrcset
  const shown = stage.querySelector('img')
  const load = (): void => {
    prefetchNext()
    if (!srcset) return
    const next = new Image()
    next.sizes = shown?.sizes ?? '100vw'
    next.srcset = srcset
  }
  if (!shown || shown.complete) load()
  else shown.addEventListener('load', load, { once: true })
}
