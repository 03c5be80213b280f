import { isTyping } from './keys.ts'
import { pickingBar } from './picking-bar.ts'
import { loadPicked, type Picked } from './picking-state.ts'

/** A finger that rests this long chooses. */
const longPressMs = 500
/** A finger that moves further scrolls, in CSS pixels. */
const slackPx = 10

const root = document.documentElement

/** Turns “Select” into choosing on the page itself, with the grid as it is, however far it was scrolled. */
export const picking = (): void => {
  let stop = startPicking()
  document.addEventListener('vitrine:content', () => {
    stop()
    stop = startPicking()
  })
}

const startPicking = (): (() => void) => {
  const tool = document.querySelector<HTMLAnchorElement>('[data-pick]')
  const form = document.querySelector<HTMLFormElement>('[data-picking]')
  const grid = document.querySelector<HTMLElement>('[data-grid]')
  if (!tool || !form || !grid) return () => {}

  const ended = new AbortController()
  const { signal } = ended
  const picked: Picked = loadPicked(tool.getAttribute('href') ?? '')
  const { ids } = picked
  const bar = pickingBar(form, ids)
  let isOn = false
  let anchor: HTMLElement | null = null

  const cells = (): HTMLElement[] => [...grid.querySelectorAll<HTMLElement>('[data-photo]')]
  const draw = (cell: HTMLElement): void => {
    const link = cell.querySelector('a')
    const isPicked = isOn && ids.has(cell.dataset.photo ?? '')
    cell.classList.toggle('is-picked', isPicked)
    if (isOn) {
      link?.setAttribute('role', 'checkbox')
      link?.setAttribute('aria-checked', String(isPicked))
    } else {
      link?.removeAttribute('role')
      link?.removeAttribute('aria-checked')
    }
  }
  const refresh = (): void => {
    for (const cell of cells()) draw(cell)
    picked.save()
    if (isOn) bar.refresh()
  }
  const turn = (to: boolean): void => {
    isOn = to
    form.hidden = !to
    if (to) root.dataset.picking = 'on'
    else delete root.dataset.picking
    tool.setAttribute('aria-pressed', String(to))
    refresh()
  }
  const leave = (): void => {
    ids.clear()
    anchor = null
    turn(false)
    tool.focus({ preventScroll: true })
  }
  const set = (cell: HTMLElement, to: boolean): void => {
    const id = cell.dataset.photo
    if (id && to) ids.add(id)
    else if (id) ids.delete(id)
  }
  const pick = (cell: HTMLElement, isRange: boolean): void => {
    const all = cells()
    const [from, to] = [anchor ? all.indexOf(anchor) : -1, all.indexOf(cell)]
    if (isRange && from >= 0) for (const each of all.slice(Math.min(from, to), Math.max(from, to) + 1)) set(each, true)
    else set(cell, !ids.has(cell.dataset.photo ?? ''))
    anchor = cell
    refresh()
  }
  const pickAll = (): void => {
    for (const cell of cells()) set(cell, true)
    refresh()
  }
  const cellOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('[data-photo]') : null

  tool.setAttribute('role', 'button')
  tool.addEventListener(
    'click',
    (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      if (isOn) leave()
      else turn(true)
    },
    { signal },
  )
  form.querySelector('[data-pick-clear]')?.addEventListener('click', leave, { signal })
  form.querySelector('[data-pick-all]')?.addEventListener('click', pickAll, { signal })

  let pressed = 0
  let isLongPress = false
  grid.addEventListener(
    'click',
    (event) => {
      const cell = cellOf(event.target)
      // The click that ends a long press has chosen already.
      if (isLongPress) event.preventDefault()
      if (!isOn || !cell || isLongPress) return
      event.preventDefault()
      pick(cell, event.shiftKey)
    },
    { signal, capture: true },
  )
  let start = { x: 0, y: 0 }
  grid.addEventListener(
    'pointerdown',
    (event) => {
      isLongPress = false
      const cell = cellOf(event.target)
      if (event.pointerType !== 'touch' || !cell) return
      start = { x: event.clientX, y: event.clientY }
      pressed = window.setTimeout(() => {
        isLongPress = true
        if (!isOn) turn(true)
        pick(cell, false)
        navigator.vibrate?.(10)
      }, longPressMs)
    },
    { signal },
  )
  const release = (): void => clearTimeout(pressed)
  grid.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - start.x, clientY - start.y) > slackPx) release()
    },
    { signal },
  )
  for (const name of ['pointerup', 'pointercancel'] as const) grid.addEventListener(name, release, { signal })
  grid.addEventListener(
    'contextmenu',
    (event) => {
      if (isLongPress || isOn) event.preventDefault()
    },
    { signal },
  )

  document.addEventListener(
    'keydown',
    (event) => {
      if (!isOn) return
      const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey)
      if (isAll && !(event.target instanceof HTMLElement && event.target.closest('input, textarea'))) {
        event.preventDefault()
        pickAll()
      } else if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault()
        leave()
      } else if (event.key === ' ' && !isTyping(event)) {
        const cell = cellOf(document.activeElement)
        if (!cell) return
        event.preventDefault()
        pick(cell, event.shiftKey)
      }
    },
    { signal },
  )
  // What is loaded further down may be chosen already.
  const added = new MutationObserver(() => {
    if (isOn) for (const cell of cells()) draw(cell)
  })
  added.observe(grid, { childList: true })

  if (ids.size > 0) turn(true)
  return () => {
    ended.abort()
    added.disconnect()
    delete root.dataset.picking
  }
}
