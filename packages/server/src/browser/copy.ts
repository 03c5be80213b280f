/** Buttons that copy the field before them. Without a script the field is there to be selected. */
export const copyButtons = (): void => {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>('[data-copy]')
    const field = button?.parentElement?.querySelector<HTMLInputElement>('[data-copy-from]')
    if (!button || !field) return
    field.select()
    // Only pages of https, or of this computer, may write to the clipboard: elsewhere what is selected is copied by hand.
    navigator.clipboard?.writeText(field.value).then(
      () => {
        button.textContent = button.dataset.copied ?? ''
      },
      () => {},
    )
  })
}
