/** Forms of one choice are sent as soon as it is made. */
export const submitOnChange = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-autosubmit]')) {
    form.addEventListener('change', () => form.requestSubmit())
  }
}
