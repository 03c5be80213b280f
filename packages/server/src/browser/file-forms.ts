/** Forms with a file tell how much of it has left; without a script they are sent as they are. */
export const fileForms = (): void => {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-file-form]')) return
    event.preventDefault()
    send(form)
  })
}

const send = (form: HTMLFormElement): void => {
  const progress = form.querySelector('progress')
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
  const request = new XMLHttpRequest()
  const settle = (isSending: boolean): void => {
    progress?.toggleAttribute('hidden', !isSending)
    if (button) button.disabled = isSending
  }
  request.open('POST', form.action)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (progress) progress.value = total > 0 ? loaded / total : 0
  })
  request.addEventListener('load', () => show(request))
  // The browser's own page says best why nothing answers.
  request.addEventListener('error', () => {
    settle(false)
    form.submit()
  })
  // Written before the fields are disabled: what is disabled is not sent.
  const body = new FormData(form)
  settle(true)
  request.send(body)
}

/** What came of it: the page that the answer leads to, or the same page that says what is wrong. */
const show = (request: XMLHttpRequest): void => {
  if (request.status < 300) {
    location.assign(request.responseURL)
    return
  }
  const page = new DOMParser().parseFromString(request.responseText, 'text/html')
  const [fresh, present] = [page.querySelector('main'), document.querySelector('main')]
  if (!fresh || !present) {
    location.reload()
    return
  }
  present.replaceWith(document.adoptNode(fresh))
  document.querySelector<HTMLElement>('[role=alert]')?.scrollIntoView({ block: 'center' })
}
