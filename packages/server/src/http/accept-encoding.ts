export type ContentEncoding = 'br' | 'gzip' | 'identity'

/** The best of what a browser takes. */
export const encodingFor = (acceptEncoding: string | null): ContentEncoding => {
  const accepted = new Set((acceptEncoding ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase()))
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : 'identity'
}
