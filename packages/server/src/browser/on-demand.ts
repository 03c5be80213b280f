/**
 * Loads a part of the theme that only some visitors ask for; its style sheet first, where it has one. Later calls answer at once.
 *
 * @param element - Names both as `data-script` and `data-sheet`; the first is empty where the theme has none.
 */
export const loadOnDemand = async <M>({ dataset }: HTMLElement): Promise<M | null> => {
  const { script, sheet } = dataset
  if (!script) return null
  if (sheet) await loadSheet(sheet)
  return (await import(/* @vite-ignore */ script)) as M
}

const loadSheet = (url: string): Promise<void> =>
  new Promise((resolve) => {
    const address = new URL(url, location.href).href
    if ([...document.styleSheets].some(({ href }) => href === address)) return resolve()
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = url
    link.addEventListener('load', () => resolve())
    // Without its look it still does what it is for.
    link.addEventListener('error', () => resolve())
    document.head.append(link)
  })
