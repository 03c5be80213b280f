/** Buttons that copy what a field holds. */
export const copyButtons = (): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const field = document.getElementById(button.dataset.copy ?? '')
    if (!(field instanceof HTMLInputElement)) continue
    field.addEventListener('focus', () => field.select())
    button.addEventListener('click', async () => {
      field.select()
      try {
        await navigator.clipboard.writeText(field.value)
        button.textContent = button.dataset.copied ?? ''
      } catch {
        // Over plain http there is no clipboard: what was selected can be copied by hand.
      }
    })
  }
}
