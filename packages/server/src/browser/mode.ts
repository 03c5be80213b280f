import { remember } from './cookie.ts'

/** The button that switches between light and dark, against what the device says. */
export const modeToggle = (): void => {
  const root = document.documentElement
  document.querySelector('[data-mode-toggle]')?.addEventListener('click', () => {
    const isDark = root.dataset.mode ? root.dataset.mode === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.mode = isDark ? 'light' : 'dark'
    remember('vitrine_mode', root.dataset.mode)
  })
}
