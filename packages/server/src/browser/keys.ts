/** `true` where a key belongs to what has the focus: typing, choosing, a video's own controls, an open dialog. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  document.querySelector('dialog[open], .pswp--open') !== null ||
  (event.target instanceof HTMLElement &&
    event.target.closest('input, select, textarea, video, [contenteditable]') !== null)

/** `/` goes to the search box; Escape leaves it. */
export const shortcuts = (): void => {
  const search = document.querySelector<HTMLInputElement>('[data-search]')
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && search && !isTyping(event)) {
      event.preventDefault()
      search.focus()
      search.select()
    } else if (event.key === 'Escape' && event.target === search) {
      event.preventDefault()
      search?.blur()
    } else if (event.key === 'Escape') {
      document.querySelector('details.menu[open]')?.removeAttribute('open')
    }
  })
  document.addEventListener('click', (event) => {
    const menu = document.querySelector('details.menu[open]')
    if (menu && event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute('open')
  })
}
