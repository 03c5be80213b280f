import { fetchPage } from './fetch-page.ts'

/**
 * Draws the parts of a page anew that tell of work under way, and leaves the rest of it, with what was typed, alone. Without script the
 * page is loaded anew as a whole.
 */
export const liveParts = (): void => {
  const everyMs = 1_000 * Number(document.querySelector<HTMLElement>('[data-refresh-seconds]')?.dataset.refreshSeconds)
  if (!(everyMs > 0)) return

  const look = async (): Promise<void> => {
    try {
      if (!document.hidden) {
        const fresh = await fetchPage(location.href)
        for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) renew(part, fresh)
        if (!fresh.querySelector('[data-refresh-seconds]')) return
      }
    } catch {
      // The server is away for a moment; the next look asks again.
    }
    setTimeout(() => void look(), everyMs)
  }
  setTimeout(() => void look(), everyMs)
}

const renew = (part: HTMLElement, fresh: Document): void => {
  const now = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live ?? '')}"]`)
  if (!now || now.innerHTML === part.innerHTML) return
  const hadFocus = part.contains(document.activeElement)
  part.replaceChildren(...now.childNodes)
  // Whoever was in it with the keyboard stays there.
  if (!hadFocus) return
  part.tabIndex = -1
  part.focus({ preventScroll: true })
}
