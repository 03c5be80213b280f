import { createOptions, requestOptions, toJson } from './json.ts'

/**
 * Forms that take a passkey: the browser is asked for it first, and what it answers is sent with the form. They are hidden until this
 * runs, and where the browser knows no passkeys.
 */
const forms = document.querySelectorAll<HTMLFormElement>('form[data-passkey]')

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const form of forms) {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void ask(form)
    })
  }
}

const fieldOf = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>(`input[name="${name}"]`)

const ask = async (form: HTMLFormElement): Promise<void> => {
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
  const told = form.querySelector<HTMLElement>('[data-passkey-error]')
  if (!button || !told) return
  told.hidden = true
  button.disabled = true
  try {
    const { ceremony, options } = await begin(form)
    const credential =
      form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: createOptions(options) })
        : await navigator.credentials.get({ publicKey: requestOptions(options) })
    if (!(credential instanceof PublicKeyCredential)) throw new DOMException('', 'NotAllowedError')
    set(form, 'ceremony', ceremony)
    set(form, 'credential', JSON.stringify(toJson(credential)))
    // It has done its work, and need not be sent twice.
    const password = fieldOf(form, 'currentPassword')
    if (password) password.value = ''
    form.submit()
  } catch (error) {
    button.disabled = false
    told.hidden = false
    const text = told.querySelector('span') ?? told
    text.textContent = messageOf(form, error)
  }
}

const set = (form: HTMLFormElement, name: string, value: string): void => {
  const field = fieldOf(form, name)
  if (field) field.value = value
}

/** What the gallery says is for the visitor to read; what a browser says is not. */
class Refusal extends Error {}

const messageOf = ({ dataset }: HTMLFormElement, error: unknown): string => {
  if (error instanceof Refusal) return error.message
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'InvalidStateError') return dataset.passkeyKnown ?? ''
  return (name === 'NotAllowedError' ? dataset.passkeyCancelled : dataset.passkeyFailed) ?? ''
}

const begin = async (form: HTMLFormElement): Promise<{ ceremony: string; options: Record<string, unknown> }> => {
  const { passkeyBegin = '', passkeySends = '' } = form.dataset
  const names = passkeySends.split(' ').filter((name) => name !== '')
  const body = Object.fromEntries(names.map((name) => [name, fieldOf(form, name)?.value ?? '']))
  const csrfToken = fieldOf(form, 'csrfToken')?.value
  const response = await fetch(passkeyBegin, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(csrfToken ? { 'x-csrf-token': csrfToken } : {}) },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (response.ok) return answer
  // An empty password is said to be wrong, as a wrong one is.
  const isWrong = answer.error?.code === 'INPUT_INVALID'
  throw new Refusal((isWrong ? form.dataset.passkeyMissing : answer.error?.message) ?? form.dataset.passkeyFailed)
}
