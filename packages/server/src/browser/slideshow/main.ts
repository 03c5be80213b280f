import { remember } from '../cookie.ts'
import { lyingAt } from '../reading-direction.ts'
import { onSwipe } from '../swipe.ts'
import { loadSlide, putUp, type SlidePage } from './slide.ts'
import { createWakeLock } from './wake-lock.ts'

const idleMs = 3_000
/** After a fault of the line. */
const retryMs = 4_000

const withoutOptions = (address: string): string => {
  const url = new URL(address)
  for (const name of ['seconds', 'loop', 'captions', 'options']) url.searchParams.delete(name)
  return url.href
}

const slideshow = (root: HTMLElement): void => {
  const part = <E extends HTMLElement = HTMLElement>(name: string): E | null =>
    root.querySelector<E>(`[data-part="${name}"]`)
  const urlOf = (name: string): string | null => part<HTMLAnchorElement>(name)?.getAttribute('href') ?? null
  const options = part<HTMLFormElement>('options')
  const status = part('status')
  const wakeLock = createWakeLock()
  let isPlaying = root.dataset.playing === '1'
  let seconds = Number(root.dataset.seconds) || 5
  let timer = 0
  let asking = new AbortController()
  let ahead: { readonly url: string; readonly slide: Promise<SlidePage> } | null = null

  const fetchAhead = (): void => {
    const url = urlOf('next')
    if (!url || ahead?.url === url) return
    const slide = loadSlide(url, asking.signal)
    // Who waits for it learns of the fault; nobody may wait.
    slide.catch(() => {})
    ahead = { url, slide }
  }

  const video = (): HTMLVideoElement | null => root.querySelector<HTMLVideoElement>('[data-slide]:last-child video')

  /** Waits as long as the present slide is to be seen: a video until its end. */
  const wait = (): void => {
    clearTimeout(timer)
    if (!isPlaying || document.hidden) return
    const film = video()
    if (film && !film.ended && !film.error) {
      film.addEventListener('ended', () => void turn('next'), { once: true })
      film.addEventListener('error', () => later(seconds * 1_000), { once: true })
      // Browsers start no sound that nobody asked for.
      void film.play().catch(() => {
        film.muted = true
        film.play().catch(() => later(seconds * 1_000))
      })
      return
    }
    later(seconds * 1_000)
  }
  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void turn('next'), ms)
  }

  const turn = async (to: 'next' | 'previous'): Promise<void> => {
    clearTimeout(timer)
    const url = urlOf(to)
    if (!url) {
      if (to === 'next') {
        play(false)
        if (status) status.textContent = status.dataset.end ?? ''
      }
      return
    }
    const wanted = ahead?.url === url ? ahead.slide : null
    if (!wanted) asking.abort()
    if (!wanted) asking = new AbortController()
    const { signal } = asking
    try {
      const next = await (wanted ?? loadSlide(url, signal))
      if (signal.aborted) return
      ahead = null
      video()?.pause()
      putUp(root, next)
      history.replaceState(null, '', url)
      arrive()
    } catch {
      ahead = null
      if (!signal.aborted && isPlaying) later(retryMs)
    }
  }

  const arrive = (): void => {
    const slide = root.querySelector<HTMLElement>('[data-slide]:last-child')
    const caption = slide?.querySelector('figcaption')
    caption?.toggleAttribute('hidden', root.dataset.captions !== '1')
    if (!isPlaying && status) status.textContent = caption?.textContent ?? ''
    const { visit } = slide?.dataset ?? {}
    const csrf = document.documentElement.dataset.csrf
    if (visit && !document.hidden)
      fetch(visit, { method: 'POST', headers: csrf ? { 'x-csrf-token': csrf } : {}, keepalive: true }).catch(() => {})
    wait()
    fetchAhead()
  }

  const play = (to: boolean): void => {
    isPlaying = to
    root.dataset.playing = to ? '1' : '0'
    const toggle = part('toggle')
    const label = toggle?.dataset[to ? 'pause' : 'play'] ?? ''
    toggle?.setAttribute('aria-label', label)
    if (toggle) toggle.title = label
    wakeLock.set(to)
    if (to) wait()
    else {
      clearTimeout(timer)
      video()?.pause()
    }
  }

  /** From now on the cookie says it, in place of addresses that were made before. */
  const keep = (): void => {
    remember('vitrine_slideshow', [seconds, root.dataset.loop ?? '1', root.dataset.captions ?? '1'].join('.'))
    history.replaceState(null, '', withoutOptions(location.href))
    for (const link of root.querySelectorAll<HTMLAnchorElement>('a[data-part]')) link.href = withoutOptions(link.href)
    ahead = null
    fetchAhead()
  }

  /** Speed and captions change what is here; order and what comes after the end are the server's to say. */
  const change = (event: Event): void => {
    const field = event.target as HTMLInputElement
    if (field.name === 'seconds') {
      if (!field.checkValidity()) return
      seconds = field.valueAsNumber || seconds
      keep()
      wait()
    } else if (field.name === 'captions') {
      root.dataset.captions = field.checked ? '1' : '0'
      root.querySelector('figcaption')?.toggleAttribute('hidden', !field.checked)
      keep()
    } else {
      if (field.name === 'loop') root.dataset.loop = field.checked ? '1' : '0'
      keep()
      options?.requestSubmit()
    }
  }

  const toggleFullScreen = (): void =>
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
      () => {},
    )

  const setField = (name: string, set: (field: HTMLInputElement) => void): void => {
    const field = options?.querySelector<HTMLInputElement>(`[name="${name}"]:not([type=hidden])`)
    if (!field) return
    set(field)
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  /** What is open is closed first. */
  const leave = (): void => {
    const open = root.querySelector('details[open]')
    if (open) {
      open.removeAttribute('open')
      open.querySelector('summary')?.focus()
    } else if (document.fullscreenElement) void document.exitFullscreen()
    else part('leave')?.click()
  }

  const keys: Readonly<Record<string, () => void>> = {
    ' ': () => play(!isPlaying),
    ArrowLeft: () => void turn(lyingAt('left')),
    ArrowRight: () => void turn(lyingAt('right')),
    Escape: leave,
    f: toggleFullScreen,
    c: () => setField('captions', (field) => (field.checked = !field.checked)),
    '+': () => setField('seconds', (field) => field.stepUp()),
    '-': () => setField('seconds', (field) => field.stepDown()),
  }
  document.addEventListener('keydown', (event) => {
    const isInField = event.target instanceof Element && event.target.closest('input, video, summary, button') !== null
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isInField && event.key !== 'Escape') return
    const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!run) return
    event.preventDefault()
    run()
  })
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.metaKey || event.ctrlKey || event.shiftKey) return
    const name = event.target.closest<HTMLElement>('[data-part]')?.dataset.part
    if (name === 'previous' || name === 'next') void turn(name)
    else if (name === 'toggle') play(!isPlaying)
    else if (name === 'full-screen') toggleFullScreen()
    else return
    event.preventDefault()
  })
  options?.addEventListener('change', change)
  onSwipe(root, (to) => void turn(to))
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(timer)
    else wait()
  })

  let idle = 0
  const stir = (): void => {
    delete root.dataset.idle
    clearTimeout(idle)
    idle = window.setTimeout(() => {
      if (isPlaying && !root.querySelector('details[open], .slideshow-bar :focus-visible')) root.dataset.idle = ''
    }, idleMs)
  }
  for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const)
    document.addEventListener(name, stir, { passive: true })
  stir()
  wakeLock.set(isPlaying)
  arrive()
}

const root = document.querySelector<HTMLElement>('[data-slideshow]')
if (root) slideshow(root)
