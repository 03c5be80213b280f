import { lyingAt } from './reading-direction.ts'

/** A swipe is at least this long and twice as wide as high, in CSS pixels. */
const minimumPx = 48

/** Calls back for a swipe with one finger; a zoomed page is left to its zoom. */
export const onSwipe = (element: HTMLElement, turned: (to: 'previous' | 'next') => void): void => {
  let start: Touch | null = null
  element.addEventListener(
    'touchstart',
    (event) => {
      const isPlayer = event.target instanceof Element && event.target.closest('video') !== null
      start =
        !isPlayer && event.touches.length === 1 && (visualViewport?.scale ?? 1) <= 1.01
          ? (event.touches[0] ?? null)
          : null
    },
    { passive: true },
  )
  element.addEventListener('touchend', (event) => {
    const end = event.changedTouches[0]
    if (!start || !end) return
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY]
    start = null
    if (Math.abs(x) >= minimumPx && Math.abs(x) >= 2 * Math.abs(y)) turned(lyingAt(x < 0 ? 'right' : 'left'))
  })
}
