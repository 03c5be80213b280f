import { isTyping } from './keys.ts'

/** Keys of the page where photos are decided on. */
export const reviewKeys = (): void => {
  const form = document.querySelector<HTMLFormElement>('[data-review]')
  if (!form) return
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="photos"]')]
  form.querySelector('[data-review-all]')?.addEventListener('click', () => {
    const isAll = boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = !isAll
  })
  const go = (step: 1 | -1): void => {
    const at = boxes.indexOf(document.activeElement as HTMLInputElement)
    const next = boxes[at < 0 ? 0 : at + step]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  const keys: Readonly<Record<string, () => void>> = {
    j: () => go(1),
    k: () => go(-1),
    x: () => boxes.find((box) => box === document.activeElement)?.click(),
    a: () => form.querySelector<HTMLButtonElement>('[data-review-approve]')?.click(),
    n: () => form.querySelector<HTMLInputElement>('[name="note"]')?.focus(),
  }
  document.addEventListener('keydown', (event) => {
    // The boxes have the focus while somebody goes through them.
    const isBox = event.target instanceof HTMLInputElement && event.target.type === 'checkbox'
    if (event.ctrlKey || event.metaKey || event.altKey || (!isBox && isTyping(event))) return
    const act = keys[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  })
}
