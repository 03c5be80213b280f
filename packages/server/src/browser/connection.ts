/** How long after a failure it is tried again, where the browser does not say by itself that there is a network. */
const retryMs = 5_000

/** What could not be fetched, the last of each kind, to be asked for again. */
const waiting = new Map<string, () => void>()
let timer = 0
let isLost = false

/** Whether a fetch failed for want of a connection: of an answer that is none, there is one. */
export const isConnectionFault = (error: unknown): boolean => error instanceof TypeError

/** Something was fetched, or could not be: says so, above a page that stays as it is. */
export const connected = (is: boolean): void => {
  if (isLost === !is) return
  isLost = !is
  const line = document.querySelector<HTMLElement>('[data-connection]')
  if (line) line.textContent = isLost ? (line.dataset.connection ?? '') : ''
  if (!isLost) retryPictures()
}

/** Tries again when there is a connection. @param kind - Of several of one kind, the last is tried. */
export const whenConnected = (kind: string, retry: () => void): void => {
  waiting.set(kind, retry)
  clearTimeout(timer)
  timer = window.setTimeout(goOn, retryMs)
}

const goOn = (): void => {
  clearTimeout(timer)
  const retries = [...waiting.values()]
  waiting.clear()
  for (const retry of retries) retry()
}

/** Pictures that did not come meanwhile. */
const retryPictures = (): void => {
  for (const frame of document.querySelectorAll('.is-broken')) {
    const image = frame.querySelector('img')
    if (!image) continue
    image.addEventListener('load', () => frame.classList.remove('is-broken'), { once: true })
    // Setting what they have makes the browser ask again.
    if (image.srcset) image.srcset = `${image.srcset}`
    image.src = `${image.src}`
  }
}

export const watchConnection = (): void =>
  addEventListener('online', () => {
    retryPictures()
    goOn()
  })
