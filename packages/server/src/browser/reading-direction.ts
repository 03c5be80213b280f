/** What lies at a side of the window: the photos of a list follow each other as the page is read. */
export const lyingAt = (side: 'left' | 'right'): 'previous' | 'next' =>
  (side === 'right') === (document.documentElement.dir === 'rtl') ? 'previous' : 'next'
