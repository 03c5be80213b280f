import { remember } from './cookie.ts'

const root = document.documentElement

/** Makes the pictures of lists smaller or larger on the page itself. */
export const densitySwitch = (): void =>
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement) || !target.matches('[data-density-form]')) return
    if (!(submitter instanceof HTMLButtonElement)) return
    event.preventDefault()
    root.dataset.density = submitter.value
    remember('vitrine_density', submitter.value)
    for (const button of target.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button === submitter))
  })
