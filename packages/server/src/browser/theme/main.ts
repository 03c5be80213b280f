/** How long nobody has changed anything before the preview follows. */
const quietMs = 250

/** The preview beside the settings of a theme follows them. Without this there is a button. */
const livePreview = (): void => {
  const form = document.querySelector<HTMLFormElement>('[data-theme-form]')
  const frame = document.querySelector<HTMLIFrameElement>('iframe[name="theme-preview"]')
  if (!form || !frame) return
  let timer = 0
  form.addEventListener('input', ({ target }) => {
    // Whoever chooses a colour means it.
    if (target instanceof HTMLInputElement && target.type === 'color') {
      const own = form.elements.namedItem(`${target.name}-own`)
      if (own instanceof HTMLInputElement) own.checked = true
    }
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      const query = new URLSearchParams()
      for (const [name, value] of new FormData(form))
        if (name !== 'csrfToken' && typeof value === 'string') query.append(name, value)
      // Replaced, not followed: the way back leads out of this page.
      frame.contentWindow?.location.replace(`${form.dataset.preview}?${query}`)
    }, quietMs)
  })
}

livePreview()
