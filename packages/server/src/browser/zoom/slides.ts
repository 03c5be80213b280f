import type { SlideData } from 'photoswipe'
import { lyingAt } from '../reading-direction.ts'

/** The photos of a list as far as the page that is open names them: the one that is shown, and those beside it. */
export interface Slides {
  /** Where the page is, as a number of a slide. Reads again what the page says now. */
  learn(): number
  readonly total: number
  at(index: number): SlideData | undefined
  urlOf(index: number): string | undefined
}

const isReversed = lyingAt('right') === 'previous'

const toSlide = (element: HTMLElement, name: string): SlideData => {
  const { srcset, width, height, picture, thumbnail } = element.dataset
  if (!picture) return { html: tile(name), alt: name }
  return { src: picture, srcset, width: Number(width), height: Number(height), msrc: thumbnail, alt: name }
}

/** What has no picture is its name. */
const tile = (name: string): string => {
  const holder = document.createElement('div')
  holder.className = 'pswp__tile'
  holder.textContent = name
  return holder.outerHTML
}

export const createSlides = (): Slides => {
  const slides = new Map<number, SlideData>()
  const urls = new Map<number, string>()
  let total = 1
  // From right to left, what comes next lies at the left: the slides are counted from the end.
  const toIndex = (position: number): number => (isReversed ? total - position : position - 1)
  return {
    get total() {
      return total
    },
    learn() {
      const article = document.querySelector<HTMLElement>('[data-photo-page]')
      const position = Number(article?.dataset.position ?? 1)
      total = Number(article?.dataset.total ?? 1)
      const index = toIndex(position)
      const name = article?.querySelector('h1')?.textContent ?? ''
      const own = article?.querySelector<HTMLElement>('[data-key="zoom"]') ?? document.createElement('a')
      slides.set(index, toSlide(own, name))
      for (const [key, at] of [
        ['previous', toIndex(position - 1)],
        ['next', toIndex(position + 1)],
      ] as const) {
        const link = article?.querySelector<HTMLAnchorElement>(`[data-key="${key}"]`)
        if (!link) continue
        urls.set(at, link.href)
        if (!slides.has(at)) slides.set(at, toSlide(link, link.dataset.title ?? ''))
      }
      return index
    },
    at: (index) => slides.get(index),
    urlOf: (index) => urls.get(index),
  }
}
