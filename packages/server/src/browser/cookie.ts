/** Remembers a choice of the visitor that the server needs to draw the page right at once. Not a secret; one year. */
export const remember = (
  name:
    | 'vitrine_mode'
    | 'vitrine_info'
    | 'vitrine_histogram'
    | 'vitrine_metadata'
    | 'vitrine_slideshow'
    | 'vitrine_density',
  value: string,
): void => {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
