import { fetchPage } from './fetch-page.ts'

/** Opens and closes branches of the tree of albums in place; without it each is a page of its own. */
export const albumTree = (): void => {
  const tree = document.querySelector<HTMLFormElement>('[data-album-tree]')
  if (!tree) return
  tree.addEventListener('click', async (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-tree-toggle]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    const { href } = link
    const item = link.closest('li')?.id ?? ''
    try {
      const page = await fetchPage(href)
      const fresh = page.querySelector('[data-album-tree]')
      if (!fresh) throw new TypeError('No tree')
      tree.replaceChildren(...fresh.childNodes)
      history.replaceState(history.state, '', href.replace(/#.*/, ''))
      document.getElementById(item)?.querySelector<HTMLElement>('[data-tree-toggle]')?.focus()
    } catch {
      location.assign(href)
    }
  })
}
