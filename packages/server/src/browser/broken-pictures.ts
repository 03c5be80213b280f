/** Marks the frames of pictures that did not come, so that the theme can say so in place of a torn icon. */
export const markBrokenPictures = (): void => {
  const mark = (image: HTMLImageElement): void => {
    // Lazy pictures that have not begun are neither complete nor broken.
    image.closest('.cell, .album-cover, .stage-media')?.classList.add('is-broken')
  }
  document.addEventListener(
    'error',
    (event) => {
      if (event.target instanceof HTMLImageElement) mark(event.target)
    },
    true,
  )
  for (const image of document.images) {
    if (image.complete && image.naturalWidth === 0 && image.currentSrc !== '') mark(image)
  }
}
