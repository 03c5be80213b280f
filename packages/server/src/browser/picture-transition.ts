declare global {
  interface Window {
    // Not in every browser, and not among the types of TypeScript's library yet.
    readonly navigation?: { readonly activation: NavigationActivation | null }
  }
}

/** The name that the style sheet gives to the picture on the page of a photo: what has it on both pages grows from one into the other. */
const sharedName = 'picture'

/** The picture in a list that leads to a page. */
const pictureTo = (address: string | null | undefined): HTMLElement | null => {
  if (!address) return null
  const { pathname } = new URL(address)
  const links = document.querySelectorAll<HTMLAnchorElement>('.cell > a')
  return [...links].find((link) => link.pathname === pathname)?.querySelector('img') ?? null
}

const lendName = (picture: HTMLElement | null, { finished }: ViewTransition): void => {
  if (!picture) return
  picture.style.viewTransitionName = sharedName
  // The browser may keep this page and show it again.
  const giveBack = (): void => {
    picture.style.viewTransitionName = ''
  }
  finished.then(giveBack, giveBack)
}

/** A photo of a list grows into the stage, and shrinks back to its place where the browser kept the list. Where it did not, pages fade. */
export const pictureTransition = (): void => {
  addEventListener('pageswap', ({ viewTransition, activation }) => {
    if (viewTransition) lendName(pictureTo(activation?.entry.url), viewTransition)
  })
  addEventListener('pagereveal', ({ viewTransition }) => {
    if (viewTransition) lendName(pictureTo(window.navigation?.activation?.from?.url), viewTransition)
  })
}
