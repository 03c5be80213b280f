import { fetchPage } from '../fetch-page.ts'

/** The page of one photo of the show, as the server sends it. */
export interface SlidePage {
  readonly url: string
  readonly page: Document
  readonly slide: HTMLElement
}

/** Fetches a slide and what it shows, so that it can be put up at once. @throws where there is none */
export const loadSlide = async (url: string, signal: AbortSignal): Promise<SlidePage> => {
  const page = await fetchPage(url, signal)
  const found = page.querySelector<HTMLElement>('[data-slide]')
  if (!found) throw new Error('Not a slide')
  // In this document: pictures of another are not loaded.
  const slide = document.adoptNode(found)
  const picture = slide.querySelector('img')
  // One that cannot be shown is shown as such.
  await picture?.decode().catch(() => {})
  return { url, page, slide }
}

/** Parts of the page that are another one for each photo. */
const parts = ['previous', 'next', 'leave', 'position'] as const

/** Puts a slide in place of the present one, over it for a moment where things may move. */
export const putUp = (root: HTMLElement, { page, slide }: SlidePage): void => {
  const slides = root.querySelector<HTMLElement>('[data-slides]')
  const former = [...(slides?.children ?? [])]
  const mayMove = !matchMedia('(prefers-reduced-motion: reduce)').matches
  slides?.append(slide)
  if (mayMove && former.length > 0) {
    slide.classList.add('is-entering')
    const remove = (): void => {
      for (const old of former) old.remove()
      slide.classList.remove('is-entering')
    }
    slide.addEventListener('animationend', remove, { once: true })
    // Of tabs that nobody looks at, animations may never end.
    setTimeout(remove, 1_500)
  } else for (const old of former) old.remove()
  for (const name of parts) {
    const [present, fresh] = [root, page].map((within) => within.querySelector(`[data-part="${name}"]`))
    if (!present || !fresh) continue
    const hadFocus = present === document.activeElement
    const adopted = document.adoptNode(fresh) as HTMLElement
    present.replaceWith(adopted)
    if (hadFocus) adopted.focus({ preventScroll: true })
  }
  document.title = page.title
}
