import { thumbHashToRGBA } from 'thumbhash'

/** How far below the window placeholders are drawn, in CSS pixels: about a page ahead of whoever scrolls. */
const aheadPx = 1_200

/**
 * Shows what a picture is about while it loads: a blur of 32 pixels made of the few bytes that its cell carries. Drawn on a canvas, as the
 * policy of pages allows neither styles in markup nor pictures in addresses.
 */
export const blurredPlaceholders = (): void => {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        near.unobserve(target)
        draw(target as HTMLElement)
      }
    },
    { rootMargin: `${aheadPx}px` },
  )
  const watch = (): void => {
    for (const cell of document.querySelectorAll<HTMLElement>('[data-blur]')) near.observe(cell)
  }
  watch()
  // Lists grow, and are drawn anew.
  new MutationObserver(watch).observe(document.querySelector('main') ?? document.body, {
    childList: true,
    subtree: true,
  })
}

const draw = (cell: HTMLElement): void => {
  const { blur = '' } = cell.dataset
  delete cell.dataset.blur
  const image = cell.querySelector('img')
  if (!image || image.complete) return
  const canvas = document.createElement('canvas')
  try {
    const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(blur), (letter) => letter.charCodeAt(0)))
    canvas.width = w
    canvas.height = h
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
  } catch {
    return
  }
  canvas.className = 'blur'
  canvas.setAttribute('aria-hidden', 'true')
  image.before(canvas)
  const remove = (): void => canvas.remove()
  image.addEventListener('load', remove, { once: true })
  image.addEventListener('error', remove, { once: true })
}
