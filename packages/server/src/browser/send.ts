/** Buttons that hand an address to other apps, where the device has a way to do that. */
export const sendButtons = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-send]')) {
    const { title = '', url = '' } = button.dataset
    if (!navigator.canShare?.({ title, url })) continue
    button.hidden = false
    // Whoever closes the list of apps has changed their mind: nothing went wrong.
    button.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}))
  }
}
