import { remember } from './cookie.ts'
import { fetchPage } from './fetch-page.ts'
import { isTyping } from './keys.ts'
import { onSwipe } from './swipe.ts'

type Command = 'previous' | 'next' | 'up' | 'info' | 'full-screen' | 'download' | 'help'

const commands: Readonly<Record<string, Command>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  Escape: 'up',
  i: 'info',
  f: 'full-screen',
  d: 'download',
  '?': 'help',
}

const root = document.documentElement
const wide = matchMedia('(min-width: 62rem)')
const part = (command: Command): HTMLElement | null => document.querySelector<HTMLElement>(`[data-key='${command}']`)

/** Keyboard, swiping, full screen, the panel at the side, and turning to the next photo without leaving the page. */
export const photoPage = (): void => {
  if (!document.querySelector('[data-photo-page]')) return
  arrive()

  document.addEventListener('keydown', (event) => {
    const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!command || isTyping(event)) return
    event.preventDefault()
    run(command)
  })
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
      return
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

const turn = async (url: string, command: 'previous' | 'next'): Promise<void> => {
  if (!(await show(url))) return
  // Turning pages is one stay: “back” leads to the list, not through every picture again.
  history.replaceState(null, '', url)
  // The link that was used is another one now: the keyboard stays where it was.
  ;(part(command) ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true })
}

let turning: AbortController | null = null

/** Puts another photo in place of this one; the browser goes there itself where that fails. Keeps full screen. */
const show = async (url: string): Promise<boolean> => {
  turning?.abort()
  const mine = new AbortController()
  turning = mine
  try {
    const page = await fetchPage(url, mine.signal)
    const fresh = page.querySelector('[data-photo-page]')
    const present = document.querySelector('[data-photo-page]')
    if (!fresh || !present) throw new Error('Not a photo')
    const hadOpenMetadata = present.querySelector('details.metadata')?.hasAttribute('open') ?? false
    fresh.querySelector('details.metadata')?.toggleAttribute('open', hadOpenMetadata)
    present.replaceWith(fresh)
    document.title = page.title
    arrive()
    return true
  } catch {
    if (!mine.signal.aborted) location.assign(url)
    return false
  }
}

/** What is done for each photo that comes into sight. */
const arrive = (): void => {
  const article = document.querySelector<HTMLElement>('[data-photo-page]')
  const stage = article?.querySelector<HTMLElement>('[data-stage]')
  if (!article || !stage) return
  // The whole stage: the links to the neighbours lie over its edges, where thumbs are.
  onSwipe(stage.parentElement ?? stage, (direction) => run(direction))
  preloadNext(article, stage)
  const visit = article.dataset.visit
  // Pages that are fetched ahead are no visits: only what is looked at counts.
  const headers = root.dataset.csrf ? { 'x-csrf-token': root.dataset.csrf } : {}
  if (visit && !document.hidden) fetch(visit, { method: 'POST', headers, keepalive: true }).catch(() => {})
}

const preloadNext = (article: HTMLElement, stage: HTMLElement): void => {
  const srcset = article.querySelector<HTMLElement>('[data-preload-srcset]')?.dataset.preloadSrcset
  const shown = stage.querySelector('img')
  if (!srcset) return
  const load = (): void => {
    const next = new Image()
    next.sizes = shown?.sizes ?? '100vw'
    next.srcset = srcset
  }
  if (!shown || shown.complete) load()
  else shown.addEventListener('load', load, { once: true })
}
