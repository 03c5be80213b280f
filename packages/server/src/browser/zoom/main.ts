import PhotoSwipe from 'photoswipe'
import { lyingAt } from '../reading-direction.ts'
import { createSlides } from './slides.ts'
import './zoom.css'

type Texts = Readonly<Record<'title' | 'close' | 'toggle' | 'previous' | 'next' | 'fullScreen' | 'failed', string>>

export interface ZoomOptions {
  /** Puts the photo of another page in place of this one. */
  readonly turn: (url: string) => Promise<boolean>
}

const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
let isOpen = false

/** The picture of the page over the whole window, with its neighbours; the page behind turns along. */
export const open = (link: HTMLElement, { turn }: ZoomOptions): void => {
  if (isOpen) return
  isOpen = true
  const texts = JSON.parse(link.dataset.texts ?? '{}') as Texts
  const slides = createSlides()
  let shownAt = slides.learn()
  const isReversed = lyingAt('right') === 'previous'
  const viewer = new PhotoSwipe({
    index: shownAt,
    loop: false,
    // What lies further is not known before the page was turned.
    preload: [1, 1],
    bgOpacity: 1,
    wheelToZoom: true,
    returnFocus: false,
    counter: false,
    showHideAnimationType: isCalm ? 'none' : 'fade',
    ...(isCalm ? { zoomAnimationDuration: false as const } : {}),
    // Not nearer than the eye gains by it, but always near enough to see that it is nearer.
    maxZoomLevel: ({ fit }) => Math.max(fit * 4, 2),
    closeTitle: texts.close,
    zoomTitle: texts.toggle,
    arrowPrevTitle: isReversed ? texts.next : texts.previous,
    arrowNextTitle: isReversed ? texts.previous : texts.next,
    errorMsg: texts.failed,
  })
  viewer.addFilter('numItems', () => slides.total)
  viewer.addFilter('itemData', (_, index) => slides.at(index) ?? { html: '' })

  let isFollowing = false
  /** The page goes where the viewer is, one photo after the other: each names the next one. */
  const follow = async (): Promise<void> => {
    if (isFollowing) return
    isFollowing = true
    while (isOpen && shownAt !== viewer.currIndex) {
      const step = shownAt + Math.sign(viewer.currIndex - shownAt)
      const url = slides.urlOf(step)
      if (!url || !(await turn(url))) break
      shownAt = slides.learn()
      if (isOpen) for (const beside of [step - 1, step, step + 1]) fillIn(beside)
      // The list is another one by now: what is seen stays, and closing leads to the page behind.
      if (shownAt !== step) break
    }
    isFollowing = false
    tell()
  }
  const empty = new Set<number>()
  viewer.on('contentLoad', ({ content }) => {
    if (!slides.at(content.index)) empty.add(content.index)
  })
  const fillIn = (index: number): void => {
    if (!empty.has(index) || !slides.at(index)) return
    empty.delete(index)
    viewer.refreshSlideContent(index)
  }

  let caption: HTMLElement | null = null
  let place: HTMLElement | null = null
  const tell = (): void => {
    const { currIndex } = viewer
    const position = isReversed ? slides.total - currIndex : currIndex + 1
    const number = new Intl.NumberFormat(document.documentElement.lang)
    if (place) place.textContent = `${number.format(position)} / ${number.format(slides.total)}`
    if (caption) caption.textContent = slides.at(currIndex)?.alt ?? ''
  }
  viewer.on('uiRegister', () => {
    viewer.ui?.registerElement({
      name: 'place',
      order: 5,
      onInit: (element) => {
        place = element
      },
    })
    viewer.ui?.registerElement({
      name: 'caption',
      order: 9,
      appendTo: 'root',
      onInit: (element) => {
        caption = element
        element.dir = 'auto'
        element.setAttribute('aria-live', 'polite')
      },
    })
    if (document.fullscreenEnabled)
      viewer.ui?.registerElement({
        name: 'full-screen-button',
        order: 12,
        isButton: true,
        title: `${texts.fullScreen} (F)`,
        ariaLabel: texts.fullScreen,
        onInit: (element) => {
          const drawing = document.querySelector('[data-key="full-screen"] svg')
          if (drawing) element.append(drawing.cloneNode(true))
        },
        onClick: toggleFullScreen,
      })
  })
  viewer.on('keydown', ({ originalEvent }) => {
    if (originalEvent.key.toLowerCase() === 'f' && !originalEvent.ctrlKey && !originalEvent.metaKey) toggleFullScreen()
  })
  viewer.on('change', () => {
    tell()
    void follow()
  })
  const behind = [...document.body.children].filter((element) => element instanceof HTMLElement && !element.inert)
  viewer.on('afterInit', () => {
    viewer.element?.setAttribute('aria-label', texts.title)
    viewer.element?.setAttribute('aria-modal', 'true')
    for (const element of behind) (element as HTMLElement).inert = true
    tell()
  })
  viewer.on('destroy', () => {
    isOpen = false
    for (const element of behind) (element as HTMLElement).inert = false
    // The link that was used may be another one by now.
    const back = document.querySelector<HTMLElement>('[data-key="zoom"]') ?? document.querySelector<HTMLElement>('main')
    back?.focus({ preventScroll: true })
  })
  viewer.init()
}

const toggleFullScreen = (): void =>
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
    () => {},
  )
