import { fetchPage } from './fetch-page.ts'

const pollMs = 2_000
/** The list below is drawn anew every so many polls while photos come in. */
const refreshEvery = 3

/** Keeps the progress line true while the library is read, and lets new photos appear; stops when it is done. */
export const progressLine = (): void => {
  const line = document.querySelector<HTMLElement>('[data-progress]')
  const text = line?.querySelector('[data-progress-text]')
  const url = line?.dataset.progress
  if (!line || !text || !url) return

  let polls = 0
  const poll = async (): Promise<void> => {
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } })
      if (!response.ok) return line.remove()
      const { text: now } = (await response.json()) as { text: string | null }
      if (now === null) {
        line.remove()
        await refresh()
        return
      }
      text.textContent = now
      if (++polls % refreshEvery === 0) await refresh()
    } catch {
      // The server is away for a moment; the next poll asks again.
    }
    setTimeout(() => void poll(), pollMs)
  }
  setTimeout(() => void poll(), pollMs)
}

/** Draws the page's content anew, unless the visitor has moved on in it: nothing may jump while somebody looks. */
const refresh = async (): Promise<void> => {
  const main = document.querySelector('main')
  const hasFocus = main?.contains(document.activeElement) && document.activeElement !== main
  if (
    !main ||
    document.hidden ||
    scrollY > 200 ||
    hasFocus ||
    document.querySelector('[data-photo-page], form[method=post]:focus-within')
  )
    return
  const fresh = (await fetchPage(location.href)).querySelector('main')
  if (fresh && scrollY <= 200 && fresh.innerHTML !== main.innerHTML) {
    main.replaceChildren(...fresh.childNodes)
    document.dispatchEvent(new Event('vitrine:content'))
  }
}
